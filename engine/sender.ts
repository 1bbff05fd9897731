import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { WireRequest } from '../model/request.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { hiddenIn } from '../targets/recorder.ts';
import type { Outcome } from '../targets/transport.ts';
import { breakerOf } from './breaker.ts';
import { buildRequest } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import { guard, type OwnObjects } from './guard.ts';
import { noteName } from './own-names.ts';
import { readReply } from './read-reply.ts';
import { sightingOf } from './sighting.ts';

/** Details of one sending. */
export interface SendOptions {
  readonly path?: ReadonlyMap<string, Json>;
  readonly body?: Json | undefined;
  /** Where a read goes instead, below the target's base. */
  readonly at?: string | undefined;
  /** Changes the finished request, for a login session of its own. */
  readonly prepare?: (request: WireRequest) => WireRequest;
  /** Goes on when the run is to stop. */
  readonly isCleanup?: boolean;
}

/** Sends cases, and gives what was sent and what came back. */
export interface Sender {
  send(planned: Case, options?: SendOptions): Promise<Exchange>;
  readonly exchanges: number;
  /** Whether the target does not take what would clean up, so that nothing more is tried. */
  readonly isVain: boolean;
}

/** The only way from the engine to the target. */
export function senderOf(context: EngineContext, own: OwnObjects): Sender {
  let marks = 0;
  let exchanges = 0;
  const breaker = breakerOf(context.emit);
  const plannedIds = new Set(context.plan.cases.map(({ id }) => id));
  return {
    get exchanges() {
      return exchanges;
    },
    get isVain() {
      return breaker.isVain;
    },
    async send(planned, options = {}) {
      const operation = operationOf(context.contract, planned.operation);
      marks += 1;
      const mark = `assay-${context.run}-${marks}`;
      const built = buildRequest(planned, operation, {
        path: options.path ?? new Map(),
        document: context.contract.document,
        mark,
        body: options.body,
      });
      guard(context, planned, operation, built.path, own);
      const { path } = options;
      const isIntent = noteIntent(context, planned, operation, { mark, wire: built.wire, path });
      if (planned.request.method === operation.method)
        noteName(context, { operation, path: built.path, body: built.body });
      const isElsewhere = options.at !== undefined && operation.effect === 'read';
      const bare = withHeaders({ ...built.wire, ...(isElsewhere ? { path: options.at } : {}) }, context);
      const place = context.logbook.next();
      const startedAt = performance.now();
      const { wire, outcome } = await attempt(context, planned, operation, bare, options);
      const durationMs = Math.round(performance.now() - startedAt);
      // Whoever notes what was made closes it: a run that is killed in between must still find it.
      const isOpen = isIntent && makesObjects(context, operation) && mayHaveMade(outcome);
      if (isIntent && !isOpen && isSettled(outcome)) context.journal.write({ type: 'answered', mark });
      exchanges += 1;
      const said = { ...place, operation: operation.id, purpose: planned.purpose, durationMs };
      const record = context.recorder(context.redactor, context.transport.url, said, wire, outcome);
      const reply = 'reply' in outcome ? readReply(outcome.reply) : undefined;
      const isTold = plannedIds.has(planned.id) && options.isCleanup !== true;
      const sighting = isTold ? { sighting: sightingOf(context, planned, operation, reply) } : {};
      const count = hiddenIn(context.redactor, record);
      const hidden = count > 0 ? { hidden: count } : {};
      context.emit({ type: 'exchange', phase: planned.phase, exchange: record, ...sighting, ...hidden });
      breaker.note(planned, outcome, options.isCleanup === true);
      return {
        case: planned,
        operation,
        request: wire,
        path: built.path,
        query: built.query,
        recorded: record,
        ...(built.body === undefined ? {} : { body: built.body }),
        ...(context.maxResponseMs === undefined ? {} : { maxResponseMs: context.maxResponseMs }),
        ...(isOpen ? { openMark: mark } : {}),
        ...(reply ? { reply } : {}),
        ...('failure' in outcome ? { failure: outcome.failure } : {}),
      };
    },
  };
}

interface Intent {
  readonly mark: string;
  readonly wire: WireRequest;
  /** What the run learnt of its path. */
  readonly path?: ReadonlyMap<string, Json> | undefined;
}

/** A create counts as one even when it is invalid or unauthenticated: a faulty target may carry it out. */
function noteIntent(
  context: EngineContext,
  planned: Case,
  operation: Operation,
  { mark, wire, path = new Map() }: Intent,
): boolean {
  if (operation.effect !== 'create' || planned.request.method !== operation.method) return false;
  if (!context.profile.isStateful) return false;
  const resource = context.contract.resources.find(({ create }) => create?.operation === operation.id);
  // A spoilt body may have lost it: what is made of that cannot be found by it.
  const bytes = Buffer.from(wire.body ?? []);
  const marked = bytes.includes(mark) || bytes.includes(Buffer.from(mark, 'utf16le'));
  const name = resource?.name ?? operation.id;
  const place = path.size > 0 ? { path: [...path] } : {};
  context.journal.write({ type: 'intent', resource: name, mark, marked, at: Date.now(), ...place });
  return true;
}

function makesObjects({ contract }: EngineContext, { id }: Operation): boolean {
  return contract.resources.some(({ create }) => create?.operation === id);
}

function mayHaveMade(outcome: Outcome): boolean {
  return 'reply' in outcome && (isSuccess(outcome.reply.status) || outcome.reply.status >= 500);
}

function withHeaders(request: WireRequest, context: EngineContext): WireRequest {
  const given = new Set(context.headers.map(([name]) => name.toLowerCase()));
  const own = request.headers.filter(([name]) => !given.has(name.toLowerCase()));
  return { ...request, headers: [...own, ...context.headers] };
}

async function attempt(
  context: EngineContext,
  planned: Case,
  operation: Operation,
  bare: WireRequest,
  options: SendOptions,
): Promise<{ wire: WireRequest; outcome: Outcome }> {
  const once = async () => {
    const prepared = options.prepare
      ? options.prepare(bare)
      : await withAccess(context, planned, operation, bare);
    const signal = options.isCleanup === true ? context.cleanupSignal : context.signal;
    return { wire: prepared, outcome: await context.transport.send(prepared, signal) };
  };
  const first = await once();
  if (isWorthAnother(context, planned, operation, first, options)) return once();
  return first;
}

/** Nothing can have come of it that its reply does not tell: it was answered, or never sent. */
function isSettled(outcome: Outcome): boolean {
  return 'reply' in outcome || outcome.failure.code === 'aborted' || outcome.failure.code === 'refused';
}

/** A read that was cut off is sent once more, and so is a request whose login has run out; a write never is. */
function isWorthAnother(
  context: EngineContext,
  planned: Case,
  operation: Operation,
  { wire, outcome }: { wire: WireRequest; outcome: Outcome },
  options: SendOptions,
): boolean {
  if ('failure' in outcome) {
    const isCut = outcome.failure.code === 'reset' || outcome.failure.code === 'timeout';
    return isCut && operation.effect === 'read' && ['GET', 'HEAD'].includes(planned.request.method);
  }
  const { credentials } = planned.request;
  const isKnown = credentials === 'valid' || credentials === 'weaker';
  const isExpired = outcome.reply.status === 401 && isKnown && !options.prepare;
  if (!isExpired || !usesLogin(context, operation)) return false;
  context.access.expire(wire);
  return true;
}

function usesLogin({ contract }: EngineContext, operation: Operation): boolean {
  const names = new Set(operation.security.flat());
  return contract.schemes.some(
    ({ name, kind }) => names.has(name) && (kind === 'session' || kind === 'oauth2'),
  );
}

async function withAccess(
  context: EngineContext,
  planned: Case,
  operation: Operation,
  request: WireRequest,
): Promise<WireRequest> {
  if (planned.request.credentials === 'none') return withoutGivenCredentials(request, context);
  if (planned.request.credentials === 'wrong') return context.access.wrong(operation, request);
  if (planned.request.credentials === 'weaker') return context.access.weaker(operation, request);
  return context.access.authorised(operation, request);
}

/** Headers that the user gives may be the credentials: a probe without any goes without them. */
function withoutGivenCredentials(request: WireRequest, context: EngineContext): WireRequest {
  const carriers = new Set(['authorization', 'cookie']);
  for (const { carrier } of context.contract.schemes) if (carrier) carriers.add(carrier.name.toLowerCase());
  const given = new Set(context.headers.map(([name]) => name.toLowerCase()));
  const isGivenCredential = (name: string) =>
    carriers.has(name.toLowerCase()) && given.has(name.toLowerCase());
  return { ...request, headers: request.headers.filter(([name]) => !isGivenCredential(name)) };
}
