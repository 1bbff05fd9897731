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

/** What is said when a signal comes. */
export interface InterruptionWords {
  readonly first: string;
  readonly second: string;
  say(text: string): void;
}

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof CODES;

/** Listens for Ctrl-C and for a request to end. A third one ends the process at once. */
export function interruption({ first, second, say }: InterruptionWords): Interruption {
  const stop = new AbortController();
  const stopCleanup = new AbortController();
  let code: number | null = null;
  const on = (signal: Signal) => () => {
    code ??= CODES[signal];
    if (!stop.signal.aborted) {
      say(`\n${first}\n`);
      stop.abort();
    } else if (!stopCleanup.signal.aborted) {
      say(`\n${second}\n`);
      stopCleanup.abort();
    } else process.exit(code);
  };
  const listeners = (Object.keys(CODES) as Signal[]).map((signal) => [signal, on(signal)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    stop: stop.signal,
    stopCleanup: stopCleanup.signal,
    code: () => code,
    end: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}

/** The words for a run that may have to clean up after itself; `cleanup` is the command that does it later. */
export function runWords(cleanup: string): InterruptionWords {
  return {
    first: 'Stopping: what the run created is being removed. Press Ctrl-C again to leave it.',
    second: `Cleanup was stopped too. Remove what is left with: ${cleanup}`,
    say: (text) => process.stderr.write(text),
  };
}

/** The command that removes what a run with these reports left. */
export function cleanupCommandLine(out: string): string {
  return out === '.assay' ? 'assay cleanup' : `assay cleanup --out ${JSON.stringify(out)}`;
}
