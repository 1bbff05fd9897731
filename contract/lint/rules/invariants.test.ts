import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import { codesOf, soundWith } from '../testing/lint-document.ts';

function rules(...texts: string[]): JsonObject {
  return { 'x-assay-invariants': texts.map((cel, at) => ({ id: `rule-${at}`, cel, message: 'it holds' })) };
}

function onSchema(...texts: string[]): JsonObject {
  const Item = { type: 'object', properties: { id: { type: 'string' } } };
  const A = {
    type: 'object',
    properties: {
      total: { type: 'integer' },
      list: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
    },
    ...rules(...texts),
  };
  return soundWith({ components: { schemas: { A, Item } } });
}

function onOperation(...texts: string[]): JsonObject {
  return soundWith({ paths: { '/things/{id}': { get: rules(...texts) } } });
}

describe('lint of invariants', () => {
  it.each([
    ['what the schema has', onSchema('size(self.list) == self.total', 'self.list.all(x, x.id != "")')],
    ['parameters', onOperation('request.path.id != ""')],
    ['a schema that declares nothing', soundWith({ components: { schemas: { A: rules('self.a == 1') } } })],
  ])('finds nothing in a rule of %s', (_, document) => {
    expect(codesOf(document)).toEqual([]);
  });

  it.each([
    ['a member that is not declared', 'invariant-member-undeclared', onSchema('self.totl == 1')],
    [
      'a member of an item that is not',
      'invariant-member-undeclared',
      onSchema('self.list.all(x, x.di != "")'),
    ],
    ['no value at all', 'invariant-without-subject', onSchema('1 == 1')],
    ['a part that no request has', 'invariant-request-part', onOperation('request.params.id != ""')],
    [
      'a parameter that is not declared',
      'invariant-parameter-undeclared',
      onOperation('request.path.di != ""'),
    ],
    ['what is no CEL', 'invariant', onSchema('self.total ==')],
    ['an unknown variable', 'invariant', onSchema('slef.total == 1')],
  ])('finds %s', (_, code, document) => {
    expect(codesOf(document)).toEqual([code]);
  });

  it('finds an example that a rule does not let pass', () => {
    const content = { schema: { ...rules('self.a < self.b') }, examples: { one: { value: { a: 2, b: 1 } } } };
    const responses = { 200: { description: 'One.', content: { 'application/json': content } } };

    expect(codesOf(soundWith({ paths: { '/things/{id}': { get: { responses } } } }))).toEqual([
      'example-invalid',
    ]);
  });

  it('finds a name that stands twice, a member that is unknown and a place where none is read', () => {
    const twice = {
      'x-assay-invariants': [1, 2].map((size) => ({ id: 'a', cel: `self.size > ${size}`, message: 'm' })),
    };
    const odd = { 'x-assay-invariants': [{ id: 'A b', cel: 'self.a == 1', text: 'm' }] };

    expect(codesOf(soundWith({ components: { schemas: { A: twice } } }))).toEqual(['invariant-repeated']);
    expect(codesOf(soundWith({ components: { schemas: { A: odd } } }))).toEqual(['extension-shape']);
    expect(codesOf(soundWith(rules('self.a == 1')))).toEqual(['extension-misplaced']);
  });
});
