/** How many objects of a run are alive at once when nothing else is said. */
export const USUAL_MAX_ALIVE = 50;

/** A place kept for an object that is about to be created. */
export interface Slot {
  /** Says what came of it: the key of what was created, or nothing. */
  fill(key: string | undefined): void;
  /** Something was created that nothing names, so that nobody can remove it. */
  lose(): void;
}

/** Bounds how many objects of a run are alive at once. */
export interface Ceiling {
  /**
   * Keeps a place for one more object, and waits for it where there is none; undefined where none will come. `holding`
   * are the keys of the objects that whoever asks keeps meanwhile.
   */
  enter(holding?: readonly string[]): Promise<Slot | undefined>;
  /** An object stays: it is shared until the end, or could not be removed. */
  stays(key: string): void;
  /** An object is gone. */
  gone(key: string): void;
}

/** A ceiling of `max` objects. */
export function ceilingOf(max: number): Ceiling {
  const passing = new Set<string>();
  const staying = new Set<string>();
  const waiting = new Set<() => void>();
  let expected = 0;
  let lost = 0;
  const wake = () => {
    for (const resume of waiting) resume();
    waiting.clear();
  };
  const isFull = () => expected + passing.size + staying.size + lost >= max;
  const mayClear = () => expected + passing.size > 0;
  const slot = (): Slot => {
    expected += 1;
    let isOpen = true;
    const close = (note: () => void) => {
      if (!isOpen) return;
      isOpen = false;
      expected -= 1;
      note();
      wake();
    };
    return {
      fill: (key) =>
        close(() => {
          if (key !== undefined && !staying.has(key)) passing.add(key);
        }),
      lose: () =>
        close(() => {
          lost += 1;
        }),
    };
  };
  return {
    async enter(holding = []) {
      // Whoever waits frees nothing meanwhile: where all wait for each other, one of them goes without.
      const held = holding.filter((key) => passing.delete(key));
      for (const key of held) staying.add(key);
      if (held.length > 0) wake();
      while (isFull() && mayClear()) await new Promise<void>((resolve) => waiting.add(resolve));
      for (const key of held) if (staying.delete(key)) passing.add(key);
      return isFull() ? undefined : slot();
    },
    stays(key) {
      if (passing.delete(key)) staying.add(key);
      wake();
    },
    gone(key) {
      passing.delete(key);
      staying.delete(key);
      wake();
    },
  };
}
