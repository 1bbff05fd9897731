import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { succeeded } from '../model/trace.ts';
import { endLife } from './end-life.ts';
import type { GroupRunner } from './groups.ts';
import { newLife } from './life-state.ts';
import { liveStep } from './life-step.ts';
import { endOther, isOfOther, otherStep } from './other-object.ts';

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
    const exchange = await (isOfOther(planned) ? otherStep(life, planned) : liveStep(life, planned));
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
  await endOther(life);
  for (const trace of life.told(life.steps)) judge.judge(trace);
  await endLife(life);
}
