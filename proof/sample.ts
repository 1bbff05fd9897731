import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';

/**
 * So many mutants, the same ones each time: of every check in turn, and among those of one check by chance. A mutant stays
 * in the sample as long as it is there, whatever else the contract gains.
 */
export function sampleOf(mutants: readonly Mutant[], size: number): Mutant[] {
  if (size >= mutants.length) return [...mutants];
  const byCheck = new Map<string, Mutant[]>();
  for (const mutant of mutants) byCheck.set(mutant.check, [...(byCheck.get(mutant.check) ?? []), mutant]);
  const queues = [...byCheck.values()].map((own) => own.sort((a, b) => (hash(a) < hash(b) ? -1 : 1)));
  const chosen = new Set<Mutant>();
  for (let rank = 0; chosen.size < size; rank += 1)
    for (const queue of queues) {
      const mutant = queue[rank];
      if (mutant && chosen.size < size) chosen.add(mutant);
    }
  return mutants.filter((mutant) => chosen.has(mutant));
}

function hash({ id }: Mutant): string {
  return createHash('sha256').update(id).digest('hex');
}
