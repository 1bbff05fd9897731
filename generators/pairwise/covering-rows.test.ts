import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveringRows } from './covering-rows.ts';
import { type Choice, choicesOf, type Factor, type Row } from './factor.ts';

const PARAMETERS = { seed: 7, numRuns: 150 } as const;

/** Flat factors, and some that lie in one before them. */
const someFactors = fc
  .array(fc.record({ levels: fc.integer({ min: 1, max: 5 }), above: fc.nat(), is: fc.boolean() }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((drawn): Factor[] =>
    drawn.map(({ levels, above, is }, at) =>
      is && at > 0 ? { levels, within: [{ factor: above % at, levels: [0] }] } : { levels },
    ),
  );

/** Pairs that exclude each other. */
const someRules = fc.array(fc.tuple(fc.nat(11), fc.nat(4), fc.nat(11), fc.nat(4)), { maxLength: 6 });

function flat(count: number, levels: number): Factor[] {
  return Array.from({ length: count }, () => ({ levels }));
}

function has(row: Row, { factor, level }: Choice): boolean {
  return row[factor] === level;
}

function pairsOf(factors: readonly Factor[]): [Choice, Choice][] {
  const all = factors.flatMap(({ levels }, factor) =>
    Array.from({ length: levels }, (_, level): Choice => ({ factor, level })),
  );
  return all.flatMap((a) => all.filter((b) => b.factor > a.factor).map((b): [Choice, Choice] => [a, b]));
}

/** Every way to choose, by brute force: what a factor lies in decides whether it is chosen. */
function everyRow(factors: readonly Factor[]): Row[] {
  return factors.reduce<(number | undefined)[][]>(
    (rows, { levels, within = [] }) =>
      rows.flatMap((row) =>
        within.every(({ factor, levels: allowed }) => allowed.includes(row[factor] ?? -1))
          ? Array.from({ length: levels }, (_, level) => [...row, level])
          : [[...row, undefined]],
      ),
    [[]],
  );
}

describe('a covering set', () => {
  it('has every pair that some whole row has, and no other', () => {
    const few = someFactors.filter((factors) => factors.reduce((so, { levels }) => so * levels, 1) <= 4000);
    fc.assert(
      fc.property(few, (factors) => {
        const { rows, impossible, left } = coveringRows(factors);
        const whole = everyRow(factors);
        for (const [a, b] of pairsOf(factors)) {
          const canBe = whole.some((row) => has(row, a) && has(row, b));
          expect(rows.some((row) => has(row, a) && has(row, b))).toBe(canBe);
        }
        expect({ impossible, left }).toEqual({ impossible: [], left: 0 });
      }),
      PARAMETERS,
    );
  });

  it('has every pair that is not refused, and names the others with the reason', () => {
    fc.assert(
      fc.property(someFactors, someRules, (factors, rules) => {
        const refusal = (row: Row) =>
          rules.some(([a, i, b, j]) => a !== b && row[a] === i && row[b] === j) ? 'a rule' : undefined;
        const { rows, impossible, left } = coveringRows(factors, { refusal });
        const open = coveringRows(factors).rows;
        for (const row of rows) expect(refusal(row)).toBeUndefined();
        for (const { choices, why } of impossible) {
          expect(why).toBe('a rule');
          expect(refusal(factors.map((_, at) => choices.find(({ factor }) => factor === at)?.level))).toBe(
            why,
          );
        }
        for (const pair of pairsOf(factors).filter(([a, b]) =>
          open.some((row) => has(row, a) && has(row, b)),
        )) {
          const isThere = rows.some((row) => pair.every((choice) => has(row, choice)));
          const isNamed = impossible.some(({ choices }) =>
            choices.every((named) => pair.some((one) => equal(one, named))),
          );
          expect([isThere, isNamed]).toContain(true);
        }
        expect(left).toBe(0);
      }),
      PARAMETERS,
    );
  });

  it('names a choice that cannot be at all once, and no pair of it', () => {
    const refusal = (row: Row) => (row[1] === 1 ? 'never' : undefined);

    const { impossible, rows } = coveringRows(flat(5, 2), { refusal });

    expect(impossible).toEqual([{ choices: [{ factor: 1, level: 1 }], why: 'never' }]);
    expect(rows.every((row) => row[1] === 0)).toBe(true);
  });

  it('keeps to what a factor lies in', () => {
    fc.assert(
      fc.property(someFactors, (factors) => {
        for (const row of coveringRows(factors).rows) {
          for (const { factor } of choicesOf(row)) {
            for (const { factor: above, levels } of factors[factor]?.within ?? []) {
              expect(levels).toContain(row[above]);
            }
          }
        }
      }),
      PARAMETERS,
    );
  });

  it.each([
    { levels: 2, counts: [4, 8, 16, 32, 64, 128] },
    { levels: 3, counts: [4, 8, 16, 32, 64] },
    { levels: 5, counts: [4, 8, 16, 32] },
  ])('of $levels levels grows with the logarithm of the factors', ({ levels, counts }) => {
    for (const count of counts) {
      const { rows } = coveringRows(flat(count, levels));
      expect(rows.length).toBeLessThanOrEqual(1.2 * levels ** 2 * Math.log2(count));
      expect(rows.length).toBeGreaterThanOrEqual(levels ** 2);
    }
  });

  it('is the same at every call', () => {
    const factors = [{ levels: 3 }, { levels: 4, within: [{ factor: 0, levels: [1] }] }, ...flat(9, 2)];

    expect(coveringRows(factors)).toEqual(coveringRows(factors));
  });

  it('leaves out what is there already', () => {
    const whole = coveringRows(flat(6, 2)).rows;

    expect(coveringRows(flat(6, 2), { known: whole }).rows).toEqual([]);
    expect(coveringRows(flat(6, 2), { known: whole.slice(0, 1) }).rows.length).toBeLessThanOrEqual(
      whole.length,
    );
  });

  it('counts what a limit leaves out', () => {
    const { rows, left } = coveringRows(flat(6, 3), { mostRows: 2 });

    expect(rows).toHaveLength(2);
    expect(left).toBe(15 * 9 - 2 * 15);
  });

  it('refuses a factor that lies in one behind it', () => {
    expect(() => coveringRows([{ levels: 2, within: [{ factor: 1, levels: [0] }] }, { levels: 2 }])).toThrow(
      RangeError,
    );
  });
});

function equal(a: Choice, b: Choice | undefined): boolean {
  return a.factor === b?.factor && a.level === b.level;
}
