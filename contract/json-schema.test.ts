import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { schemaProblems } from './json-schema.ts';

const schema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    mode: { enum: ['read-only', 'full'] },
    fixed: { const: 1 },
    poll: {
      anyOf: [
        { const: 'location' },
        {
          type: 'object',
          additionalProperties: false,
          required: ['operation'],
          properties: { operation: { type: 'string' } },
        },
      ],
    },
  },
};

describe('schemaProblems', () => {
  it('says nothing of a valid value', () => {
    expect(schemaProblems(schema, { name: 'a', mode: 'full', poll: 'location', fixed: 1 })).toEqual([]);
  });

  it.each<{ value: Json; pointer: string; message: string }>([
    { value: {}, pointer: '', message: 'needs the member "name"' },
    { value: { name: 1 }, pointer: '/name', message: 'must be string' },
    { value: { name: 'a', mod: 'full' }, pointer: '/mod', message: 'is not known here; did you mean mode?' },
    { value: { name: 'a', mode: 'write' }, pointer: '/mode', message: 'must be one of "read-only", "full"' },
    { value: { name: 'a', fixed: 2 }, pointer: '/fixed', message: 'must be 1' },
    { value: { name: 'a', poll: 5 }, pointer: '/poll', message: 'must be "location" or of type object' },
    {
      value: { name: 'a', poll: { operaton: 'x', operation: 'y' } },
      pointer: '/poll/operaton',
      message: 'is not known here; did you mean operation?',
    },
  ])('tells that $pointer $message', ({ value, pointer, message }) => {
    expect(schemaProblems(schema, value)).toEqual([{ pointer, message }]);
  });
});
