import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { breakOne, faults } from '../invalid/faults.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { example, valid } from './valid.ts';

const member: JsonObject = {
  type: 'object',
  required: ['id', 'name', 'secret'],
  properties: {
    id: { type: 'integer', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    name: { type: 'string' },
    old: { type: 'string', deprecated: true },
    note: { type: 'string' },
    owner: { $ref: '#/components/schemas/Owner' },
  },
};
const root: JsonObject = {
  components: {
    schemas: { Member: member, Owner: { type: 'object', properties: { href: { type: 'string' } } } },
  },
};
const sample = (options: object, numRuns = 50): JsonObject[] =>
  fc.sample(valid(member, { root, ...options }), { numRuns, seed: 5 }) as JsonObject[];

describe('direction', () => {
  it('leaves read-only members out of requests, required or not', () => {
    const values = sample({ direction: 'request' });

    expect(values.every((value) => !('id' in value) && 'secret' in value)).toBe(true);
    const ids = faults(member, { root, direction: 'request' }).map(({ id }) => id);
    expect(ids.filter((id) => id.includes('id '))).toEqual([]);
    expect(ids).toContain(' required secret missing');
  });

  it('leaves write-only members out of responses', () => {
    const values = sample({ direction: 'response' });

    expect(values.every((value) => 'id' in value && !('secret' in value))).toBe(true);
  });
});

describe('optional members', () => {
  it('are absent, present, or both', () => {
    expect(sample({ optional: 'none' }).every((value) => !('note' in value))).toBe(true);
    expect(sample({ optional: 'all' }).every((value) => 'note' in value)).toBe(true);
    expect(new Set(sample({}).map((value) => 'note' in value)).size).toBe(2);
  });

  it('are deprecated only where that is asked', () => {
    expect(sample({ optional: 'all' }).every((value) => !('old' in value))).toBe(true);
    expect(sample({ optional: 'all', deprecated: true }).every((value) => 'old' in value)).toBe(true);
  });

  it('can be included by their place', () => {
    const options = { optional: 'none', include: ['/owner/href'] } as const;

    expect(sample(options).every((value) => typeof (value['owner'] as JsonObject)['href'] === 'string')).toBe(
      true,
    );
    expect(example(member, { root, ...options })).toMatchObject({ owner: { href: 'sample' } });
  });

  it('can be excluded by the place of their schema', () => {
    const seen = new Set<string>();
    const exclude = (pointer: string, name: string): boolean => {
      seen.add(pointer);
      return name === 'note';
    };

    expect(sample({ optional: 'all', exclude }).every((value) => !('note' in value))).toBe(true);
    expect(seen).toContain('/components/schemas/Member');
  });

  it('that are excluded can be broken on request, the others staying out', () => {
    const fault = faults(member, { root }).find(({ id }) => id === '/note type null instead of string');
    const broken = fault && breakOne(member, fault, { root, optional: 'none', exclude: () => true });

    expect(broken?.base).toEqual({ id: 1, secret: 'sample', name: 'sample', note: 'sample' });
    expect(broken?.value).toEqual({ id: 1, secret: 'sample', name: 'sample', note: null });
  });
});

describe('values of the site', () => {
  const site =
    (name: string, values: readonly Json[]) =>
    (_: JsonObject, pointer: string): readonly Json[] | undefined =>
      pointer.endsWith(`/${name}`) ? values : undefined;

  it('are used instead of generated ones', () => {
    const names = sample({ site: site('name', ['one', 'two']) }).map((value) => value['name']);

    expect(new Set(names)).toEqual(new Set(['one', 'two']));
  });

  it('leave an optional member out where there is none', () => {
    expect(sample({ optional: 'all', site: site('note', []) }).every((value) => !('note' in value))).toBe(
      true,
    );
  });

  it('are refused where a required member has none', () => {
    expect(() => sample({ site: site('name', []) })).toThrow(UnsupportedSchemaError);
  });
});
