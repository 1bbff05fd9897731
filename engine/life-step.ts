import { createdIdentity } from '../contract/created-identity.ts';
import { saysAbsent } from '../contract/refusals.ts';
import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, isSuccess, type Step } from '../model/trace.ts';
import { assignedUpdate } from './assigned-body.ts';
import { lackingValue } from './build-request.ts';
import type { Slot } from './ceiling.ts';
import { operationOf } from './context.ts';
import { notExercised } from './groups.ts';
import { finding, keyed, pathFor, sentBefore, UPDATING, whereCreated } from './life-requests.ts';
import type { LifeState } from './life-state.ts';
import { showsAnother } from './own-names.ts';
import type { OwnObject } from './own-object.ts';
import { unknownValue } from './places.ts';
import { prepare } from './removal.ts';
import { repeatedBody } from './repeated-body.ts';
import { followTask, type TaskOutcome } from './tasks.ts';
import { lookedUntil } from './until.ts';

const READING: ReadonlySet<string> = new Set(['read', 'read-location', 'read-steady', 'list']);
const LOOKING: ReadonlySet<string> = new Set([
  ...[...READING, 'list-updated', 'read-deleted', 'list-deleted'],
  ...['read-updated', 'read-again', 'read-partial', 'read-cleared', 'read-acted', 'read-refused'],
  ...['read-revived', 'list-beside', 'read-spared', 'list-spared', 'read-assigned', 'read-repeated'],
]);
const LATE: ReadonlySet<string> = new Set(['act-deleted', 'update-deleted']);
const MAKING: ReadonlySet<string> = new Set([
  ...[...UPDATING, ...LATE],
  ...['update-assigned', 'update-repeated', 'act', 'act-again'],
]);
const WRITING: ReadonlySet<string> = new Set([...MAKING, 'delete', 'revive', 'delete-again']);
const LISTING: ReadonlySet<string> = new Set([
  ...['list', 'list-updated', 'list-deleted', 'list-beside', 'list-spared'],
]);
const STAYING: ReadonlySet<string> = new Set(['read-refused', 'read-spared']);

/** Sends one step of a life and follows what comes of it; undefined where it cannot be sent, which is told. */
export async function liveStep(life: LifeState, planned: Case): Promise<Exchange | undefined> {
  const { runner, resource } = life;
  const role = planned.step?.role;
  if (role === undefined) return undefined;
  if (lacksBody(life, planned, role)) return undefined;
  const ready = await readied(life, planned, role);
  if ('why' in ready) {
    if (role === 'create') life.why = ready.why;
    notExercised(runner, planned, ready.why);
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
  if (role === 'create') await noteCreated(life, exchange, ready.slot);
  // An upsert is a create, too: what was to be refused may have made something.
  if (role === 'update-refused') await noteMade(life, exchange, ready.slot);
  // What was refused and carried out, or went with something else, needs no delete any more.
  if (STAYING.has(role) && saysAbsent(exchange.operation, exchange.reply?.status)) life.isDeleted = true;
  const outcome = WRITING.has(role) ? await finishStep(life, role, exchange, ready.slot) : undefined;
  life.steps.push({ role, exchange, ...(outcome === undefined ? {} : { outcome }) });
  return exchange;
}

/** Whether what a step repeats of an earlier one is not there. */
function lacksBody(life: LifeState, planned: Case, role: Step['role']): boolean {
  if (role === 'update-assigned') return !sentBefore(life);
  return role === 'update-repeated' && bodyOf(life, planned) === undefined;
}

/** Sees to all that a step needs, and keeps room for what it creates; or says what is lacking. */
async function readied(
  life: LifeState,
  planned: Case,
  role: Step['role'],
): Promise<{ slot: Slot | undefined } | { why: string }> {
  const { runner, resource } = life;
  const mayGoOn = life.object !== undefined || (life.unclear !== undefined && READING.has(role));
  if (role === 'delete' && life.isDeleted) return { why: `the ${resource.name} is deleted already` };
  if (role !== 'create' && !mayGoOn) return { why: life.why ?? `there is no ${resource.name} to work on` };
  if (role === 'create') {
    const occupied = (await runner.stock.makeRoom(resource)) ?? runner.ownership.whyNot(resource, planned);
    if (occupied !== undefined) return { why: occupied };
    const place = await runner.stock.placeFor(resource);
    if ('why' in place) return place;
    life.path = place;
  }
  const operation = operationOf(runner.context.contract, planned.operation);
  const isLost = life.object !== undefined && !runner.stock.holds(life.object);
  if (role !== 'create' && operation.effect !== 'read' && isLost)
    return { why: `what is called as the ${resource.name} was is not known to be the run's` };
  const unknown =
    planned.request.credentials === 'weaker' ? await runner.weaker.whyNot(operation) : undefined;
  if (unknown !== undefined) return { why: unknown };
  const lacking = lackingValue(planned, operation, life.path);
  if (lacking !== undefined) return { why: unknownValue(lacking) };
  const kept = [life, ...life.beside].flatMap(({ object }) => object ?? []);
  const slot = await runner.stock.reserve(operation, kept);
  return slot && 'why' in slot ? slot : { slot };
}

async function sendStep(life: LifeState, planned: Case, at: string | undefined): Promise<Exchange> {
  const { runner, resource } = life;
  const role = planned.step?.role;
  const send = () => {
    const request = role !== undefined && LISTING.has(role) ? finding(life, planned) : planned;
    const body = bodyOf(life, planned);
    return runner.sender.send(request, {
      path: pathFor(life, planned),
      at,
      ...(body === undefined ? {} : { body }),
    });
  };
  const first = await send();
  if (role === undefined || !isEarly(life, role, first)) return first;
  const isTooEarly = (exchange: Exchange) => isEarly(life, role, exchange);
  const ms = runner.patience.left(resource, role);
  const { clock, signal } = runner.context;
  const last = await lookedUntil(send, isTooEarly, { clock, first, ms, signal });
  if (isTooEarly(last)) runner.patience.lose(resource, role);
  else runner.patience.reward(resource);
  return last;
}

/** What a step sends where that depends on what came before. */
function bodyOf(life: LifeState, planned: Case): Json | undefined {
  const role = planned.step?.role;
  if (role === 'update-again') return sentBefore(life);
  if (role === 'update-assigned') return assignedUpdate(life, planned);
  if (role === 'update-repeated') return repeatedBody(planned, otherCreate(life));
  return role === 'update' || role === 'update-refused' ? keyed(life, planned) : undefined;
}

/** The create of the other object that is there meanwhile. */
function otherCreate({ other }: LifeState): Exchange | undefined {
  if (!other?.object || other.isDeleted) return undefined;
  return other.steps.find(({ role }) => role === 'create')?.exchange;
}

/**
 * What was just created may not show yet, what was just deleted may still, and where reads and lists come from a copy
 * they show for a while what was there before.
 */
function isEarly(life: LifeState, role: Step['role'], exchange: Exchange): boolean {
  const status = exchange.reply?.status;
  if (status === undefined) return false;
  if ((role === 'read' || role === 'read-revived') && saysAbsent(exchange.operation, status)) return true;
  if (!LOOKING.has(role) || !isSuccess(status) || showsTheirs(life, exchange)) return false;
  const newsOf = (steps: readonly Step[]) => life.told(steps).flatMap((one) => life.runner.judge.newsIn(one));
  const news = newsOf([...life.steps, { role, exchange }]);
  if (news.length === 0) return false;
  const known = new Set(newsOf(life.steps));
  return news.some((one) => !known.has(one));
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

/** Takes in what a step made beside the object of the life; it stays until the end, for others to be held against it. */
async function noteMade(life: LifeState, exchange: Exchange, slot?: Slot): Promise<void> {
  const made = await life.runner.stock.note(exchange, slot);
  if (made && made.identity !== life.object?.identity) life.runner.stock.leave(made);
}

async function finishStep(
  life: LifeState,
  role: string,
  exchange: Exchange,
  slot?: Slot,
): Promise<TaskOutcome> {
  const { context, sender, judge } = life.runner;
  // An upsert may have made another object instead, which is ours to remove as well, and so is what an act makes.
  if (MAKING.has(role)) await noteMade(life, exchange, slot);
  const outcome = await followTask(context, sender, judge, exchange);
  const isDone = isSuccess(exchange.reply?.status) && outcome !== 'failed';
  if (role === 'delete' || role === 'delete-again') life.isDeleted ||= isDone;
  // What was done to a deleted object may have brought it back: it is ours still.
  if ((role === 'revive' || LATE.has(role)) && isDone) life.isDeleted = false;
  return outcome;
}
