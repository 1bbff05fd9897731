import { itemIdentities } from '../contract/identities.ts';
import type { Broken, Judgement } from '../model/check.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Level, weakest } from '../model/statement.ts';
import { type Exchange, isSuccess, type Step, succeeded, type Trace } from '../model/trace.ts';
import { broken, raised } from './judgements.ts';

/** A life with its steps at hand. */
export interface Life {
  readonly resource: Resource;
  readonly identity: string | undefined;
  /** The last exchange of a role. */
  step(role: Step['role']): Exchange | undefined;
  /** Whether the last request of a role was accepted and, where it started a task, carried out. */
  isDone(role: Step['role']): boolean;
}

/** The life that a trace tells, where it tells one. */
export function lifeOf(trace: Trace): Life | undefined {
  if (trace.kind !== 'life') return undefined;
  const last = (role: Step['role']) => trace.steps.findLast((step) => step.role === role);
  return {
    resource: trace.resource,
    identity: trace.identity,
    step: (role) => last(role)?.exchange,
    isDone: (role) => wasDone(last(role)),
  };
}

/** Whether a request was accepted and, where it started a task, carried out. */
export function wasDone(step: Step | undefined): boolean {
  return succeeded(step?.exchange) && (step?.outcome ?? 'succeeded') === 'succeeded';
}

/**
 * A rule of a resource broken by an operation. What the operation is for binds as hard as the operation itself; a
 * detail, such as one echoed member, no harder than its own statement.
 */
export function brokenRule(
  contract: Contract,
  life: Pick<Life, 'resource'>,
  blamed: Operation,
  said: Pick<Broken, 'message' | 'expected' | 'received' | 'exchange'> & {
    keyword: string;
    instance?: string;
    steps: readonly (Exchange | undefined)[];
    isDetail?: boolean;
    bound?: Level;
  },
): Judgement[] {
  const { keyword, instance, steps, isDetail, bound, ...rest } = said;
  const rule = contract.statement(life.resource.pointer, keyword);
  const own = contract.statement(blamed.pointer);
  const statement =
    isDetail === true
      ? raised(rule, weakest(own.level, rule.level))
      : { ...rule, level: own.level, source: own.source };
  return [
    {
      operation: blamed.id,
      verdict: 'broken',
      broken: [
        broken(
          {
            ...rest,
            statement,
            instance: instance ?? null,
            steps: steps.filter((step) => step !== undefined),
          },
          bound,
        ),
      ],
    },
  ];
}

/** Whether a reply is a success with anything in it. */
export function isShown(exchange: Exchange | undefined): boolean {
  return exchange !== undefined && isSuccess(exchange.reply?.status);
}

// Answered whether the object is there or not: a failure, a redirect, credentials, a limit.
const SILENT_STATUSES = new Set([401, 403, 407, 408, 421, 425, 429]);

/** Whether a reply leaves open if the object is there. */
export function saysNothing({ reply }: Exchange): boolean {
  if (!reply || isSuccess(reply.status)) return reply === undefined;
  return reply.status < 400 || reply.status >= 500 || SILENT_STATUSES.has(reply.status);
}

/** The object that a read shows. */
export function representation(life: Life, exchange: Exchange | undefined): Json | undefined {
  return exchange?.reply?.json === undefined
    ? undefined
    : valueAt(exchange.reply.json, life.resource.read?.at ?? '');
}

/** Whether a list shows the object of a life; undefined where the reply is no list. */
export function isListed(life: Life, exchange: Exchange | undefined): boolean | undefined {
  const { list } = life.resource;
  if (!list || !exchange || !succeeded(exchange) || life.identity === undefined) return undefined;
  return itemIdentities(list, exchange.reply?.json)?.includes(life.identity);
}
