import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { invariantPlaces, invariantStatement, outcomeOf } from './invariants.ts';
import { compileDocument, compileSchemas } from './testing/compile-document.ts';

const A = '/components/schemas/A';

function ruled(cel: string, more: JsonObject = {}): JsonObject {
  return { ...more, 'x-assay-invariants': [{ id: 'rule', cel, message: 'it holds' }] };
}

function judged(schemas: JsonObject, body: Json, direction: 'request' | 'response' = 'response') {
  const contract = compileSchemas(schemas);
  return invariantPlaces(contract, A, direction, body).map((place) => {
    const outcome = outcomeOf(place, {});
    return `${outcome.instance} ${outcome.verdict}`;
  });
}

describe('invariants of a schema', () => {
  it('speak of each place that the schema describes', () => {
    const item = ruled('self.a < self.b');
    const schemas = {
      A: {
        properties: { list: { items: { $ref: '#/components/schemas/Item' } } },
        additionalProperties: { $ref: '#/components/schemas/Item' },
      },
      Item: item,
    };

    expect(judged(schemas, { list: [{ a: 1, b: 2 }, { a: 2, b: 1 }, {}], other: { a: 0, b: 0 } })).toEqual([
      '/other broken',
      '/list/0 holds',
      '/list/1 broken',
      '/list/2 unknown',
    ]);
  });

  it('of a branch speak only of what takes it', () => {
    const schemas = {
      A: {
        oneOf: [
          ruled('self.size > 1', { properties: { kind: { const: 'big' } }, required: ['kind'] }),
          { properties: { kind: { const: 'small' } } },
        ],
      },
    };

    expect(judged(schemas, { kind: 'small' })).toEqual([]);
    expect(judged(schemas, { kind: 'big', size: 1 })).toEqual([' broken']);
  });

  it.each(['readOnly', 'writeOnly'])('that speak of a %s member bind one direction', (hidden) => {
    const schemas = {
      A: ruled('self.id == 1', { properties: { id: { $ref: '#/components/schemas/Id' } } }),
      Id: { [hidden]: true },
    };

    expect(judged(schemas, { id: 1 }, 'request')).toEqual(hidden === 'readOnly' ? [] : [' holds']);
    expect(judged(schemas, { id: 1 }, 'response')).toEqual(hidden === 'readOnly' ? [' holds'] : []);
  });

  it('end in a recursive schema', () => {
    const schemas = { A: ruled('self.a > 0', { properties: { next: { $ref: '#/components/schemas/A' } } }) };

    expect(judged(schemas, { a: 1, next: { a: 2 } })).toEqual([' holds', '/next holds']);
  });
});

describe('the statement of an invariant', () => {
  it('has its own source, laid over that of its place', () => {
    const contract = compileDocument({
      openapi: '3.1.0',
      info: { title: 'T', version: '1', 'x-assay-documents': [{ id: 'd', title: 'The Guide' }] },
      paths: {},
      components: {
        schemas: {
          A: {
            'x-assay-source': { document: 'd', at: 'A', basis: 'documented' },
            'x-assay-invariants': [
              { id: 'one', cel: 'self.a == 1', message: 'one' },
              {
                id: 'two',
                cel: 'self.a == 2',
                message: 'two',
                source: { at: 'tests', basis: 'corroborated' },
              },
            ],
          },
        },
      },
    });
    const [one, two] = contract.invariants.get(A) ?? [];

    expect(one && invariantStatement(contract, one)).toMatchObject({ level: 'must', source: { at: 'A' } });
    expect(two && invariantStatement(contract, two)).toMatchObject({
      pointer: A,
      keyword: 'x-assay-invariants/two',
      level: 'should',
      source: { document: 'The Guide', at: 'tests', basis: 'corroborated' },
    });
  });
});

describe('a text that is no rule', () => {
  it('is an error of the contract, at its place and with a caret', () => {
    const text = [
      'openapi: 3.1.0',
      'info: {title: T, version: "1"}',
      'paths: {}',
      'components:',
      '  schemas:',
      '    A:',
      '      x-assay-invariants:',
      '        - id: a',
      '          message: a',
      '          cel: self.a ==',
    ].join('\n');

    expect(() => compileDocument(text)).toThrow(/:10:11: the rule is not valid CEL: [\s\S]*self\.a ==\n *\^/);
  });
});
