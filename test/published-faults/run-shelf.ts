import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../contract/compile.ts';
import type { Run } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { type Entanglement, type ShelfFault, startShelf } from './shelf-server.ts';

const CONTRACT = compile({ file: join(import.meta.dirname, 'shelf.yaml') });

/** What a run against a shelf depends on. */
export interface ShelfRun {
  readonly fault?: ShelfFault;
  readonly entangle?: Entanglement;
  readonly seed?: number;
  /** Random cases an operation. */
  readonly random?: number;
}

/** Runs the shelf's contract against a shelf of its own. */
export async function runShelf({ fault, entangle, seed = 1, random = 0 }: ShelfRun): Promise<Run> {
  const server = await startShelf(fault, entangle);
  const folder = mkdtempSync(join(tmpdir(), 'assay-shelf-'));
  try {
    return await conduct(CONTRACT, {
      ...defaultOptions(),
      // What one write does to other books would show between any two requests of another worker: a shorter story, by
      // chance.
      ...(entangle ? { concurrency: 1 } : {}),
      target: `${server.origin}/v1`,
      rate: 'none',
      mode: 'full',
      seed,
      budget: { name: String(random), random, pairwise: random > 0 },
      env: new Map(),
      clock: hastyClock(),
      journals: join(folder, 'journals'),
    });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
