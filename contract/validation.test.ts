import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { compileSchemas } from './testing/compile-document.ts';
import { SchemaError, type Violation, violations } from './validation.ts';

const A = '/components/schemas/A';

function broken(
  schemas: JsonObject,
  value: Json,
  direction: 'request' | 'response' = 'response',
): Violation[] {
  return violations(compileSchemas(schemas), A, direction, value);
}

describe('violations', () => {
  it('name the places in value and document', () => {
    const schemas = {
      A: { properties: { list: { items: { $ref: '#/components/schemas/B~1C' } } } },
      'B/C': { type: 'string', enum: ['a'] },
    };

    expect(broken(schemas, { list: ['a', 'b'] })).toEqual([
      {
        instance: '/list/1',
        schema: '/components/schemas/B~1C',
        keyword: 'enum',
        message: expect.any(String),
        expected: ['a'],
      },
    ]);
  });

  it('name the member that is missing or too many', () => {
    const schemas = { A: { required: ['a'], properties: { a: {} }, additionalProperties: false } };

    expect(broken(schemas, { b: 1 }).map(({ keyword, member }) => [keyword, member])).toEqual([
      ['required', 'a'],
      ['additionalProperties', 'b'],
    ]);
  });

  it('are of the branch of a union that was meant', () => {
    const schemas = {
      A: {
        anyOf: [
          { type: 'string', maxLength: 2 },
          { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
          { type: 'null' },
        ],
      },
    };

    expect(broken(schemas, { a: 'x' })).toMatchObject([
      { instance: '/a', keyword: 'type', schema: `${A}/anyOf/1/properties/a` },
    ]);
    expect(broken(schemas, 'long')).toMatchObject([
      { instance: '', keyword: 'maxLength', schema: `${A}/anyOf/0` },
    ]);
    expect(broken(schemas, 5)).toMatchObject([{ instance: '', keyword: 'anyOf', schema: A }]);
  });

  it('are of the union where the branch that was meant is open', () => {
    const schemas = { A: { oneOf: [{ required: ['a'] }, { required: ['b'] }] } };

    expect(broken(schemas, {})).toMatchObject([{ keyword: 'oneOf' }]);
    expect(broken(schemas, { a: 1, b: 1 })).toMatchObject([{ keyword: 'oneOf' }]);
  });

  it('ask a request for no readOnly member, and a response for no writeOnly one', () => {
    const schemas = {
      A: {
        required: ['id', 'secret', 'name'],
        properties: { id: { $ref: '#/components/schemas/Id' }, secret: { writeOnly: true }, name: {} },
      },
      Id: { type: 'string', readOnly: true },
    };

    expect(broken(schemas, {}, 'request').map(({ member }) => member)).toEqual(['secret', 'name']);
    expect(broken(schemas, {}, 'response').map(({ member }) => member)).toEqual(['id', 'name']);
  });

  it('know a readOnly member that another part of an allOf declares', () => {
    const schemas = {
      A: { allOf: [{ $ref: '#/components/schemas/B' }], required: ['id'] },
      B: { properties: { id: { readOnly: true } } },
    };

    expect(broken(schemas, {}, 'request')).toEqual([]);
    expect(broken(schemas, {}, 'response')).toMatchObject([{ member: 'id' }]);
  });

  it('go down a recursive schema', () => {
    const schemas = {
      A: { required: ['name'], properties: { name: {}, children: { items: { $ref: A.replace(/^/, '#') } } } },
    };

    expect(broken(schemas, { name: 'a', children: [{ name: 'b', children: [{}] }] })).toMatchObject([
      { instance: '/children/0/children/0', keyword: 'required', schema: A },
    ]);
  });

  it('point into a member that is called like a keyword', () => {
    const schemas = {
      A: {
        properties: { required: { type: 'object', required: ['x'], properties: { x: { readOnly: true } } } },
      },
    };

    expect(broken(schemas, { required: 5 })).toMatchObject([
      { schema: `${A}/properties/required`, keyword: 'type' },
    ]);
    expect(broken(schemas, { required: {} }, 'request')).toEqual([]);
  });

  it('take a pattern without the u flag where it needs that', () => {
    const schemas = { A: { pattern: '^[a-z\\_]+$' } };

    expect(broken(schemas, 'a_b')).toEqual([]);
    expect(broken(schemas, 'A')).toMatchObject([{ keyword: 'pattern' }]);
  });

  it('count 0.07 as a multiple of 0.01', () => {
    expect(broken({ A: { multipleOf: 0.01 } }, 0.07)).toEqual([]);
  });

  it('are at most 20', () => {
    expect(
      broken(
        { A: { items: { type: 'string' } } },
        Array.from({ length: 50 }, () => 1),
      ),
    ).toHaveLength(20);
  });

  it.each<{ what: string; schemas: JsonObject }>([
    { what: 'a type that does not exist', schemas: { A: { type: 'text' } } },
    { what: 'a pattern that does not compile', schemas: { A: { pattern: '(' } } },
    { what: 'a schema that applies itself', schemas: { A: { allOf: [{ $ref: `#${A}` }] } } },
    { what: 'an anchor that is not there', schemas: { A: { $ref: '#here' } } },
    {
      what: 'an $id that stands twice',
      schemas: { A: { $id: 'urn:a', type: 'string' }, B: { $id: 'urn:a', type: 'number' } },
    },
  ])('cannot be told under $what', ({ schemas }) => {
    expect(() => broken(schemas, 'a')).toThrow(SchemaError);
  });
});
