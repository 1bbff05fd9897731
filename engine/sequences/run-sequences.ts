import fc from 'fast-check';
import type { PlannedSequences } from '../../model/case.ts';
import type { Resource } from '../../model/contract.ts';
import type { GroupRunner } from '../groups.ts';
import {
  type Attempt,
  actOnAll,
  createAfterDelete,
  endAll,
  lookAtAll,
  newAttempt,
  type Stage,
} from './attempt.ts';
import { type SequenceCommand, sequenceArbitrary } from './sequence-commands.ts';
import { shortest } from './shortest.ts';
import { tracesOf } from './told-traces.ts';

// After so many stories that were made short, further ones are told as they are.
const MAX_SHORTENED = 10;

/** A sequence that showed something new; what, its traces say. */
class NewFinding extends Error {
  override name = 'NewFinding';
}

/**
 * Tries random sequences of requests on the objects of a resource, against what must be there then, and tells what they
 * show: of something new, the shortest sequence that shows it.
 */
export async function runSequences(
  runner: GroupRunner,
  resource: Resource,
  planned: PlannedSequences,
): Promise<void> {
  let tried = 0;
  let shortened = 0;
  while (tried < planned.count && !runner.context.signal.aborted) {
    const rest = { ...planned, count: planned.count - tried, seed: (planned.seed + tried) | 0 };
    const stage: Stage = { runner, resource, planned: rest };
    const { numRuns, failing } = await untilNews(stage);
    tried += numRuns;
    if (!failing) continue;
    const [news] = newsIn(failing);
    const isShort = shortened >= MAX_SHORTENED || news === undefined;
    tell(isShort ? failing : await shortest(failing, (attempt) => newsIn(attempt).includes(news)));
    shortened += 1;
  }
}

/** Tries sequences until one shows something new, and tells what the others show. */
async function untilNews(stage: Stage): Promise<{ numRuns: number; failing: Attempt | undefined }> {
  const { planned, runner } = stage;
  const found: { failing?: Attempt } = {};
  const property = fc.asyncProperty(sequenceArbitrary(planned), async (commands) => {
    if (runner.context.signal.aborted) return;
    const attempt = await attempted(stage, commands);
    if (newsIn(attempt).length === 0) return tell(attempt);
    found.failing = attempt;
    throw new NewFinding();
  });
  const { numRuns, errorInstance } = await fc.check(property, {
    seed: planned.seed,
    numRuns: planned.count,
    endOnFailure: true,
  });
  if (errorInstance && !(errorInstance instanceof NewFinding)) throw errorInstance;
  return { numRuns: Math.max(1, numRuns), failing: found.failing };
}

async function attempted(stage: Stage, commands: Iterable<SequenceCommand>): Promise<Attempt> {
  const attempt = newAttempt(stage);
  try {
    await fc.asyncModelRun(() => ({ model: attempt, real: attempt }), commands);
    await createAfterDelete(attempt);
    await actOnAll(attempt);
    await lookAtAll(attempt);
  } finally {
    await endAll(attempt);
  }
  return attempt;
}

/** Fingerprints of what an attempt shows and nobody heard of. */
function newsIn(attempt: Attempt): string[] {
  return tracesOf(attempt).flatMap(({ trace }) => attempt.stage.runner.judge.newsIn(trace));
}

function tell(attempt: Attempt): void {
  for (const { trace, history } of tracesOf(attempt)) attempt.stage.runner.judge.judge(trace, history);
}
