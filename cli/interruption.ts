/** How a run is stopped from outside. */
export interface Interruption {
  /** Aborted by the first signal: no more is sent, what was created is removed. */
  readonly stop: AbortSignal;
  /** Aborted by the second: the removal stops too. */
  readonly stopCleanup: AbortSignal;
  /** The exit code of the signal that came, 130 or 143. */
  code(): number | null;
  /** Stops listening. */
  end(): void;
}

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Listens for Ctrl-C and for a request to end. `say` is told what happens. */
export function interruption(say: (text: string) => void): Interruption {
  const first = new AbortController();
  const second = new AbortController();
  let code: number | null = null;
  const on = (signal: keyof typeof CODES) => () => {
    code ??= CODES[signal];
    if (!first.signal.aborted) {
      say('\nStopping: what the run created is being removed. Press Ctrl-C again to leave it.\n');
      first.abort();
    } else if (!second.signal.aborted) {
      say('\nCleanup was stopped too. Remove what is left with: assay cleanup\n');
      second.abort();
    }
  };
  const listeners = (Object.keys(CODES) as (keyof typeof CODES)[]).map((signal) => [signal, on(signal)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    stop: first.signal,
    stopCleanup: second.signal,
    code: () => code,
    end: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}
