import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { schemaPlaces } from './schema-walk.ts';

function placesOf(document: JsonObject): string[] {
  return schemaPlaces(document, '').map(({ instance, schema }) => `${instance} @${schema}`);
}

const accepts = (schema: string) => !schema.endsWith('/0');

describe('a walk over a schema', () => {
  it('meets members, items and compositions at their places', () => {
    const places = placesOf({
      allOf: [{ properties: { a: {} } }],
      patternProperties: { '^x': { items: true } },
      additionalProperties: { prefixItems: [{}], items: {} },
    });

    expect(places).toEqual([
      ' @',
      ' @/allOf/0',
      '/* @/patternProperties/^x',
      '/* @/additionalProperties',
      '/a @/allOf/0/properties/a',
      '/*/0 @/additionalProperties/prefixItems/0',
      '/*/* @/additionalProperties/items',
    ]);
  });

  it('follows references, each place once, and enters a recursive schema once', () => {
    const places = placesOf({
      $ref: '#/$defs/node',
      $defs: { node: { properties: { next: { $ref: '#/$defs/node' }, name: {} } } },
    });

    expect(places).toEqual([
      ' @',
      ' @/$defs/node',
      '/next @/$defs/node/properties/next',
      '/name @/$defs/node/properties/name',
      '/next @/$defs/node',
    ]);
  });

  it('says of readOnly and deprecated members that nothing is sent there, and of what is in them', () => {
    const places = schemaPlaces(
      {
        required: ['kept'],
        properties: {
          id: { readOnly: true, properties: { inner: {} } },
          old: { $ref: '#/$defs/old' },
          kept: { deprecated: true },
        },
        $defs: { old: { deprecated: true } },
      },
      '',
    );

    expect(places.filter(({ never }) => never !== undefined).map(({ schema }) => schema)).toEqual([
      '/properties/id',
      '/properties/old',
      '/properties/id/properties/inner',
      '/$defs/old',
    ]);
  });

  it('ends for schemas that share each other widely', () => {
    const names = Array.from({ length: 9 }, (_, at) => `s${at}`);
    const all = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
    const $defs = Object.fromEntries(names.map((name) => [name, { properties: all }]));

    expect(schemaPlaces({ $ref: '#/$defs/s0', $defs }, '')).toHaveLength(5000);
  });
});

describe('a walk along a value', () => {
  const along = (document: JsonObject, sent: JsonObject) =>
    schemaPlaces(document, '', { sent, accepts }).map(({ instance, sent: value }) => [instance, value]);

  it('meets only what is there, every item of a list', () => {
    const list = { properties: { list: { items: {} }, absent: {} } };

    expect(along(list, { list: [1, 2] })).toEqual([
      ['', { list: [1, 2] }],
      ['/list', [1, 2]],
      ['/list/*', 1],
      ['/list/*', 2],
    ]);
  });

  it('enters the branches that take the value', () => {
    const document = {
      anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }],
      dependentSchemas: { b: { properties: { c: {} } }, d: {} },
    };

    expect(along(document, { a: 1, b: 2, c: 3 }).map(([instance]) => instance)).toEqual([
      '',
      '',
      '',
      '/b',
      '/c',
    ]);
  });
});
