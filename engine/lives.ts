import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { succeeded } from '../model/trace.ts';
import type { GroupRunner } from './groups.ts';
import { type LifeState, newLife } from './life-state.ts';
import { liveStep } from './life-step.ts';

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
  for (const trace of life.told(life.steps)) judge.judge(trace);
  await endLife(life);
}

/** Removes the object of a life, where that is not done yet, and sees that it is gone. */
export async function endLife({ runner: { stock }, object, isDeleted }: LifeState): Promise<void> {
  if (!object) return;
  // The end of this life was judged with the rest of it.
  if (isDeleted) await stock.confirmGone(object, undefined);
  else await stock.remove(object, true);
}
