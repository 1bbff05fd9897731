import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { type Exchange, type Step, succeeded, type Trace } from '../model/trace.ts';
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
  for (const refusal of refusalsIn(life.steps)) judge.judge(refusal);
  await endLife(life);
}

/** What was asked for without the right credentials, and with them later in the same life. */
function refusalsIn(steps: readonly Step[]): Trace[] {
  return steps.flatMap(({ exchange }, at): Trace[] => {
    const { operation, case: planned } = exchange;
    if (planned.request.credentials === 'valid') return [];
    const control = steps
      .slice(at + 1)
      .find((later) => later.exchange.operation === operation && isLetIn(later.exchange))?.exchange;
    return control ? [{ kind: 'refusal', exchange, control }] : [];
  });
}

function isLetIn({ case: planned }: Exchange): boolean {
  return planned.request.credentials === 'valid';
}
