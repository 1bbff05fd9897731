import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../model/json.ts';
import { schemaTable } from '../testing/schema-table.ts';
import { secondOpinion } from '../testing/second-opinion.ts';
import { boundaries } from './boundaries.ts';

describe.each(schemaTable)('boundaries of $name', ({ schema }) => {
  it('are valid and always the same', () => {
    const errors = secondOpinion(schema);
    const found = boundaries(schema);

    for (const { value } of found) expect(errors(value)).toEqual([]);
    expect(boundaries(schema)).toEqual(found);
  });
});

describe('boundaries', () => {
  it('are one for each end, member, type, listed value and branch', () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 2, maxLength: 4 },
        level: { type: ['integer', 'null'], exclusiveMinimum: 0, maximum: 9 },
        kind: { enum: ['a', 'b'] },
        on: { type: 'boolean' },
        target: { oneOf: [{ type: 'string', maxLength: 3 }, { type: 'integer' }] },
      },
    };

    const found = boundaries(schema).map(({ instance, keyword, what }) => `${instance} ${keyword} ${what}`);

    expect(found).toEqual(
      expect.arrayContaining([
        ' properties/level present',
        ' properties/target present',
        '/name minLength the minimum',
        '/name maxLength the maximum',
        '/level exclusiveMinimum next to the minimum',
        '/level maximum the maximum',
        '/level type null',
        '/kind enum "a"',
        '/kind enum "b"',
        '/on type true',
        '/on type false',
        '/target oneOf branch 0',
        '/target oneOf branch 1',
        '/target maxLength the maximum',
      ]),
    );
  });

  it('leave limits out that are too far away', () => {
    expect(boundaries({ type: 'string', maxLength: 1_000_000 })).toEqual([]);
  });
});
