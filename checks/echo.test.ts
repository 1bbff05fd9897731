import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Echo } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { differingMembers } from './echo.ts';

const SEED = 20260101;
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;
const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);

function isSame(sent: Json, shown: Json, as: Echo['as']): boolean {
  return differingMembers([{ member: 'm', as }], { m: sent }, { m: shown }).length === 0;
}

function holdsFor<Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>): void {
  fc.assert(property, { seed: SEED });
}

describe('echoed members', () => {
  it('are the same as themselves, however they are compared', () => {
    holdsFor(
      fc.property(json, fc.constantFrom('exact', 'value', 'set'), (value, as) => isSame(value, value, as)),
    );
  });

  it('are compared alike in both directions', () => {
    holdsFor(
      fc.property(
        json,
        json,
        fc.constantFrom('exact', 'value'),
        (a, b, as) => isSame(a, b, as) === isSame(b, a, as),
      ),
    );
  });

  it('may be shown with more members than were sent, in a set of objects', () => {
    const sent = [{ href: '/labels/1' }];
    const shown = [{ href: '/labels/1', key: 'role', value: 'web' }];

    expect(isSame(sent, shown, 'set')).toBe(true);
    expect(isSame(shown, sent, 'set')).toBe(false);
    expect(isSame(sent, [{ href: '/labels/2', key: 'role' }], 'set')).toBe(false);
    expect(isSame(sent, [...shown, { href: '/labels/2' }], 'set')).toBe(false);
  });

  it('differ exactly where the values do', () => {
    holdsFor(fc.property(json, json, (a, b) => isSame(a, b, 'exact') === equalJson(a, b)));
  });

  it('are not compared where they were not sent or are not shown', () => {
    const echo: Echo[] = [{ member: 'm', as: 'exact' }];
    holdsFor(
      fc.property(json, (value) => {
        expect(differingMembers(echo, { m: value }, {})).toEqual([]);
        expect(differingMembers(echo, {}, { m: value })).toEqual([]);
        expect(differingMembers(echo, { m: value }, undefined)).toEqual([]);
        expect(differingMembers(echo, undefined, { m: value })).toEqual([]);
        expect(differingMembers([], { m: value }, { m: null })).toEqual([]);
      }),
    );
  });

  it('are named where they differ, and only there', () => {
    const echo: Echo[] = [
      { member: 'a', as: 'exact' },
      { member: 'b', as: 'value' },
    ];

    expect(differingMembers(echo, { a: 1, b: 60 }, { a: 2, b: '60' })).toEqual([echo[0]]);
  });
});

describe('compared as a value', () => {
  it('a scalar and its text are the same', () => {
    holdsFor(fc.property(scalar, (value) => isSame(value, String(value), 'value')));
  });

  it('scalars of different text are not', () => {
    holdsFor(fc.property(scalar, scalar, (a, b) => isSame(a, b, 'value') === (String(a) === String(b))));
  });

  it.each<[Json, Json]>([
    [null, 'null'],
    [[60], ['60']],
    [{ a: 1 }, '{"a":1}'],
    [60, '60.0'],
    ['', null],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  ])('%j and %j are not the same', (sent, shown) => {
    expect(isSame(sent, shown, 'value')).toBe(false);
  });
});

describe('compared as a set', () => {
  it('a list is the same in any order and with members said twice', () => {
    holdsFor(
      fc.property(
        fc
          .array(json)
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
        ([list, shuffled]) => isSame(list, [...shuffled, ...list.slice(0, 1)], 'set'),
      ),
    );
  });

  it('a list of words is the same written with commas, with or without blanks', () => {
    holdsFor(
      fc.property(fc.array(word), fc.constantFrom(',', ', ', ' , '), (list, comma) =>
        isSame(list, list.join(comma), 'set'),
      ),
    );
  });

  it('a list of whole numbers is the same written with commas', () => {
    holdsFor(fc.property(fc.array(fc.integer()), (list) => isSame(list, list.join(), 'set')));
  });

  it('a list that gained or lost a member is another', () => {
    holdsFor(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), (list) => {
        expect(isSame(list, list.slice(1), 'set')).toBe(false);
        expect(isSame(list.slice(1), list, 'set')).toBe(false);
        expect(isSame(list, [...list, 'no word'], 'set')).toBe(false);
      }),
    );
  });

  it('objects in a list are the same in any order of their members', () => {
    expect(isSame([{ a: 1, b: { c: 2, d: 3 } }], [{ b: { d: 3, c: 2 }, a: 1 }], 'set')).toBe(true);
    expect(isSame([{ a: 1 }], [{ a: 2 }], 'set')).toBe(false);
  });

  it.each<[Json, Json]>([
    ['1,2', [2, '1']],
    [7, ['7']],
    [
      ['x', { b: { c: 2, d: 3 } }],
      [{ b: { d: 3, c: 2 } }, 'x'],
    ],
    [
      ['x', { b: { d: 3, c: 2 } }],
      [{ b: { c: 2, d: 3 } }, 'x'],
    ],
    [
      ['x', [1, [2]]],
      [['1', ['2']], 'x'],
    ],
  ])('%j and %j are the same', (sent, shown) => {
    expect(isSame(sent, shown, 'set')).toBe(true);
  });

  it.each<[Json, Json]>([
    [[null], ['null']],
    [[['a']], ['[a]']],
    [[], ['']],
    [['a'], null],
    [[], null],
    [[['a']], [['b']]],
    [[null], [{}]],
    [[{ a: { b: 1 } }], [{ a: { b: 2 } }]],
    [[{ a: { b: 1 } }], [{ a: { c: 1 } }]],
  ])('%j and %j are not the same', (sent, shown) => {
    expect(isSame(sent, shown, 'set')).toBe(false);
  });
});
