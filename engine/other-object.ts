import type { Case } from '../model/case.ts';
import type { Exchange, Step } from '../model/trace.ts';
import { assignedCreate } from './assigned-body.ts';
import { endLife } from './end-life.ts';
import { notExercised } from './groups.ts';
import { type LifeState, newLife } from './life-state.ts';
import { liveStep } from './life-step.ts';
import { repeatedBody } from './repeated-body.ts';

type Role = Step['role'];

const ROLES: ReadonlyMap<Role, Role> = new Map([
  ['create-repeated', 'create'],
  ['create-beside', 'create'],
  ['create-other', 'create'],
  ['read-other', 'read'],
  ['delete-other', 'delete'],
]);

/** Whether a step is of another object than the one whose life it is. */
export function isOfOther({ step }: Case): boolean {
  return step !== undefined && ROLES.has(step.role);
}

/**
 * Sends one step of another object, as one of a life of its own, and tells of it in the life that it comes and goes
 * beside. Undefined where it is not needed, or cannot be sent, which is told.
 */
export async function otherStep(life: LifeState, planned: Case): Promise<Exchange | undefined> {
  const role = planned.step && ROLES.get(planned.step.role);
  if (!planned.step || role === undefined) return undefined;
  const { runner, resource } = life;
  if (role === 'create') {
    if (life.other?.object) return undefined;
    if (!life.object || life.isDeleted) {
      const why = `there is no ${resource.name} beside which another could be made`;
      notExercised(runner, planned, why);
      sayUntried(life, planned, why);
      return undefined;
    }
    await endOther(life);
    life.other = newLife(runner, resource, { beside: [...life.beside, life] });
  }
  const { other } = life;
  if (!other || (role !== 'create' && !other.object)) return undefined;
  const isRepeated = planned.step.role === 'create-repeated';
  const filled = isRepeated ? repeatedCreate(life, planned) : assignedCreate(life, planned);
  if (!filled) return undefined;
  const exchange = await liveStep(other, { ...filled, step: { ...planned.step, role } });
  if (!exchange) {
    if (role === 'create') sayUntried(life, planned, other.why ?? 'no other object could be made');
    return undefined;
  }
  const { outcome } = other.steps.at(-1) ?? {};
  life.steps.push({ role: planned.step.role, exchange, ...(outcome === undefined ? {} : { outcome }) });
  if (isRepeated || role === 'delete') await endOther(life);
  return exchange;
}

function repeatedCreate({ steps }: LifeState, planned: Case): Case | undefined {
  const created = steps.find(({ role }) => role === 'create')?.exchange;
  const value = repeatedBody(planned, created);
  const { request } = planned;
  if (value === undefined || !request.body) return undefined;
  return { ...planned, request: { ...request, body: { mediaType: request.body.mediaType, value } } };
}

/** What needs two objects is not tried where there is but one. */
function sayUntried({ runner, resource }: LifeState, planned: Case, why: string): void {
  const isUnique = planned.step?.role !== 'create-other';
  const operation = isUnique ? planned.operation : (resource.delete?.operation ?? planned.operation);
  const check = isUnique ? 'resource-duplicate-accepted' : 'resource-delete-touches-others';
  runner.context.emit({ type: 'verdict', operation, check, verdict: 'not-exercised', why });
}

/** Has judged what became of the other object, and removes it where that is not done yet. */
export async function endOther(life: LifeState): Promise<void> {
  const { other } = life;
  if (!other) return;
  life.other = undefined;
  for (const trace of other.told(other.steps)) life.runner.judge.judge(trace);
  await endLife(other);
}
