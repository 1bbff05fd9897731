import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../model/json.ts';
import type { DraftName } from '../corpora/dialect.ts';
import { reachableSites } from './reachable-sites.ts';

describe('the assertions that are reached from a schema', () => {
  it('are found through applicators and references, each place once', () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/word' }, b: { $ref: '#/$defs/word' } },
      $defs: { word: { type: 'string', maxLength: 3 }, unused: { type: 'null' } },
    };

    expect(sites(schema)).toEqual(['/$defs/word type', '/$defs/word maxLength']);
  });

  it('are found in recursive schemas, by anchor, by $id and in other documents', () => {
    const schema = {
      $id: 'https://example.com/root',
      properties: {
        next: { $ref: '#' },
        anchored: { $ref: '#here' },
        embedded: { $ref: 'item' },
        remote: { $ref: 'https://example.com/remote#/$defs/x' },
      },
      $defs: {
        one: { $anchor: 'here', type: 'string' },
        two: { $id: 'https://example.com/item', minimum: 1 },
      },
    };
    const schemas = { 'https://example.com/remote': { $defs: { x: { const: 1 } } } };

    expect(sites(schema, { schemas }).sort()).toEqual([
      '/$defs/one type',
      '/$defs/two minimum',
      'https://example.com/remote#/$defs/x const',
    ]);
  });

  it('are those of the draft alone', () => {
    const schema = {
      const: 1,
      minimum: 1,
      exclusiveMinimum: true,
      dependencies: { a: ['b'] },
      if: { type: 'null' },
    };

    expect(sites(schema, { draft: 'draft4' })).toEqual([' minimum', ' dependencies']);
    expect(
      sites({ $ref: '#/definitions/a', type: 'null', definitions: { a: {} } }, { draft: 'draft7' }),
    ).toEqual([]);
  });

  it('are idle below a condition, unless something else leads there', () => {
    const schema = {
      if: { $ref: '#/$defs/both', minimum: 1 },
      not: { enum: [1] },
      properties: { a: { $ref: '#/$defs/both' } },
      $defs: { both: { type: 'string' } },
    };

    expect(asserting(schema).sort()).toEqual(['/$defs/both type', ' not'].sort());
  });

  it('are idle where they exclude nothing', () => {
    const schema = {
      type: 'integer',
      minLength: 1,
      required: [],
      format: 'password',
      properties: { a: { minItems: 0, uniqueItems: false, pattern: '', maxLength: 0 } },
    };

    expect(asserting(schema)).toEqual([' type', '/properties/a maxLength']);
  });

  it('count a false that excludes something, under the keyword that applies it', () => {
    const schema = {
      additionalProperties: false,
      prefixItems: [{}, false],
      items: false,
      properties: { a: false },
      anyOf: [false, { type: 'object' }],
    };

    expect(asserting(schema).sort()).toEqual(
      [
        ' additionalProperties',
        ' anyOf',
        ' items',
        '/anyOf/1 type',
        '/prefixItems/1 false schema',
        '/properties/a false schema',
      ].sort(),
    );
  });
});

interface About {
  readonly draft?: DraftName;
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
}

function reach(schema: JsonSchema, { draft = 'draft2020-12', schemas = {} }: About) {
  const benchCase = { id: '', corpus: '', draft, schema, formats: true, satisfiable: true, tests: [] };
  return reachableSites({ benchCase, schemas }).sites;
}

function sites(schema: JsonSchema, about: About = {}): string[] {
  return reach(schema, about).map((site) => `${site.schema} ${site.keyword}`);
}

function asserting(schema: JsonSchema): string[] {
  return reach(schema, {})
    .filter(({ idle }) => idle === undefined)
    .map((site) => `${site.schema} ${site.keyword}`);
}
