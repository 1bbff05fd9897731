import { join } from 'node:path';
import type { ConductOptions } from './conduct.ts';

/** What a run is like when nothing else is said: all operations, the embedded mock, the process's environment. */
export function defaultOptions(): ConductOptions {
  const never = new AbortController().signal;
  const env = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    target: 'prism',
    mode: 'read-only',
    seed: 1,
    budget: { name: 'quick', random: 0 },
    env: new Map(env),
    failOn: 'must',
    headers: [],
    concurrency: 4,
    timeout: 30,
    productVersion: null,
    selects: () => true,
    selectsCheck: () => true,
    journals: join('.assay', 'journal'),
    signal: never,
    cleanupSignal: never,
    interruptedBy: () => null,
  };
}
