import type { BenchCase } from '../corpora/bench-case.ts';
import type { Agreement } from '../judges/panel.ts';
import type { FaultResult } from '../measure/fault-result.ts';
import type { Outcome, ValidResult } from '../measure/outcome.ts';
import type { JobResult } from '../pool/pool-options.ts';

/** One schema with everything that was measured on it, by the generators' names. */
export interface Measured {
  readonly id: string;
  readonly corpus: string;
  /** The suite has a valid value for it, or some generator made one that the judge accepts. */
  readonly satisfiable: boolean;
  readonly keywords: readonly string[];
  /** The formats that it names. */
  readonly formats: readonly string[];
  readonly agreements: readonly Agreement[];
  readonly valid: ReadonlyMap<string, ValidResult>;
  readonly invalid: ReadonlyMap<string, FaultResult>;
}

/** Puts the results of the jobs together for the tables. */
export function measuredOf(results: readonly JobResult[]): Measured[] {
  return results.map(({ job, facts, results: all }) => {
    const valid = new Map<string, ValidResult>();
    const invalid = new Map<string, FaultResult>();
    for (const [index, result] of all.entries()) {
      const name = job.tasks[index]?.subject ?? '';
      if (result.kind === 'valid') valid.set(name, result.valid);
      else if (result.kind === 'invalid') invalid.set(name, result.invalid);
    }
    return {
      id: job.benchCase.id,
      corpus: job.benchCase.corpus,
      satisfiable: job.benchCase.satisfiable ?? [...valid.values()].some(hasValidValue),
      keywords: facts?.keywords ?? [],
      formats: formatsOf(job.benchCase),
      agreements: facts?.agreements ?? [],
      valid,
      invalid,
    };
  });
}

function hasValidValue({ outcome, values, wrong }: ValidResult): boolean {
  return outcome !== 'unjudged' && values > wrong;
}

function formatsOf({ schema }: BenchCase): string[] {
  const named = JSON.stringify(schema).matchAll(/"format":"([^"]+)"/g);
  return [...new Set([...named].map(([, name]) => name ?? ''))];
}

/** How many schemas came out how. */
export type Counts = Readonly<Record<Outcome, number>>;

/** Counts the outcomes of one generator. */
export function countOutcomes(all: readonly Measured[], subject: string): Counts {
  const counts: Record<Outcome, number> = {
    sound: 0,
    unsound: 0,
    refused: 0,
    crashed: 0,
    hang: 0,
    unjudged: 0,
  };
  for (const { valid } of all) {
    const outcome = valid.get(subject)?.outcome;
    if (outcome) counts[outcome]++;
  }
  return counts;
}

/** The schemas of one table. */
export function ofCorpus(all: readonly Measured[], corpus: string): Measured[] {
  return all.filter((one) => one.corpus === corpus);
}
