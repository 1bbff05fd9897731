import { join } from 'node:path';
import type { Operation } from '../../model/contract.ts';
import type { Mode, Run } from '../../model/run.ts';
import type { Level } from '../../model/statement.ts';
import { conduct } from '../../runner/conduct.ts';
import { TINY_FOLDER, tinyContract } from './compiled-tiny.ts';
import { hastyClock } from './hasty-clock.ts';
import type { Departure } from './tiny-departure.ts';
import { startTiny, TINY_ENV } from './tiny-server.ts';

/** How a run against the tiny API differs from the usual one. */
export interface TinyOptions {
  /** Changes the contract's text. */
  readonly edit?: (text: string) => string;
  /** Ids of the operations that take part; all where there are none. */
  readonly operations?: readonly string[];
  readonly failOn?: Level;
  readonly minCoverage?: number;
  readonly mode?: Mode;
  /** Ids of the checks that take part; all where there are none. */
  readonly checks?: readonly string[];
  readonly env?: ReadonlyMap<string, string>;
  readonly target?: 'prism';
  /** Random cases an operation. */
  readonly random?: number;
  readonly maxAlive?: number;
  readonly maxResponseMs?: number;
  readonly seed?: number;
  /** Stopped before anything was sent, as by Ctrl-C. */
  readonly stopped?: boolean;
}

/** Runs the whole engine, as the command line does, against a tiny server of its own. */
export async function runTiny(departure: Departure = {}, options: TinyOptions = {}): Promise<Run> {
  const contract = tinyContract(options.edit);
  const server = await startTiny(departure);
  const wanted = options.operations;
  const never = new AbortController().signal;
  try {
    return await conduct(contract, {
      target: options.target ?? server.origin,
      timeout: 5,
      rate: 'none',
      mode: options.mode ?? 'full',
      seed: options.seed ?? 1,
      budget: { name: 'tiny', random: options.random ?? 0 },
      env: options.env ?? TINY_ENV,
      failOn: options.failOn ?? 'must',
      minCoverage: options.minCoverage,
      headers: [],
      clock: hastyClock(),
      concurrency: 4,
      maxAlive: options.maxAlive,
      maxResponseMs: options.maxResponseMs,
      productVersion: null,
      selects: ({ id }: Operation) => wanted === undefined || wanted.includes(id),
      selectsCheck: (id) => options.checks?.includes(id) ?? true,
      journals: join(TINY_FOLDER, 'journals'),
      signal: options.stopped === true ? AbortSignal.abort() : never,
      cleanupSignal: never,
      interruptedBy: () => (options.stopped === true ? 130 : null),
    });
  } finally {
    await server.close();
  }
}
