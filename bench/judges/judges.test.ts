import { describe, expect, it } from 'vitest';
import type { Json, JsonSchema } from '../../model/json.ts';
import type { DraftName } from '../corpora/dialect.ts';
import { isJudge, type Judge } from './judge.ts';
import { agreements, chairOf, panelFor } from './panel.ts';

describe('the judges', () => {
  it.each<{ format: string; good: Json; bad: Json }>([
    { format: 'int32', good: 2147483647, bad: 2147483648 },
    { format: 'int64', good: -(2 ** 63), bad: 2 ** 63 },
    { format: 'byte', good: 'aGk=', bad: 'aGk' },
    { format: 'url', good: 'https://example.com/', bad: 'example.com' },
    { format: 'date', good: '2024-02-29', bad: '2023-02-29' },
    { format: 'uuid', good: '3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e', bad: '3f2b8c1e' },
  ])('both know the format $format in any draft', async ({ format, good, bad }) => {
    for (const draft of ['draft4', 'draft7', 'draft2020-12'] as const) {
      for (const judge of await judgesOf({ format }, draft)) {
        expect([draft, judge.isValid(good), judge.isValid(bad)]).toEqual([draft, true, false]);
        expect(judge.isValid(bad, false)).toBe(true);
      }
    }
  });

  it('both read draft 4, its ids and its exclusive bounds', async () => {
    const schema = {
      properties: { a: { $ref: 'item' }, b: { minimum: 1, exclusiveMinimum: true } },
      definitions: { item: { id: 'http://example.com/item', type: 'string' } },
      id: 'http://example.com/root',
    };

    for (const judge of await judgesOf(schema, 'draft4')) {
      expect([judge.isValid({ a: 'x', b: 2 }), judge.isValid({ a: 1 }), judge.isValid({ b: 1 })]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });

  it('both tell all that fails, and where', async () => {
    const schema = { properties: { a: { type: 'string', minLength: 2 }, b: { const: 1 } } };

    for (const judge of await judgesOf(schema, 'draft2020-12')) {
      const told = judge
        .violations({ a: 'x', b: 2 })
        .map(({ keyword, instance }) => `${keyword} ${instance}`);
      expect(told.sort()).toEqual(['const /b', 'minLength /a']);
    }
  });

  it('decide in turn: the first who can and is not wrong about the tests of the suite', async () => {
    const schema = { type: 'string' };
    const about = {
      id: '',
      corpus: '',
      draft: 'draft2020-12',
      schema,
      formats: true,
      satisfiable: true,
    } as const;
    const panel = await panelFor({ ...about, tests: [] }, []);
    const byTests = agreements(panel, { ...about, tests: [{ data: 'x', valid: true }] });
    const wrong = byTests.map((one) => (one.judge === 'hyperjump' ? { ...one, wrong: 1 } : one));

    expect(chairOf(panel, byTests)?.name).toBe('hyperjump');
    expect(chairOf(panel, wrong)?.name).toBe('ajv');
    expect(chairOf({ ...panel, hyperjump: { cannot: 'no' } }, byTests)?.name).toBe('ajv');
  });
});

async function judgesOf(schema: JsonSchema, draft: DraftName): Promise<Judge[]> {
  const about = { id: '', corpus: '', draft, schema, formats: true, satisfiable: true, tests: [] };
  const { hyperjump, ajv } = await panelFor(about, []);
  return [hyperjump, ajv].map((judge) => {
    if (!isJudge(judge)) throw new Error(judge.cannot);
    return judge;
  });
}
