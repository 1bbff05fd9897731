import type { Clock } from '../targets/clock.ts';

/** A time that passes only while somebody waits, and then at once. */
export function virtualClock(from: number): Clock {
  let now = from;
  return {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds;
    },
  };
}
