import type { Clock } from '../../targets/clock.ts';
import { WALL_CLOCK } from '../../targets/clock.ts';

// Servers in this process show at once what they ever will.
const TIMES = 10;

/** A clock by which a run waits a tenth of the time: for servers that are never late. */
export function hastyClock(): Clock {
  const from = Date.now();
  return {
    now: () => from + (Date.now() - from) * TIMES,
    sleep: (milliseconds, signal) => WALL_CLOCK.sleep(milliseconds / TIMES, signal),
  };
}
