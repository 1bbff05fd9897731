/** What numbers the exchanges of a run and says when each was sent. */
export interface Logbook {
  /** The number of the exchange that is about to be sent, from 1, and the milliseconds since the run began. */
  next(): { readonly number: number; readonly at: number };
}

/** A logbook of a run that begins now. */
export function logbook(): Logbook {
  const startedAt = performance.now();
  let number = 0;
  return {
    next() {
      number += 1;
      return { number, at: Math.round(performance.now() - startedAt) };
    },
  };
}
