import type { LifeState } from './life-state.ts';

/** Removes the object of a life, where that is not done yet, and sees that it is gone. */
export async function endLife({ runner: { stock }, object, isDeleted }: LifeState): Promise<void> {
  if (!object) return;
  // The end of this life was judged with the rest of it.
  if (isDeleted) await stock.confirmGone(object, undefined);
  else await stock.remove(object, true);
}
