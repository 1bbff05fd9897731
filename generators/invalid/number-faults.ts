import { spelt } from '../schema/normal-form.ts';
import { decimal, numberRange, times } from '../valid/number-range.ts';
import { instead, type Site } from './breaking.ts';
import type { Way } from './way.ts';

interface Limit {
  readonly keyword: string;
  readonly limit: number;
  /** 1 for a maximum, -1 for a minimum. */
  readonly sign: 1 | -1;
  readonly exclusive: boolean;
}

/** The ways to break what a schema says of numbers. */
export function* numberWays(site: Site): Generator<Way> {
  const { schema } = site.conjunct;
  for (const [keyword, sign, exclusive] of [
    ['minimum', -1, false],
    ['maximum', 1, false],
    ['exclusiveMinimum', -1, true],
    ['exclusiveMaximum', 1, true],
  ] as const) {
    const limit = schema[keyword];
    if (typeof limit === 'number') yield* beyond(site, { keyword, limit, sign, exclusive });
  }
  const { multipleOf } = schema;
  if (typeof multipleOf === 'number') yield between(site, multipleOf);
}

function between(site: Site, multipleOf: number): Way {
  // Validators look for multiples with some tolerance: only what lies in the middle between two is surely none.
  const parts = [1.5, 2.5, 0.5, -0.5, -1.5, 3.3, 7.4, 10.5, 20.5, 100.5, 1000.5, 1.3, -2.6];
  const apart = parts.map((part) => Number((part * multipleOf).toPrecision(12)));
  return {
    keyword: 'multipleOf',
    what: `no multiple of ${multipleOf}`,
    *breaker(breaking) {
      yield* instead(breaking, site, ['multipleOf'], { enum: apart });
      yield* instead(breaking, site, ['multipleOf'], { type: 'number', not: { multipleOf } });
    },
  };
}

function* beyond(site: Site, { keyword, limit, sign, exclusive }: Limit): Generator<Way> {
  const side = sign > 0 ? 'above the maximum' : 'below the minimum';
  const { step } = numberRange(site.leaf);
  const size = step ? times(step, 1) : 10 ** -Math.max(2, decimal(limit).scale);
  const snap = (value: number): number => {
    if (!step) return Number(value.toPrecision(15));
    return times(step, sign > 0 ? Math.ceil(value / size) : Math.floor(value / size));
  };
  const isBeyond = (value: number): boolean =>
    Number.isFinite(value) && (sign > 0 ? value > limit : value < limit);
  const just = exclusive
    ? [limit, snap(limit)]
    : [snap(limit), snap(limit + sign * size), snap(limit + sign)];
  const far = [1e6, 1000, 100, 10, 1003, 107, 11].map((distance) => snap(limit + sign * distance));
  // Beside numbers of this size the distance of others is lost.
  far.push(sign > 0 ? limit * 2 : -Math.abs(limit) * 2);
  yield* way(
    just.filter((value) => isBeyond(value) || (exclusive && value === limit)),
    exclusive ? `the excluded ${sign > 0 ? 'maximum' : 'minimum'} itself` : `just ${side}`,
  );
  yield* way(far.filter(isBeyond), `far ${side}`);

  function* way(values: readonly number[], what: string): Generator<Way> {
    yield {
      keyword: spelt(site.conjunct.schema, keyword),
      what,
      breaker: (breaking) => instead(breaking, site, [keyword], { enum: [...values] }),
    };
  }
}
