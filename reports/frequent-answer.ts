import type { ListedExchange, Run } from '../model/run.ts';

/** A status that most requests were answered with, and which is seldom the target's last word. */
export interface FrequentAnswer {
  /** Null where no reply came. */
  readonly status: number | null;
  /** Of all exchanges, rounded down. */
  readonly percent: number;
  /** What to look at first. */
  readonly hint: string;
}

// Half of the requests of a run are faulty at most; a few are too few to tell anything.
const MIN_PERCENT = 50;
const MIN_EXCHANGES = 10;

const HINTS: Readonly<Record<string, string>> = {
  401: 'are the credentials right?',
  403: 'may this account do what the run asks for?',
  404: 'is the address of the target right, the base path included?',
  429: 'does the target limit how much may be asked of it?',
  null: 'can the target be reached all the time?',
};

/** The status that at least half of all requests got although no run asks for that; null where there is none. */
export function frequentAnswer({ exchanges }: Pick<Run, 'exchanges'>): FrequentAnswer | null {
  if (exchanges.length < MIN_EXCHANGES) return null;
  const counts = new Map<ListedExchange['status'], number>();
  for (const { status } of exchanges) counts.set(status, (counts.get(status) ?? 0) + 1);
  for (const [status, count] of counts) {
    const percent = Math.floor((count / exchanges.length) * 100);
    const hint = status !== null && status >= 500 ? 'is the target in order?' : HINTS[String(status)];
    if (percent >= MIN_PERCENT && hint !== undefined) return { status, percent, hint };
  }
  return null;
}
