import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutant.ts';
import { sampleOf } from './sample.ts';

function mutant(check: string, name: number): Mutant {
  const target = { operation: 'GET /things' };
  const id = `${check} ${name}`;
  return { id, family: 'response', check, target, what: 'departs', depart: () => ({}) };
}

const MANY = Array.from({ length: 40 }, (_, at) => mutant('many', at));
const FEW = Array.from({ length: 2 }, (_, at) => mutant('few', at));

describe('a sample', () => {
  it('has mutants of every check, in the order of the catalogue', () => {
    const sample = sampleOf([...MANY, ...FEW], 6);

    expect(sample.filter(({ check }) => check === 'few')).toEqual(FEW);
    expect(sample).toHaveLength(6);
    expect(sample.slice(-2)).toEqual(FEW);
  });

  it('keeps its mutants when others are added', () => {
    const before = sampleOf(MANY.slice(0, 20), 5).map(({ id }) => id);
    const after = sampleOf(MANY.slice(0, 21), 5).map(({ id }) => id);

    expect(after.filter((id) => before.includes(id)).length).toBeGreaterThanOrEqual(4);
  });

  it('is all of them where there are no more', () => {
    expect(sampleOf(FEW, 10)).toEqual(FEW);
  });
});
