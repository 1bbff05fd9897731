import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../model/contract.ts';
import { equalJson, type Json, type JsonSchema } from '../../model/json.ts';
import { valid } from '../valid/valid.ts';
import { lackOfForm } from './lack-of-form.ts';
import { readParameter } from './read-parameter.ts';
import { serializeParameter } from './serialize-parameter.ts';

type Where = Parameter['in'];
type Style = Parameter['style'];

const ANY: JsonSchema = { type: 'string' };
const SCALAR: JsonSchema = { type: ['string', 'integer', 'boolean'] };
const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  string: ANY,
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  texts: { type: 'array', items: ANY },
  numbers: { type: 'array', items: { type: 'number' } },
  'object of members': {
    type: 'object',
    properties: { R: { type: 'integer' }, 'a b[c]': ANY, on: { type: 'boolean' } },
    additionalProperties: false,
  },
  'object of anything': { type: 'object', additionalProperties: ANY },
  'list of lists': { type: 'array', items: { type: 'array', items: ANY, minItems: 1 }, minItems: 1 },
  'object of objects': {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'object' } },
    additionalProperties: false,
  },
  'number or nothing': { type: ['integer', 'null'] },
};

// The table "Style Values" of OpenAPI 3.1.1: where a style may stand, and for which types.
const STYLES: readonly [Style, readonly Where[], string][] = [
  ['matrix', ['path'], 'primitive list object'],
  ['label', ['path'], 'primitive list object'],
  ['simple', ['path', 'header'], 'primitive list object'],
  ['form', ['query', 'cookie'], 'primitive list object'],
  ['spaceDelimited', ['query'], 'list object'],
  ['pipeDelimited', ['query'], 'list object'],
  ['deepObject', ['query'], 'object'],
];
const PLACES = STYLES.flatMap(([style, places, kinds]) =>
  places.flatMap((where) => [false, true].map((explode) => ({ style, where, explode, kinds }))),
);
const CONTENT: Where[] = ['path', 'query', 'header', 'cookie'];

function parameter(where: Where, style: Style, explode: boolean, more: Partial<Parameter> = {}): Parameter {
  return {
    ...{ name: 'a[b] c', in: where, required: true, deprecated: false, style, explode, allowReserved: false },
    ...{ pointer: '', schema: '/schema', examples: [], ...more },
  };
}

const kindOf = (value: Json): string =>
  Array.isArray(value) ? 'list' : typeof value === 'object' && value !== null ? 'object' : 'primitive';

/** What of a parameter's values does not come back, and how many had a form. */
function tried(subject: Parameter, schema: JsonSchema, numRuns = 60): { wrong: string[]; formed: number } {
  const wrong: string[] = [];
  let formed = 0;
  for (const value of fc.sample(valid(schema), { numRuns, seed: 5 })) {
    if (lackOfForm(subject, value) !== undefined) continue;
    formed += 1;
    const wire = serializeParameter(subject, value);
    const read = readParameter(subject, wire, { schema });
    const isNothing = wire === '' && (subject.in === 'query' || subject.in === 'cookie');
    const isSame = isNothing ? read === undefined && isEmpty(value) : equalJson(read, value);
    if (!isSame) wrong.push(`${JSON.stringify(value)} as ${wire} is read as ${JSON.stringify(read)}`);
  }
  return { wrong, formed };
}

const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

describe('any valid value', () => {
  it.each(PLACES)('in the $where of style $style, explode $explode, is read as it was written', (place) => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const { wrong } = tried(parameter(place.where, place.style, place.explode), schema);
      expect(wrong, name).toEqual([]);
    }
  });

  it.each(CONTENT)('as JSON in the %s is read as it was written', (where) => {
    const subject = parameter(where, 'simple', false, { mediaType: 'application/vnd.a+json; v=1' });

    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const { wrong, formed } = tried(subject, schema);
      expect(wrong, name).toEqual([]);
      expect(formed, name).toBe(60);
    }
  });

  it('that keeps its reserved characters is read as it was written', () => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      for (const style of ['form', 'deepObject'] as const) {
        const { wrong } = tried(
          parameter('query', style, true, { allowReserved: true, name: 'a=b' }),
          schema,
        );
        expect(wrong, name).toEqual([]);
      }
    }
  });

  it.each(PLACES)(
    'of style $style, explode $explode, in the $where has a form where the tables have one',
    (place) => {
      const subject = parameter(place.where, place.style, place.explode);
      const isNowhere = place.explode && /Delimited$/.test(place.style);

      for (const value of ['blue', 5, true, ['blue', 'black'], { R: 100, G: 200 }]) {
        const isFormed = !isNowhere && place.kinds.includes(kindOf(value));
        expect(lackOfForm(subject, value) === undefined, JSON.stringify(value)).toBe(isFormed);
      }
    },
  );

  it.each(['query', 'path'] as const)(
    'that is a text or list of texts always has a form in a %s',
    (where) => {
      const style = where === 'query' ? 'form' : 'simple';

      expect(tried(parameter(where, style, true), { ...ANY, minLength: 1 }, 300).formed).toBe(300);
      expect(tried(parameter('query', 'form', true), { type: 'array', items: SCALAR }, 300).formed).toBe(300);
    },
  );

  it('in a query is what another reader finds', () => {
    const subject = parameter('query', 'form', true);

    for (const value of fc.sample(valid({ type: 'array', items: ANY, minItems: 1 }), {
      numRuns: 200,
      seed: 6,
    })) {
      expect(new URLSearchParams(serializeParameter(subject, value)).getAll('a[b] c')).toEqual(value);
    }
    for (const value of fc.sample(valid({ type: 'object', additionalProperties: ANY }), {
      numRuns: 200,
      seed: 7,
    })) {
      const read = [...new URLSearchParams(serializeParameter(subject, value))];
      expect(Object.fromEntries(read)).toEqual(value);
    }
  });
});

describe('a value without a form', () => {
  it.each<[string, Parameter, Json]>([
    ['null has no form there', parameter('query', 'form', true), null],
    ['null has no form within a list', parameter('query', 'form', true), ['a', null]],
    ['an object within a list has no form in a style', parameter('query', 'form', true), [{}]],
    ['a list within an object has no form in a style', parameter('query', 'deepObject', true), { a: ['x'] }],
    ['the style deepObject has no form for a list', parameter('query', 'deepObject', true), ['x']],
    ['the style deepObject has no form for a single value', parameter('query', 'deepObject', true), 'x'],
    [
      'the style pipeDelimited has no form for a single value',
      parameter('query', 'pipeDelimited', false),
      'x',
    ],
    ['the style spaceDelimited, exploded, has no form', parameter('query', 'spaceDelimited', true), ['x']],
    [
      '" " within a part would be read as the end of it',
      parameter('query', 'spaceDelimited', false),
      ['a b'],
    ],
    [
      '"|" within a part would be read as the end of it',
      parameter('query', 'pipeDelimited', false),
      { 'a|b': 1 },
    ],
    ['"," within a part would be read as the end of it', parameter('header', 'simple', false), ['a,b']],
    ['"=" within a name would be read as the end of it', parameter('header', 'simple', true), { 'a=b': 1 }],
    ['blanks around a part are no part of it', parameter('header', 'simple', true), ['a', ' b']],
    ['a list of one empty text would be read as an empty list', parameter('path', 'simple', false), ['']],
    ['no header can carry it', parameter('header', 'simple', false), 'é'],
    ['no header can carry it', parameter('header', 'simple', false), ' a'],
    ['no header can carry it', parameter('header', 'simple', false), 'a\nb'],
    ['it leaves nothing on the wire', parameter('header', 'simple', false), ''],
    ['half of a surrogate pair has no UTF-8', parameter('query', 'form', true), { a: 'x\ud800' }],
    [
      'a list has no form in text/plain',
      parameter('query', 'form', true, { mediaType: 'text/plain' }),
      ['x'],
    ],
    ['null has no form in text/plain', parameter('query', 'form', true, { mediaType: 'text/plain' }), null],
  ])('is told: %s', (why, subject, value) => {
    expect(lackOfForm(subject, value)).toBe(why);
  });
});
