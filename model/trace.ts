import type { Case } from './case.ts';
import type { ListRule, Operation, Resource, Task } from './contract.ts';
import type { Json } from './json.ts';
import type { Pointer } from './pointer.ts';
import type { WireFailure, WireReply, WireRequest } from './request.ts';
import type { RecordedExchange } from './run.ts';

/** A reply with its body read. */
export interface Reply extends WireReply {
  readonly contentType: string | undefined;
  /** The body as JSON; absent where it is none. */
  readonly json?: Json;
  /** Why the body is not readable, where it claims to be JSON. */
  readonly malformed?: string;
}

/** What was sent and what came back. */
export interface Exchange {
  readonly case: Case;
  readonly operation: Operation;
  readonly request: WireRequest;
  readonly path: ReadonlyMap<string, Json>;
  readonly query: ReadonlyMap<string, Json>;
  /** The body's value, marks filled in, also of one whose bytes were spoilt; absent where there was none or it was text. */
  readonly body?: Json;
  readonly reply?: Reply;
  readonly failure?: WireFailure;
  /** The mark of a create that the journal holds open until it is known what came of it. */
  readonly openMark?: string;
  /** How long the reply may take, where the user of the run says so. */
  readonly maxResponseMs?: number;
  /** Redacted, for reports. */
  readonly recorded: RecordedExchange;
}

/** One step of a life, with what it learnt. */
export interface Step {
  readonly role: NonNullable<Case['step']>['role'];
  readonly exchange: Exchange;
  /** How the task ended that the reply to a write started. */
  readonly outcome?: 'succeeded' | 'failed' | 'pending' | 'unreadable';
}

/** The pages of a list, asked for one after another. */
export interface ListWalk {
  readonly pages: readonly Exchange[];
  /** Why it stopped before the end of the list; absent where it came there. */
  readonly why?: string;
}

/** A list as it was asked for whole, cut and page by page, while nothing else was sent. */
export interface Listing {
  readonly kind: 'listing';
  readonly operation: Operation;
  readonly list: ListRule;
  /** Identities of what this run created and the list is to show. */
  readonly own: readonly string[];
  readonly before: Exchange;
  readonly limited: readonly Exchange[];
  readonly walk?: ListWalk;
  /** The list cut, and asked for one object of the run by a text that it alone has. */
  readonly filtered?: { readonly exchange: Exchange; readonly identity: string; readonly by: string };
  /** What came of asking for the list as a task. */
  readonly later?: { readonly start: Exchange; readonly result?: Exchange | undefined };
  readonly after: Exchange;
}

/**
 * What says that a create's reply names something else than what it made: the list before the run, a reply before the
 * create, another create of the run, or what a read of it shows.
 */
export type Taken = 'listed' | 'seen' | 'own' | 'shown';

/** What checks judge: an exchange, a faulty one with its control, what a create names, or the exchanges of a sequence. */
export type Trace =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | { readonly kind: 'refusal'; readonly exchange: Exchange; readonly control: Exchange | undefined }
  /**
   * A request that keeps to the document and was refused by a status that may speak of the state of things, and another
   * one to the same operation right before or after it.
   */
  | { readonly kind: 'state-refusal'; readonly exchange: Exchange; readonly control: Exchange }
  /** A HEAD in the place of a GET, and that GET right after it. */
  | { readonly kind: 'head'; readonly head: Exchange; readonly get: Exchange }
  | {
      readonly kind: 'creation';
      readonly resource: Resource;
      readonly create: Exchange;
      readonly identity: string;
      /** Whether its body bore a name that nothing else has. */
      readonly isMarked: boolean;
      /** Whether the target was seen to give the identity of a deleted object to a new one. */
      readonly isReusing: boolean;
      /** Absent where what it names is what it made; `exchange` is what shows it. */
      readonly taken?: { readonly by: Taken; readonly exchange?: Exchange };
    }
  /** A create that was carried out to its end, and the list in which nothing is as it was sent. */
  | {
      readonly kind: 'unlisted-creation';
      readonly resource: Resource;
      readonly create: Exchange;
      readonly list: Exchange;
    }
  | {
      readonly kind: 'life';
      readonly resource: Resource;
      readonly identity: string | undefined;
      readonly steps: readonly Step[];
    }
  | { readonly kind: 'session'; readonly steps: readonly Step[] }
  | Listing
  /** Creates of one group that were refused and bore a mark, and the list after them. */
  | {
      readonly kind: 'aftermath';
      readonly resource: Resource;
      readonly refused: readonly Exchange[];
      readonly list: Exchange;
    }
  /** An update of what exists once or was there before, and the read after it; `shows` is what a switch makes it show. */
  | {
      readonly kind: 'singleton';
      readonly update: Exchange;
      readonly read: Exchange;
      readonly shows?: ReadonlyMap<Pointer, Json>;
    }
  /** An update of what exists once that was refused, and the reads before and after it. */
  | {
      readonly kind: 'singleton-refused';
      readonly update: Exchange;
      readonly before: Exchange;
      readonly after: Exchange;
    }
  /** The same read without valid credentials: of an object of the run, which was there, and of what names nothing. */
  | { readonly kind: 'disclosure'; readonly known: Exchange; readonly unknown: Exchange }
  | {
      readonly kind: 'task';
      readonly task: Task;
      readonly start: Exchange;
      readonly polls: readonly Exchange[];
      readonly outcome: 'succeeded' | 'failed' | 'pending' | 'unreadable';
    };

/** Whether a status is a success. */
export function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** The documented response that a status falls under: exact, then its class; `default` stands for errors only. */
export function responseFor(
  operation: Operation,
  status: number,
): Operation['responses'][number] | undefined {
  const find = (key: string) => operation.responses.find((response) => response.status === key);
  const exact = find(String(status)) ?? find(`${Math.floor(status / 100)}XX`);
  if (exact) return exact;
  const listsSuccess = operation.responses.some(({ status: key }) => key.startsWith('2'));
  return status >= 400 || !listsSuccess ? find('default') : undefined;
}

/** Whether an exchange got a documented success; any is where the document lists no responses at all. */
export function succeeded(exchange: Exchange | undefined): boolean {
  const status = exchange?.reply?.status;
  if (exchange === undefined || status === undefined || !isSuccess(status)) return false;
  const { operation } = exchange;
  return operation.responses.length === 0 || responseFor(operation, status) !== undefined;
}
