import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { shapeOf } from './shape.ts';

const document: JsonObject = {
  schemas: {
    Pet: {
      required: ['id'],
      properties: {
        id: { type: 'string' },
        tag: { type: 'string' },
        seen: { type: 'string', readOnly: true },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        free: { type: 'object' },
      },
    },
    Pets: { type: 'array', items: { allOf: [{ $ref: '#/schemas/Pet' }] } },
    Setting: {
      type: 'object',
      properties: {
        value: {},
        kind: { enum: ['a', null] },
        size: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
        plain: { type: ['string', 'null'] },
      },
    },
    Node: { properties: { next: { $ref: '#/schemas/Node' } } },
  },
};

function shape(value: Json, schema: string | null = '/schemas/Pet') {
  return Object.fromEntries(
    shapeOf(document, schema ?? undefined, value).map(({ path, types, isVolatile, isOpen }) => [
      path,
      `${types.join(' or ')}${isVolatile ? ' volatile' : ''}${isOpen ? ' open' : ''}`,
    ]),
  );
}

describe('the shape of a value', () => {
  it('has names and types, and says whose presence is up to data or server', () => {
    expect(shape({ id: 'a', tag: 'b', seen: 'c', other: 1 })).toEqual({
      '': 'object',
      '/id': 'string',
      '/tag': 'string',
      '/seen': 'string volatile',
      '/other': 'number',
    });
  });

  it('has no name that is data', () => {
    expect(shape({ id: 'a', labels: { env: 'x', zone: 'y' }, free: { a: 1, b: null } })).toMatchObject({
      '/labels/*': 'string volatile',
      '/free/*': 'null or number volatile open',
    });
  });

  it('of a list joins the items, and what is optional in them depends on the data', () => {
    expect(shape([{ id: 'a', tag: 'b' }, { id: null }, { id: 'c', more: true }], '/schemas/Pets')).toEqual({
      '': 'array',
      '/*': 'object volatile',
      '/*/id': 'null or string',
      '/*/tag': 'string volatile',
      '/*/more': 'boolean',
    });
  });

  it('has names as they are where the document says nothing', () => {
    expect(shape({ a: { b: 1 } }, null)).toEqual({ '': 'object', '/a': 'object', '/a/b': 'number' });
  });

  it('says where the contract leaves the type open', () => {
    const setting = { value: 1, kind: 'a', size: 1, plain: 'x', more: true };

    expect(shape(setting, '/schemas/Setting')).toMatchObject({
      '/value': 'number open',
      '/kind': 'string',
      '/size': 'number open',
      '/plain': 'string',
      '/more': 'boolean',
    });
  });

  it('ends in a value that is made to exhaust', () => {
    let deep: Json = {};
    for (let at = 0; at < 1000; at += 1) deep = { next: deep };
    const broad = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`m${at}`, at]));

    expect(Object.keys(shape(deep, '/schemas/Node')).length).toBeLessThan(20);
    expect(Object.keys(shape(broad)).length).toBeLessThanOrEqual(100);
  });
});
