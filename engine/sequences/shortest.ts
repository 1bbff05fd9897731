import type { Case } from '../../model/case.ts';
import type { LifeState } from '../life-state.ts';
import { type Attempt, createOne, endAll, lookAtAll, newAttempt, type Stage, sendStep } from './attempt.ts';

/** A step of the object that the sequence made as its n-th. */
interface ScriptStep {
  readonly object: number;
  readonly planned: Case;
}

// A target is not kept busy for the sake of a shorter story.
const MAX_TRIES = 30;

/**
 * Leaves out of a sequence whole objects, then single steps, while it still shows what it showed; gives the shortest
 * attempt. fast-check's own shrinking draws which object a step is about anew with each create that it leaves out, and
 * stops early.
 */
export async function shortest(first: Attempt, shows: (attempt: Attempt) => boolean): Promise<Attempt> {
  let best = first;
  let tries = 0;
  const keepWithout = async (isLeftOut: (step: ScriptStep, at: number) => boolean): Promise<boolean> => {
    const script = scriptOf(best);
    const shorter = script.filter((step, at) => !isLeftOut(step, at));
    const isStopped = first.stage.runner.context.signal.aborted || tries >= MAX_TRIES;
    if (isStopped || shorter.length === script.length) return false;
    tries += 1;
    const attempt = await played(first.stage, shorter);
    if (!shows(attempt)) return false;
    best = attempt;
    return true;
  };
  for (let object = first.lives.length - 1; object >= 0; object -= 1)
    await keepWithout((step) => step.object === object);
  for (let place = scriptOf(best).length - 1; place >= 0; place -= 1)
    await keepWithout(({ planned }, at) => at === place && planned.step?.role !== 'create');
  return best;
}

function scriptOf({ lives, sent }: Attempt): ScriptStep[] {
  return sent
    .filter(({ isLook }) => !isLook)
    .map(({ life, planned }) => ({ object: lives.indexOf(life), planned }));
}

async function played(stage: Stage, script: readonly ScriptStep[]): Promise<Attempt> {
  const attempt = newAttempt(stage);
  const lives = new Map<number, LifeState>();
  try {
    for (const { object, planned } of script) {
      const life = lives.get(object);
      if (planned.step?.role === 'create') {
        const before = attempt.lives.length;
        await createOne(attempt, planned);
        const made = attempt.lives[before];
        if (made) lives.set(object, made);
      } else if (life && attempt.known.includes(life)) await sendStep(attempt, life, planned);
    }
    await lookAtAll(attempt);
  } finally {
    await endAll(attempt);
  }
  return attempt;
}
