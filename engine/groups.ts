import type { Case, Credentials } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, isSuccess, succeeded } from '../model/trace.ts';
import { lackingValue, unspoilable } from './build-request.ts';
import type { Slot } from './ceiling.ts';
import { type EngineContext, operationOf } from './context.ts';
import { compareUnknown } from './disclosures.ts';
import type { Judge } from './judge.ts';
import type { Links } from './links.ts';
import type { OwnObject } from './own-object.ts';
import type { Ownership } from './ownership.ts';
import type { Patience } from './patience.ts';
import { unknownValue } from './places.ts';
import { lackingCredentials } from './preflight.ts';
import { readAfter } from './read-after.ts';
import { seekRefused } from './refused-creates.ts';
import type { RefusedUpdates } from './refused-updates.ts';
import type { Restorer } from './restore.ts';
import type { Sender } from './sender.ts';
import type { StateRefusals } from './state-refusals.ts';
import type { Stock } from './stock.ts';
import { followTask } from './tasks.ts';
import type { WeakerAccount } from './weaker-account.ts';

/** What runs groups. */
export interface GroupRunner {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly judge: Judge;
  readonly stock: Stock;
  readonly ownership: Ownership;
  readonly links: Links;
  readonly restorer: Restorer;
  readonly patience: Patience;
  readonly weaker: WeakerAccount;
  readonly refusals: RefusedUpdates;
  readonly stateRefusals: StateRefusals;
}

/** What a request is about: the values of its path, and an object of ours where it names one. */
export interface SubjectPath {
  readonly path: ReadonlyMap<string, Json>;
  readonly object?: OwnObject;
}

/** Cases of one group, in the order of the plan. */
export function groupsOf(cases: readonly Case[]): Case[][] {
  const groups = new Map<string, Case[]>();
  for (const planned of cases) {
    const group = groups.get(planned.group) ?? [];
    groups.set(planned.group, group);
    group.push(planned);
  }
  return [...groups.values()];
}

/** Whether the object that a group speaks of is known; it may be later, from replies that come meanwhile. */
export async function isReady({ context, links }: GroupRunner, [first]: readonly Case[]): Promise<boolean> {
  if (first?.subject?.kind !== 'linked') return true;
  return !('why' in (await links.resolve(operationOf(context.contract, first.operation))));
}

/** Sends a group's cases one after another, the control last, and has them judged. */
export async function runGroup(runner: GroupRunner, cases: readonly Case[]): Promise<void> {
  const { judge } = runner;
  const sent: Exchange[] = [];
  for (const planned of cases) {
    if (runner.context.signal.aborted) return;
    const exchange = await runCase(runner, planned);
    if (!exchange) continue;
    sent.push(exchange);
    judge.judge({ kind: 'exchange', exchange });
    runner.links.learn(exchange);
    report(runner, planned, exchange);
    await readAfter(runner, exchange);
    await judgeStateRefusal(runner, exchange);
  }
  const control = sent.find((exchange) => exchange.case.control === true);
  for (const exchange of sent) {
    if (exchange.case.expectation.kind === 'refusal') judge.judge({ kind: 'refusal', exchange, control });
  }
  judgeHeads(runner, sent);
  await compareUnknown(runner, sent);
  await seekRefused(runner, sent);
}

/** What the state of things may be blamed for is held against another request in the same state. */
async function judgeStateRefusal(runner: GroupRunner, exchange: Exchange): Promise<void> {
  const { stateRefusals, judge } = runner;
  const planned = stateRefusals.controlFor(exchange);
  const control = planned && (await runCase(runner, planned));
  if (control) {
    stateRefusals.note(control);
    judge.judge({ kind: 'exchange', exchange: control });
    judge.judge({ kind: 'state-refusal', exchange, control });
  }
  const doubted = stateRefusals.doubtedBy(exchange);
  const again = doubted && (await runCase(runner, doubted));
  if (!again) return;
  judge.judge({ kind: 'exchange', exchange: again });
  if (stateRefusals.isDoubtful(again))
    judge.judge({ kind: 'state-refusal', exchange: again, control: exchange });
}

/** A HEAD is sent right before the GET in whose place it stands. */
function judgeHeads({ judge }: GroupRunner, sent: readonly Exchange[]): void {
  for (const [at, head] of sent.entries()) {
    const get = sent[at + 1];
    const isPair = head.request.method === 'HEAD' && get?.request.method === 'GET';
    if (isPair) judge.judge({ kind: 'head', head, get });
  }
}

async function runCase(runner: GroupRunner, planned: Case): Promise<Exchange | undefined> {
  const operation = operationOf(runner.context.contract, planned.operation);
  const lacking = lackingCredentials(runner.context, operation);
  if (lacking !== undefined) {
    notExercised(runner, planned, lacking);
    return undefined;
  }
  const unknown =
    planned.request.credentials === 'weaker' ? await runner.weaker.whyNot(operation) : undefined;
  if (unknown !== undefined) {
    notExercised(runner, planned, unknown);
    return undefined;
  }
  const subject = await subjectOf(runner, planned, operation);
  if ('why' in subject) {
    notExercised(runner, planned, subject.why);
    return undefined;
  }
  const lacked = lackingValue(planned, operation, subject.path);
  if (lacked !== undefined) {
    notExercised(runner, planned, unknownValue(lacked));
    return undefined;
  }
  const made = runner.context.contract.resources.find(({ create }) => create?.operation === operation.id);
  const occupied = made && ((await runner.stock.makeRoom(made)) ?? runner.ownership.whyNot(made, planned));
  if (occupied !== undefined) {
    notExercised(runner, planned, occupied);
    return undefined;
  }
  const { body, read } = await runner.restorer.before(planned, operation, subject.path);
  await runner.refusals.look(read);
  const { document } = runner.context.contract;
  const placeless = unspoilable(planned, operation, { document, body });
  if (placeless !== undefined) {
    notExercised(runner, planned, placeless);
    return undefined;
  }
  const slot = await runner.stock.reserve(operation, subject.object ? [subject.object] : []);
  if (slot && 'why' in slot) {
    notExercised(runner, planned, slot.why);
    return undefined;
  }
  const exchange = await runner.sender.send(planned, {
    path: subject.path,
    ...(body === undefined ? {} : { body }),
  });
  if (read) runner.refusals.note(exchange, read);
  await settle(runner, planned, exchange, { object: subject.object, slot });
  return exchange;
}

/** Finds or makes what a case is about; or says why there is none. */
export async function subjectOf(
  runner: GroupRunner,
  planned: Case,
  operation: Operation,
): Promise<SubjectPath | { why: string }> {
  const { subject } = planned;
  if (!subject) return { path: new Map() };
  if (subject.kind === 'linked') {
    const path = await runner.links.resolve(operation);
    if ('why' in path) return path;
    return { path: new Map([...path].filter(([name]) => operation.path.includes(`{${name}}`))) };
  }
  const made = runner.context.contract.resources.find(({ create }) => create?.operation === operation.id);
  if (made && !subject.fresh) {
    const path = await runner.stock.placeFor(made);
    return 'why' in path ? path : { path };
  }
  const object = await runner.stock.acquire(subject.resource, subject.fresh);
  return 'why' in object ? object : { path: object.path, object };
}

/** Takes away at once what a case created, and notes what it removed: few objects are alive at a time. */
async function settle(
  runner: GroupRunner,
  planned: Case,
  exchange: Exchange,
  { object, slot }: { object: OwnObject | undefined; slot: Slot | undefined },
): Promise<void> {
  const { context, stock, sender, judge } = runner;
  if (exchange.reply) context.access.adopt(exchange.operation, exchange.reply);
  // A HEAD starts nothing and shows nothing.
  if (exchange.request.method === 'HEAD' && exchange.operation.method !== 'HEAD') return;
  if (!context.profile.isStateful) {
    await followTask(context, sender, judge, exchange);
    return;
  }
  const created = await stock.note(exchange, slot);
  if (created) await stock.remove(created, false);
  else if (exchange.operation.effect !== 'create') await followTask(context, sender, judge, exchange);
  if (!object || planned.subject?.kind !== 'own' || !planned.subject.fresh) return;
  const wasDeleted = exchange.operation.effect === 'delete' && isSuccess(exchange.reply?.status);
  if (wasDeleted) await stock.confirmGone(object, exchange);
  else await stock.remove(object, false);
}

function report({ context }: GroupRunner, planned: Case, exchange: Exchange): void {
  const isAsExpected = planned.expectation.kind === 'success' && succeeded(exchange);
  context.emit({
    type: 'case-done',
    operation: planned.operation,
    phase: planned.phase,
    succeeded: isAsExpected,
  });
}

const REFUSAL_CHECKS: Readonly<Record<Credentials, string>> = {
  valid: 'request-invalid-accepted',
  none: 'credentials-missing-accepted',
  wrong: 'credentials-wrong-accepted',
  weaker: 'credentials-weaker-accepted',
};

/** What could not be tried is said for the checks that would have judged it. */
export function notExercised(
  { context, judge }: Pick<GroupRunner, 'context' | 'judge'>,
  planned: Case,
  why: string,
): void {
  const check =
    planned.expectation.kind === 'refusal'
      ? REFUSAL_CHECKS[planned.request.credentials]
      : 'request-valid-refused';
  context.emit({ type: 'verdict', operation: planned.operation, check, verdict: 'not-exercised', why });
  judge.unsent(planned, why);
}
