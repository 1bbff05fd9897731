import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../checks/registry.ts';
import { WORKSHOPS, workshopOf } from './workshops.ts';

// As many of a contract are tried before the next one is asked.
const MOST = 12;

describe('the registry', () => {
  it.each(CHECKS.map(({ id }) => id))('%s kills a mutant', async (check) => {
    expect(await killedBy(check)).toBeDefined();
  });
});

/** The first mutant that a check finds of those that it is to find. */
async function killedBy(check: string): Promise<string | undefined> {
  for (const name of WORKSHOPS) {
    const workshop = await workshopOf(name);
    const due = workshop.catalogue.mutants.filter((mutant) => mutant.check === check);
    for (const { id } of due.slice(0, MOST)) {
      const { by } = await workshop.try(id, false);
      if (by.some((killer) => killer.check === check)) return id;
    }
  }
  return undefined;
}
