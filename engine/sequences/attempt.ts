import type { Case, PlannedSequences } from '../../model/case.ts';
import type { Resource } from '../../model/contract.ts';
import { type Exchange, isSuccess, type Step } from '../../model/trace.ts';
import { endLife } from '../end-life.ts';
import type { GroupRunner } from '../groups.ts';
import { type LifeState, newLife } from '../life-state.ts';
import { liveStep } from '../life-step.ts';
import { isSingular } from '../stock.ts';
import { chaptersOf } from './chapters.ts';

/** What sequences of a resource work with. */
export interface Stage {
  readonly runner: GroupRunner;
  readonly resource: Resource;
  readonly planned: PlannedSequences;
}

/** One request of a sequence; `isLook` where only the look at the end asked for it. */
export interface SentStep {
  readonly life: LifeState;
  readonly planned: Case;
  readonly exchange: Exchange;
  readonly isLook: boolean;
}

/** One sequence while it is sent, and what is thought to be on the target meanwhile. */
export interface Attempt {
  readonly stage: Stage;
  /** All objects, also of creates that made none. */
  readonly lives: LifeState[];
  readonly sent: SentStep[];
  /** Objects that are known to be there, or to be deleted. */
  readonly known: LifeState[];
  /** Deleted objects that nothing more is done to but look: another may be called by their names now. */
  readonly settled: Set<LifeState>;
  /** Objects of which nobody knows any longer how they are, since a request did not do what it should. */
  readonly unclear: LifeState[];
  /** The target gives no answer, or wants to be left alone. */
  isOver: boolean;
}

// More of them tell no more, and few are to be there at once.
const MAX_OBJECTS = 3;

/** An attempt before its first request. */
export function newAttempt(stage: Stage): Attempt {
  return { stage, lives: [], sent: [], known: [], settled: new Set(), unclear: [], isOver: false };
}

/** Creates one more object, unless as many are there as may be. */
export async function createOne(attempt: Attempt, planned: Case): Promise<void> {
  const { runner, resource } = attempt.stage;
  const isAlone = isSingular(runner.context, resource);
  const alive = attempt.known.filter(({ isDeleted }) => !isDeleted).length;
  if (alive >= (isAlone ? 1 : MAX_OBJECTS)) return;
  if (isAlone) await endAll(attempt);
  for (const deleted of attempt.known) if (deleted.isDeleted) await settle(attempt, deleted);
  const cut = (steps: readonly Step[]) => chaptersOf(resource, steps);
  const life = newLife(runner, resource, { beside: attempt.lives, cut });
  attempt.lives.push(life);
  await sendStep(attempt, life, planned);
  if (!life.object) return;
  const { identity } = life.object;
  const same = attempt.known.findIndex(({ object }) => object?.identity === identity);
  if (same < 0) attempt.known.push(life);
  // Two objects of one identity are one for whoever works on them.
  else if (attempt.known[same]?.isDeleted) attempt.known.splice(same, 1, life);
  else attempt.unclear.push(...attempt.known.splice(same, 1));
}

/** Sends a step of an object that is known. */
export async function sendStep(attempt: Attempt, life: LifeState, planned: Case): Promise<void> {
  if (life.isDeleted && planned.effect !== 'read') {
    // By now it may be somebody else's that is called so.
    await look(attempt, life, 'read-deleted');
    if (!mayChange(attempt, life)) return;
  }
  const exchange = await send(attempt, life, planned);
  if (exchange) attempt.sent.push({ life, planned, exchange, isLook: false });
  if (exchange?.reply?.status === 429) attempt.isOver = true;
  const at = attempt.known.indexOf(life);
  const isKnown = life.object !== undefined && (!exchange || isAsExpected(exchange));
  if (at >= 0 && !isKnown) attempt.unclear.push(...attempt.known.splice(at, 1));
}

async function send(attempt: Attempt, life: LifeState, planned: Case): Promise<Exchange | undefined> {
  if (attempt.isOver || attempt.stage.runner.context.signal.aborted) return undefined;
  const exchange = await liveStep(life, planned);
  if (exchange && !exchange.reply) attempt.isOver = true;
  return exchange;
}

/** Whether something can be done to an object: what is deleted must be read right before, to see whose it is. */
export function mayChange({ settled, stage }: Attempt, life: LifeState): boolean {
  if (!life.isDeleted) return life.object !== undefined;
  return life.object !== undefined && !settled.has(life) && stage.resource.read !== undefined;
}

async function settle(attempt: Attempt, life: LifeState): Promise<void> {
  if (attempt.settled.has(life)) return;
  attempt.settled.add(life);
  await endLife(life);
}

function isAsExpected({ case: { expectation, step }, reply }: Exchange): boolean {
  if (!reply || reply.status >= 500) return false;
  if (step?.role === 'act-deleted' || step?.role === 'update-deleted') return !isSuccess(reply.status);
  return expectation.kind !== 'success' || isSuccess(reply.status);
}

/** What comes after a delete neither is called what the deleted was called nor brings it back. */
export async function createAfterDelete(attempt: Attempt): Promise<void> {
  const { runner, resource, planned } = attempt.stage;
  const stepOf = (role: string) => planned.steps.find(({ step }) => step?.role === role);
  const [create, removal, [first]] = [stepOf('create'), stepOf('delete'), attempt.known];
  if (!create || !removal || !first || isSingular(runner.context, resource)) return;
  if (!attempt.known.some(({ isDeleted }) => isDeleted)) await sendStep(attempt, first, removal);
  await createOne(attempt, create);
}

/** What an act makes is another for each object that is there, and for one that was changed since. */
export async function actOnAll(attempt: Attempt): Promise<void> {
  const { resource, planned } = attempt.stage;
  const present = () => attempt.known.filter(({ isDeleted }) => !isDeleted);
  const acts = planned.steps.filter(
    ({ operation, step }) => step?.role === 'act' && resource.distinct.has(operation),
  );
  for (const act of acts) {
    for (const life of present()) await sendStep(attempt, life, act);
    const update = planned.steps.find(({ step }) => step?.role === 'update');
    const [first] = present();
    if (!update || !first) continue;
    await sendStep(attempt, first, update);
    if (present().includes(first)) await sendStep(attempt, first, act);
  }
}

/** Looks at all that was made, once the last step is done: what one of them did to another shows then. */
export async function lookAtAll(attempt: Attempt): Promise<void> {
  const isLost = (life: LifeState) => life.steps.some(({ role }) => role === 'delete');
  for (const life of attempt.known)
    for (const role of life.isDeleted ? ['read-deleted', 'list-deleted'] : ['read', 'list'])
      await look(attempt, life, role);
  for (const life of attempt.unclear) if (!isLost(life)) await look(attempt, life, 'read');
}

async function look(attempt: Attempt, life: LifeState, role: string): Promise<void> {
  const planned = attempt.stage.planned.steps.find((candidate) => candidate.step?.role === role);
  const exchange = planned && (await send(attempt, life, planned));
  if (planned && exchange) attempt.sent.push({ life, planned, exchange, isLook: true });
}

/** Removes all that is left of the objects. */
export async function endAll(attempt: Attempt): Promise<void> {
  for (const life of [...attempt.known, ...attempt.unclear])
    if (!attempt.settled.has(life)) await endLife(life);
  attempt.known.splice(0);
  attempt.unclear.splice(0);
}
