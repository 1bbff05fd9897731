import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { tokens, valueAt } from '../../model/pointer.ts';
import { relatedValues } from './related-values.ts';
import { type Flaw, repaired } from './repaired.ts';

type Rule = (value: JsonObject) => boolean;

/** Flaws of rules over the members of an object. */
function mended(value: Json, rules: Readonly<Record<string, Rule>>, limit?: number): Json | undefined {
  return repaired<Flaw>(value, {
    flaws: (one) =>
      isObject(one)
        ? Object.entries(rules).flatMap(([key, rule]) =>
            rule(one) ? [] : [{ key, places: key.split(',').map((name) => `/${name}`) }],
          )
        : undefined,
    candidates: (one, flaw, place) => {
      const others = flaw.places.filter((other) => other !== place).map((other) => valueAt(one, other));
      return relatedValues(
        valueAt(one, place),
        others.flatMap((other) => (other === undefined ? [] : [other])),
      );
    },
    ...(limit === undefined ? {} : { limit }),
  });
}

describe('a repair', () => {
  it.each<[string, JsonObject, Record<string, Rule>, JsonObject]>([
    [
      'an order',
      { from: 5, to: 3 },
      { 'from,to': ({ from, to }) => Number(from) <= Number(to) },
      { from: 3, to: 3 },
    ],
    [
      'a count',
      { count: 7, list: [1, 2] },
      { 'count,list': ({ count, list }) => count === (list as Json[]).length },
      { count: 2, list: [1, 2] },
    ],
    [
      'a sum',
      { left: 0, used: 1, all: 3 },
      { 'left,used,all': ({ left, used, all }) => Number(left) + Number(used) === all },
      { left: 2, used: 1, all: 3 },
    ],
    [
      'both or neither',
      { name: 'a' },
      { 'name,place': ({ name, place }) => (name === undefined) === (place === undefined) },
      {},
    ],
    [
      'a number in a text, which another text repeats',
      { text: '2 things', again: '2 things', list: [1] },
      {
        'text,list': ({ text, list }) => Array.isArray(list) && text === `${list.length} things`,
        'again,text': ({ again, text }) => text === again,
      },
      { text: '1 things', again: '1 things', list: [1] },
    ],
  ])('mends %s', (_, value, rules, result) => {
    expect(mended(value, rules)).toEqual(result);
  });

  it('leaves a value without flaws as it is', () => {
    const value = { a: 1 };

    expect(mended(value, { a: () => true })).toBe(value);
  });

  it('gives up where nothing helps, and after so many values', () => {
    expect(mended({ a: 1 }, { a: () => false })).toBeUndefined();
    expect(mended({ from: 5, to: 3 }, { 'from,to': ({ from }) => from === 3 }, 0)).toBeUndefined();
  });

  it('never makes what may not be', () => {
    const result = repaired<Flaw>(
      { a: 1, b: 2 },
      {
        flaws: (one) => {
          const [a, b] = ['/a', '/b'].map((at) => valueAt(one, at));
          if (a === undefined) return undefined;
          return a === b ? [] : [{ key: 'equal', places: ['/a', '/b'] }];
        },
        candidates: (_, __, place) => [undefined, tokens(place)[0] === 'a' ? 2 : 1],
      },
    );

    expect(result).toEqual({ a: 2, b: 2 });
  });
});
