import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Run } from '../../model/run.ts';
import type { Level } from '../../model/statement.ts';
import { conduct } from '../../runner/conduct.ts';
import { TINY_CONTRACT } from './tiny-contract.ts';
import { type Departure, startTiny, TINY_ENV } from './tiny-server.ts';

/** How a run against the tiny API differs from the usual one. */
export interface TinyOptions {
  /** Changes the contract's text. */
  readonly edit?: (text: string) => string;
  /** Ids of the operations that take part; all where there are none. */
  readonly operations?: readonly string[];
  readonly failOn?: Level;
  readonly env?: ReadonlyMap<string, string>;
  readonly target?: 'prism';
  /** Random cases an operation. */
  readonly random?: number;
  readonly seed?: number;
}

// Journals are synced to disk at each entry, which a disk in memory does at once.
const MEMORY = '/dev/shm';
const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'assay-tiny-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contracts = new Map<string, Contract>();

/** The tiny contract, compiled, with an edit where one is given. */
export function tinyContract(edit: (text: string) => string = (text) => text): Contract {
  const text = edit(TINY_CONTRACT);
  const known = contracts.get(text);
  if (known) return known;
  const file = join(folder, `tiny-${contracts.size}.yaml`);
  writeFileSync(file, text);
  const contract = compile({ file });
  contracts.set(text, contract);
  return contract;
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
      mode: 'full',
      seed: options.seed ?? 1,
      budget: { name: 'tiny', random: options.random ?? 0 },
      env: options.env ?? TINY_ENV,
      failOn: options.failOn ?? 'must',
      headers: [],
      concurrency: 4,
      productVersion: null,
      selects: ({ id }: Operation) => wanted === undefined || wanted.includes(id),
      selectsCheck: () => true,
      journals: join(folder, 'journals'),
      signal: never,
      cleanupSignal: never,
      interruptedBy: () => null,
    });
  } finally {
    await server.close();
  }
}
