import { performance } from 'node:perf_hooks';
import type { Pace } from './speed-result.ts';

/** Makes some values; each call other ones. */
export type Batch = (count: number, seed: number) => readonly unknown[];

const WARM_UP = 30;
const BATCH = 6;
const BATCHES = 7;
const MOST = 20_000;

/** Times generators against each other: warmed up, in turns, so that what else the machine does hits all alike. */
export function paces(batches: readonly Batch[]): Pace[] {
  const runs = batches.map((batch) => ({ batch, size: warmUp(batch), rates: [] as number[], length: 0 }));
  for (let round = 0; round < BATCHES; round++) {
    for (const run of runs) {
      const started = performance.now();
      const values = run.batch(run.size, 1000 + round);
      run.rates.push((1000 * values.length) / Math.max(performance.now() - started, 1e-3));
      run.length += meanLength(values) / BATCHES;
    }
  }
  return runs.map(({ rates, length }) => ({ rate: median(rates), length }));
}

/** Runs until the code is warm, and finds how many values fill a batch. */
function warmUp(batch: Batch): number {
  const started = performance.now();
  let made = 0;
  let spent = 0;
  for (let count = 1; spent < WARM_UP && made < MOST; count = Math.min(2 * count, MOST - made)) {
    made += batch(count, made).length;
    spent = performance.now() - started;
  }
  return Math.max(1, Math.min(MOST, Math.round((made * BATCH) / Math.max(spent, 1e-3))));
}

function meanLength(values: readonly unknown[]): number {
  const total = values.reduce<number>((sum, value) => sum + (JSON.stringify(value)?.length ?? 0), 0);
  return total / Math.max(1, values.length);
}

/** The middle one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
