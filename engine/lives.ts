import { createdIdentity } from '../contract/created-identity.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { valueAt, withValueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess, type Step, succeeded } from '../model/trace.ts';
import { sleep } from '../targets/pace.ts';
import { lackingValue } from './build-request.ts';
import type { Slot } from './ceiling.ts';
import { operationOf } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { notExercised } from './groups.ts';
import { locatedPath } from './location.ts';
import { showsAnother } from './own-names.ts';
import type { OwnObject } from './own-object.ts';
import { unknownValue } from './places.ts';
import { READ_BACK_PAUSE_MS } from './read-back.ts';
import { prepare } from './removal.ts';
import { followTask, type TaskOutcome } from './tasks.ts';

/** Lives the life of one object from its create to its delete, and has it judged. */
export async function runLife(
  runner: GroupRunner,
  resource: Resource,
  cases: readonly Case[],
): Promise<void> {
  const { context, judge } = runner;
  const life = newLife(runner, resource);
  for (const planned of cases) {
    if (context.signal.aborted) break;
    const exchange = await liveStep(life, planned);
    if (!exchange) continue;
    // What stands where a Location leads need not be what the document shows of a read.
    if (planned.step?.role !== 'read-location') judge.judge({ kind: 'exchange', exchange });
    context.emit({
      type: 'case-done',
      operation: planned.operation,
      phase: planned.phase,
      succeeded: planned.expectation.kind === 'success' && succeeded(exchange),
    });
  }
  const { identity } = life.object ?? life.unclear ?? {};
  judge.judge({ kind: 'life', resource, identity, steps: life.steps });
  await endLife(life);
}

/** A life before its create; `beside` are those that go on meanwhile. */
export function newLife(
  runner: GroupRunner,
  resource: Resource,
  beside: readonly LifeState[] = [],
): LifeState {
  return { runner, resource, beside, steps: [], object: undefined, path: new Map(), isDeleted: false };
}

/** Removes the object of a life, where that is not done yet, and sees that it is gone. */
export async function endLife({ runner: { stock }, object, isDeleted }: LifeState): Promise<void> {
  if (!object) return;
  // The end of this life was judged with the rest of it.
  if (isDeleted) await stock.confirmGone(object, undefined);
  else await stock.remove(object, true);
}

const UPDATING: ReadonlySet<string> = new Set(['update', 'update-again', 'update-partial', 'update-clear']);
const READING: ReadonlySet<string> = new Set(['read', 'read-location', 'list']);
const LATE: ReadonlySet<string> = new Set(['act-deleted', 'update-deleted']);
const WRITING: ReadonlySet<string> = new Set([
  ...[...UPDATING, ...LATE],
  ...['act', 'act-again', 'delete', 'revive', 'delete-again'],
]);
const LISTING: ReadonlySet<string> = new Set(['list', 'list-updated', 'list-deleted']);

/** What is known of an object while it is worked on. */
export interface LifeState {
  readonly runner: GroupRunner;
  readonly resource: Resource;
  readonly beside: readonly LifeState[];
  readonly steps: Step[];
  object: OwnObject | undefined;
  /** What the create named and may not be ours: it is read and not touched. */
  unclear?: OwnObject | undefined;
  /** Why nothing could be created. */
  why?: string;
  path: ReadonlyMap<string, Json>;
  isDeleted: boolean;
}

/** Sends one step of a life and follows what comes of it; undefined where it cannot be sent, which is told. */
export async function liveStep(life: LifeState, planned: Case): Promise<Exchange | undefined> {
  const { runner, resource } = life;
  const role = planned.step?.role;
  if (role === undefined) return undefined;
  const mayGoOn = life.object !== undefined || (life.unclear !== undefined && READING.has(role));
  if (role !== 'create' && !mayGoOn) {
    notExercised(runner, planned, life.why ?? `there is no ${resource.name} to work on`);
    return undefined;
  }
  const occupied =
    role === 'create'
      ? ((await runner.stock.makeRoom(resource)) ?? runner.ownership.whyNot(resource, planned))
      : undefined;
  if (occupied !== undefined) {
    life.why = occupied;
    notExercised(runner, planned, occupied);
    return undefined;
  }
  const place = role === 'create' ? await runner.stock.placeFor(resource) : undefined;
  if (place && 'why' in place) {
    life.why = place.why;
    notExercised(runner, planned, place.why);
    return undefined;
  }
  if (place) life.path = place;
  const { contract } = runner.context;
  const lacking = lackingValue(planned, operationOf(contract, planned.operation), life.path);
  if (lacking !== undefined) {
    notExercised(runner, planned, unknownValue(lacking));
    return undefined;
  }
  const kept = [life, ...life.beside].flatMap(({ object }) => object ?? []);
  const slot = await runner.stock.reserve(operationOf(contract, planned.operation), kept);
  if (slot && 'why' in slot) {
    if (role === 'create') life.why = slot.why;
    notExercised(runner, planned, slot.why);
    return undefined;
  }
  if (role === 'delete') await prepare(runner.context, runner.sender, life, false);
  const at = role === 'read-location' ? whereCreated(life) : undefined;
  if (role === 'read-location' && at === undefined) return undefined;
  const exchange = await sendStep(life, planned, at);
  if (role === 'read-deleted' && life.object && showsTheirs(life, exchange)) {
    runner.stock.giveUp(life.object);
    life.object = undefined;
    notExercised(runner, planned, `something else stands where the ${resource.name} was`);
    return undefined;
  }
  runner.links.learn(exchange);
  if (role === 'create') await noteCreated(life, exchange, slot);
  const outcome = WRITING.has(role) ? await finishStep(life, role, exchange, slot) : undefined;
  life.steps.push({ role, exchange, ...(outcome === undefined ? {} : { outcome }) });
  return exchange;
}

async function sendStep(life: LifeState, planned: Case, at: string | undefined): Promise<Exchange> {
  const { runner, resource } = life;
  const role = planned.step?.role;
  const send = () => {
    const request = role !== undefined && LISTING.has(role) ? finding(life, planned) : planned;
    const body =
      role === 'update-again' ? sentBefore(life) : role === 'update' ? keyed(life, planned) : undefined;
    return runner.sender.send(request, {
      path: pathFor(life, planned),
      at,
      ...(body === undefined ? {} : { body }),
    });
  };
  let exchange = await send();
  const until = Date.now() + runner.patience.left(resource, role);
  while (isEarly(life, role, exchange) && Date.now() < until && !runner.context.signal.aborted) {
    await sleep(READ_BACK_PAUSE_MS, runner.context.signal);
    exchange = await send();
  }
  if (isEarly(life, role, exchange)) runner.patience.lose(resource, role);
  return exchange;
}

/** What was just created may not show yet, and what was just deleted may still. */
function isEarly(life: LifeState, role: string | undefined, exchange: Exchange): boolean {
  const status = exchange.reply?.status;
  if (status === undefined) return false;
  if (role === 'read') return status === 404;
  if (role !== 'read-deleted' || !isSuccess(status) || showsTheirs(life, exchange)) return false;
  return life.resource.delete?.gone !== 'unspecified';
}

async function noteCreated(life: LifeState, exchange: Exchange, slot?: Slot): Promise<void> {
  life.object = await life.runner.stock.note(exchange, slot);
  if (!life.object) life.unclear = unclearOf(life, exchange);
  life.path = (life.object ?? life.unclear)?.path ?? life.path;
}

/** Somebody else may be given the identity of what was deleted: from then on it is theirs. */
function showsTheirs({ runner, object, isDeleted }: LifeState, read: Exchange): boolean {
  const { run, journal } = runner.context;
  if (!object || !isDeleted || !isSuccess(read.reply?.status)) return false;
  return showsAnother(run, journal.entries, object, read);
}

function unclearOf({ runner, resource }: LifeState, create: Exchange): OwnObject | undefined {
  const identity = createdIdentity(resource, create);
  return runner.stock.unclear.find((one) => one.resource === resource && one.identity === identity);
}

async function finishStep(
  life: LifeState,
  role: string,
  exchange: Exchange,
  slot?: Slot,
): Promise<TaskOutcome> {
  const { context, sender, judge } = life.runner;
  // An upsert may have made another object instead, which is ours to remove as well, and so is what an act makes.
  if (UPDATING.has(role) || LATE.has(role) || role === 'act') await life.runner.stock.note(exchange, slot);
  const outcome = await followTask(context, sender, judge, exchange);
  const isDone = isSuccess(exchange.reply?.status) && outcome !== 'failed';
  if (role === 'delete' || role === 'delete-again') life.isDeleted ||= isDone;
  // What was done to a deleted object may have brought it back: it is ours still.
  if ((role === 'revive' || LATE.has(role)) && isDone) life.isDeleted = false;
  return outcome;
}

function pathFor(life: LifeState, planned: Case): ReadonlyMap<string, Json> {
  const operation = operationOf(life.runner.context.contract, planned.operation);
  return new Map([...life.path].filter(([name]) => operation.path.includes(`{${name}}`)));
}

/** The list narrowed to what was created, where the contract says how: a long list may be cut. */
function finding({ runner, resource, steps }: LifeState, planned: Case): Case {
  const operation = operationOf(runner.context.contract, planned.operation);
  const writes = steps.filter(({ role }) => role === 'create' || UPDATING.has(role)).reverse();
  // What a replacing update does not name is no longer known.
  const isReplaced = writes[0]?.role === 'update-partial' && resource.update?.semantics === 'replace';
  const bodies = writes.slice(0, isReplaced ? 1 : writes.length).map(({ exchange }) => exchange.body);
  const parameters = [...planned.request.parameters];
  for (const [name, member] of resource.list?.find ?? []) {
    const value = bodies.map((body) => valueAt(body, member)).find((one) => one !== undefined);
    const parameter = operation.parameters.find(
      (candidate) => candidate.name === name && candidate.in === 'query',
    );
    if (!parameter || typeof value !== 'string' || value === '') continue;
    parameters.push({ name, in: 'query', value });
  }
  return { ...planned, request: { ...planned.request, parameters } };
}

/** An upsert is told by its key: the update bears the mark of the create. */
function keyed({ resource, steps }: LifeState, planned: Case): Json | undefined {
  const { body } = planned.request;
  if (resource.update?.semantics !== 'upsert' || resource.mark === undefined || !body || !('value' in body))
    return undefined;
  const created = steps.find(({ role }) => role === 'create')?.exchange.body;
  const key = valueAt(created, `/${resource.mark}`);
  return key === undefined ? undefined : withValueAt(body.value, `/${resource.mark}`, key);
}

/** The very body of the update before, marks and all. */
function sentBefore({ steps }: LifeState): Json | undefined {
  return steps.find(({ role }) => role === 'update')?.exchange.body;
}

function whereCreated({ runner: { context }, steps }: LifeState): string | undefined {
  const created = steps.find(({ role }) => role === 'create')?.exchange;
  return created && locatedPath(context.contract, context.transport.url, created);
}
