import type { Clock } from '../targets/clock.ts';
import { READ_BACK_MS, READ_BACK_PAUSE_MS } from './read-back.ts';

/** How long something is waited for. */
export interface Waiting<Seen> {
  readonly clock: Clock;
  /** What was seen already. */
  readonly first?: Seen;
  /** Milliseconds; as long as a target is given to show what it accepted, where it is left out. */
  readonly ms?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** Looks again and again while what is seen is too early to judge by; gives what was seen last. */
export async function lookedUntil<Seen>(
  look: () => Promise<Seen>,
  isEarly: (seen: Seen) => boolean,
  { clock, first, ms = READ_BACK_MS, signal }: Waiting<Seen>,
): Promise<Seen> {
  let seen = first ?? (await look());
  const until = clock.now() + ms;
  while (isEarly(seen) && clock.now() < until && signal?.aborted !== true) {
    await clock.sleep(READ_BACK_PAUSE_MS, signal);
    seen = await look();
  }
  return seen;
}
