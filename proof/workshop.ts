import type { Contract } from '../model/contract.ts';
import type { Budget } from '../plan/options.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { benchFor } from './bench.ts';
import { catalogueOf } from './catalogue.ts';
import type { Brood, Mutant } from './mutant.ts';
import { type Survey, surveyOf, unreachedBy } from './reached.ts';
import { tryMutant, type Verdict } from './trial.ts';

/** What a proof depends on beside the contract. */
export interface WorkshopOptions {
  readonly seed: number;
  readonly budget: Budget;
  readonly reading: Reading;
  /** What another workshop for the same saw, so that it is not looked for again. */
  readonly survey?: Survey;
}

/** Makes the mutants of a contract and tries the suite on them, in this process. */
export interface Workshop {
  readonly survey: Survey;
  readonly catalogue: Brood;
  /** @throws Error where there is no mutant of this id. */
  try(id: string, inFull: boolean): Promise<Verdict>;
}

/** Opens a workshop: surveys the twin, and makes the catalogue of its mutants. */
export async function openWorkshop(contract: Contract, options: WorkshopOptions): Promise<Workshop> {
  const bench = benchFor(contract, options);
  const survey = options.survey ?? (await surveyOf(bench, options.reading, options.seed));
  const catalogue = catalogueOf(contract, unreachedBy(survey));
  const mutants = new Map(catalogue.mutants.map((mutant): [string, Mutant] => [mutant.id, mutant]));
  const known = new Set(survey.known);
  return {
    survey,
    catalogue,
    async try(id, inFull) {
      const mutant = mutants.get(id);
      if (!mutant) throw new Error(`there is no mutant ${id}`);
      return tryMutant(mutant, { bench, known, inFull });
    },
  };
}
