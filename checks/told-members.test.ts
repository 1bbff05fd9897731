import { describe, expect, it } from 'vitest';
import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { differing, toldMembers } from './told-members.ts';

function resourceWith(parts: Partial<Pick<Resource, 'echo' | 'fixed'>>): Resource {
  const [resource] = tinyContract().resources;
  if (!resource) throw new Error('the contract has no resource');
  return { ...resource, echo: [], fixed: [], ...parts };
}

function differsIn(resource: Resource, one: Json, other: Json): boolean {
  return differing(resource, { m: one }, { m: other }).members.length > 0;
}

const EXACT = resourceWith({ echo: [{ member: 'm', as: 'exact' }] });
const VALUE = resourceWith({ echo: [{ member: 'm', as: 'value' }] });
const SET = resourceWith({ echo: [{ member: 'm', as: 'set' }] });

describe('told members', () => {
  it('are those that are echoed as they say and, once, those that are fixed by value', () => {
    const resource = resourceWith({ echo: [{ member: 'a', as: 'set' }], fixed: ['a', 'b'] });

    expect(toldMembers(resource)).toEqual([
      { member: 'a', as: 'set', keyword: 'echo/a' },
      { member: 'b', as: 'value', keyword: 'fixed/b' },
    ]);
  });

  it('are counted where both sides show them, and named where they differ', () => {
    const resource = resourceWith({ fixed: ['a', 'b', 'c', 'd', 'e'] });

    expect(differing(resource, { a: 1, b: 1, c: 1, d: null }, { a: 1, b: 2, d: 1, e: 1, f: 1 })).toEqual({
      both: 2,
      members: [{ member: 'b', as: 'value', keyword: 'fixed/b' }],
    });
  });

  it.each<[string, Resource, Json, Json]>([
    ['an instant in another zone', VALUE, '2026-01-01T12:00:00Z', '2026-01-01T13:00:00+01:00'],
    ['a number as text', VALUE, 3, '3'],
    ['a set with more in its first objects', SET, [{ a: 1, b: 2 }], [{ a: 1 }]],
    ['a set with more in its second objects', SET, [{ a: 1 }], [{ a: 1, b: 2 }]],
  ])('are alike: %s', (_, resource, one, other) => {
    expect(differsIn(resource, one, other)).toBe(false);
  });

  it.each<[string, Resource, Json, Json]>([
    ['another instant', VALUE, '2026-01-01T12:00:00Z', '2026-01-01T12:00:01Z'],
    ['a text that is no time', VALUE, 'a', 'b'],
    ['an exact text that is the same instant', EXACT, '2026-01-01T12:00:00Z', '2026-01-01T13:00:00+01:00'],
    ['another set', SET, [{ a: 1 }], [{ a: 2 }]],
  ])('are not alike: %s', (_, resource, one, other) => {
    expect(differsIn(resource, one, other)).toBe(true);
  });
});
