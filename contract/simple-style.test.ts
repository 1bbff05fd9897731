import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import { simpleReadings } from './simple-style.ts';

function likeliest(schema: JsonSchema, text: string, explode = false): Json | undefined {
  const document: JsonObject = {
    header: schema,
    components: { Size: { type: 'integer' }, Sizes: { type: 'array', items: { $ref: '#/components/Size' } } },
  };
  return simpleReadings(document, '/header', text, explode)[0];
}

describe('the value of a header', () => {
  it.each<[JsonSchema, string, Json]>([
    [{ type: 'integer' }, '12', 12],
    [{ type: 'integer' }, 'twelve', 'twelve'],
    [{ type: 'string' }, '12', '12'],
    [{ type: ['integer', 'null'] }, 'null', null],
    [{ type: 'boolean' }, 'true', true],
    [{ $ref: '#/components/Size' }, '7', 7],
    [{ allOf: [{ $ref: '#/components/Size' }, { minimum: 1 }] }, '7', 7],
    [{ enum: ['1', '2'] }, '1', '1'],
    [{ type: 'array', items: { type: 'string' } }, 'a, 1,b', ['a', '1', 'b']],
    [{ $ref: '#/components/Sizes' }, '1,2', [1, 2]],
    [{ type: 'array' }, '', []],
    [{ type: 'object', properties: { a: { type: 'string' } } }, 'a,1,b,2', { a: '1', b: 2 }],
  ])('%j is read by it: %s', (schema, text, value) => {
    expect(likeliest(schema, text)).toEqual(value);
  });

  it('has its members as pairs where it is exploded', () => {
    const schema = { type: 'object', properties: { a: { type: 'integer' } } };

    expect(likeliest(schema, 'a=1,b=x=y,c', true)).toEqual({ a: 1, b: 'x=y', c: '' });
  });

  it('may be a number or a text where the schema says no type', () => {
    expect(simpleReadings({ header: { enum: [1, 2] } }, '/header', '1', false)).toEqual(['1', 1, '1']);
  });
});
