import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../model/contract.ts';
import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import { readParameter } from './read-parameter.ts';
import { serializeParameter } from './serialize-parameter.ts';

type Style = Parameter['style'];
type Where = Parameter['in'];

const COLORS = ['blue', 'black', 'brown'];
const RGB = { R: 100, G: 200, B: 150 };

function parameter(where: Where, style: Style, explode: boolean, more: Partial<Parameter> = {}): Parameter {
  return {
    name: 'color',
    in: where,
    required: true,
    deprecated: false,
    style,
    explode,
    allowReserved: false,
    pointer: '',
    schema: '/schema',
    examples: [],
    ...more,
  };
}

const SCHEMAS: Record<string, JsonSchema> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  array: { type: 'array', items: { type: 'string' } },
  object: {
    type: 'object',
    properties: { R: { type: 'integer' }, G: { type: 'integer' }, B: { type: 'integer' } },
  },
};
const rootOf = (schema: JsonSchema): JsonObject => ({ schema });

// The table "Style Examples" of OpenAPI 3.1.1, line by line.
const TABLE: [Where, Style, boolean, Json, keyof typeof SCHEMAS, string][] = [
  ['path', 'matrix', false, '', 'string', ';color'],
  ['path', 'matrix', false, 'blue', 'string', ';color=blue'],
  ['path', 'matrix', false, COLORS, 'array', ';color=blue,black,brown'],
  ['path', 'matrix', false, RGB, 'object', ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, COLORS, 'array', ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, RGB, 'object', ';R=100;G=200;B=150'],
  ['path', 'label', false, '', 'string', '.'],
  ['path', 'label', false, 'blue', 'string', '.blue'],
  ['path', 'label', false, COLORS, 'array', '.blue,black,brown'],
  ['path', 'label', false, RGB, 'object', '.R,100,G,200,B,150'],
  ['path', 'label', true, COLORS, 'array', '.blue.black.brown'],
  ['path', 'label', true, RGB, 'object', '.R=100.G=200.B=150'],
  ['path', 'simple', false, 'blue', 'string', 'blue'],
  ['path', 'simple', false, COLORS, 'array', 'blue,black,brown'],
  ['path', 'simple', false, RGB, 'object', 'R,100,G,200,B,150'],
  ['path', 'simple', true, COLORS, 'array', 'blue,black,brown'],
  ['path', 'simple', true, RGB, 'object', 'R=100,G=200,B=150'],
  ['header', 'simple', false, COLORS, 'array', 'blue,black,brown'],
  ['header', 'simple', true, RGB, 'object', 'R=100,G=200,B=150'],
  ['query', 'form', false, '', 'string', 'color='],
  ['query', 'form', false, 'blue', 'string', 'color=blue'],
  ['query', 'form', false, COLORS, 'array', 'color=blue,black,brown'],
  ['query', 'form', false, RGB, 'object', 'color=R,100,G,200,B,150'],
  ['query', 'form', true, COLORS, 'array', 'color=blue&color=black&color=brown'],
  ['query', 'form', true, RGB, 'object', 'R=100&G=200&B=150'],
  ['cookie', 'form', false, COLORS, 'array', 'color=blue,black,brown'],
  ['query', 'spaceDelimited', false, COLORS, 'array', 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, RGB, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'pipeDelimited', false, COLORS, 'array', 'color=blue%7Cblack%7Cbrown'],
  ['query', 'pipeDelimited', false, RGB, 'object', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['query', 'deepObject', true, RGB, 'object', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['query', 'form', true, 5, 'integer', 'color=5'],
  ['query', 'form', true, true, 'boolean', 'color=true'],
  ['path', 'simple', false, 'a/b c?d#e', 'string', 'a%2Fb%20c%3Fd%23e'],
  ['path', 'simple', false, '..', 'string', '%2E%2E'],
  ['query', 'form', true, 'a&b=c+d é', 'string', 'color=a%26b%3Dc%2Bd%20%C3%A9'],
  ['query', 'form', false, ['a,b', 'c'], 'array', 'color=a%2Cb,c'],
];

describe('a parameter', () => {
  it.each(TABLE)('in the %s of style %s, explode %s: %j', (where, style, explode, value, kind, wire) => {
    const subject = parameter(where, style, explode);

    expect(serializeParameter(subject, value)).toBe(wire);
    expect(readParameter(subject, wire, rootOf(SCHEMAS[kind] ?? true))).toEqual(value);
  });

  it('may keep reserved characters, but for those that end a query or split its parts', () => {
    const subject = parameter('query', 'form', true, { allowReserved: true });

    expect(serializeParameter(subject, 'a/b?c:d&e#f')).toBe('color=a/b?c:d%26e%23f');
  });

  it('with a media type is its text', () => {
    const subject = parameter('query', 'form', true, { mediaType: 'application/json' });
    const wire = serializeParameter(subject, { a: [1, 'x'] });

    expect(wire).toBe('color=%7B%22a%22%3A%5B1%2C%22x%22%5D%7D');
    expect(readParameter(subject, wire, rootOf(true))).toEqual({ a: [1, 'x'] });
  });

  it('that is not sent is read as nothing', () => {
    expect(readParameter(parameter('query', 'form', true), '', rootOf({ type: 'integer' }))).toBeUndefined();
    expect(serializeParameter(parameter('query', 'form', true), [])).toBe('');
  });

  it('is read by the types of its schema: "5" in a query is the integer 5', () => {
    const subject = parameter('query', 'form', true);
    const read = (schema: JsonSchema, text: string) =>
      readParameter(subject, `color=${text}`, rootOf(schema));

    expect(read({ type: 'integer' }, '5')).toBe(5);
    expect(read({ type: 'string' }, '5')).toBe('5');
    expect(read({ type: 'integer' }, 'sample')).toBe('sample');
    expect(read({ anyOf: [{ type: 'null' }, { type: 'boolean' }] }, 'null')).toBe(null);
    expect(read({ $ref: '#/defs/Limit' }, '5')).toBe('5');
    expect(readParameter(subject, 'color=5', { schema: { $ref: '#/d' }, d: { type: 'integer' } })).toBe(5);
  });
});
