import type { Case } from '../model/case.ts';
import type { Exchange, Step } from '../model/trace.ts';
import { assignedCreate } from './assigned-body.ts';
import { endLife } from './end-life.ts';
import { notExercised } from './groups.ts';
import { type LifeState, newLife } from './life-state.ts';
import { liveStep } from './life-step.ts';

type Role = Step['role'];

const ROLES: ReadonlyMap<Role, Role> = new Map([
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
  const own = { ...assignedCreate(life, planned), step: { ...planned.step, role } };
  const exchange = await liveStep(other, own);
  if (!exchange) {
    if (role === 'create') sayUntried(life, planned, other.why ?? 'no other object could be made');
    return undefined;
  }
  const { outcome } = other.steps.at(-1) ?? {};
  life.steps.push({ role: planned.step.role, exchange, ...(outcome === undefined ? {} : { outcome }) });
  if (role === 'delete') await endOther(life);
  return exchange;
}

/** What needs two objects is not tried where there is but one. */
function sayUntried({ runner, resource }: LifeState, planned: Case, why: string): void {
  const operation = resource.delete?.operation ?? planned.operation;
  const check = 'resource-delete-touches-others';
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
