import { describe, expect, it } from 'vitest';
import { codesOf, soundWith } from '../testing/lint-document.ts';
import { answers, bodyExample, get, type Pair, schema } from '../testing/patches.ts';

const PAIRS: readonly Pair[] = [
  { code: 'pattern', faulty: schema({ pattern: '(' }), sound: schema({ pattern: '^a$' }) },
  {
    code: 'pattern',
    faulty: schema({ patternProperties: { '[': {} } }),
    sound: schema({ patternProperties: { '^x-': {} } }),
  },
  {
    code: 'pattern-unicode',
    faulty: schema({ pattern: '^[\\pL -]$' }),
    sound: schema({ pattern: '^[\\p{L} -]$' }),
  },
  {
    code: 'bounds-contradict',
    faulty: schema({ minimum: 2, maximum: 1 }),
    sound: schema({ minimum: 1, maximum: 1 }),
  },
  {
    code: 'bounds-contradict',
    faulty: schema({ minimum: 1, exclusiveMaximum: 1 }),
    sound: schema({ minimum: 1, exclusiveMaximum: 2 }),
  },
  {
    code: 'bounds-contradict',
    faulty: schema({ minLength: 2, maxLength: 1 }),
    sound: schema({ minLength: 1, maxLength: 2 }),
  },
  { code: 'count-invalid', faulty: schema({ minItems: -1 }), sound: schema({ minItems: 0 }) },
  { code: 'multiple-of-invalid', faulty: schema({ multipleOf: 0 }), sound: schema({ multipleOf: 0.1 }) },
  { code: 'enum-empty', faulty: schema({ enum: [] }), sound: schema({ enum: [1] }) },
  { code: 'type-empty', faulty: schema({ type: [] }), sound: schema({ type: ['string'] }) },
  {
    code: 'enum-outside-type',
    faulty: schema({ type: 'string', enum: ['a', 1] }),
    sound: schema({ type: ['string', 'number'], enum: ['a', 1] }),
  },
  {
    code: 'required-not-allowed',
    faulty: schema({ additionalProperties: false, required: ['a'] }),
    sound: schema({ additionalProperties: false, required: ['a'], properties: { a: {} } }),
  },
  { code: 'schema', faulty: schema({ type: 'text' }), sound: schema({ type: 'string' }) },
  { code: 'example-invalid', faulty: bodyExample({ size: 1 }), sound: bodyExample({ name: 'a' }) },
  {
    code: 'example-invalid',
    faulty: answers('200', { content: { 'application/json': { schema: { type: 'string' }, example: 1 } } }),
    sound: answers('200', { content: { 'application/json': { schema: { type: 'string' }, example: 'a' } } }),
  },
  {
    code: 'example-invalid',
    faulty: get({ parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' }, example: 'a' }] }),
    sound: get({ parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' }, example: 1 }] }),
  },
  {
    code: 'reference',
    faulty: schema({ $ref: '#/components/schemas/B' }),
    sound: schema({ default: { $ref: '#/x' } }),
  },
  {
    code: 'reference',
    faulty: schema({ $ref: '#/components/schemas/A' }),
    sound: schema({ items: { $ref: '#/components/schemas/A' } }),
  },
  { code: 'not-openapi', faulty: { openapi: '4.0.0' }, sound: { openapi: '3.0.3' } },
];

describe('rules on references, schemas and examples', () => {
  it.each(PAIRS)('say $code, and only where it is so', ({ code, faulty, sound }) => {
    expect(codesOf(soundWith(faulty))).toContain(code);
    expect(codesOf(soundWith(sound))).not.toContain(code);
  });
});
