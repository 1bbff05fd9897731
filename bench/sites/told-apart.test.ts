import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../model/json.ts';
import { hyperjumpJudge } from '../judges/hyperjump.ts';
import { isJudge } from '../judges/judge.ts';
import { idleByTrial } from './told-apart.ts';

const judgeOf = async (schema: JsonSchema) => {
  const benchCase = { id: '', corpus: '', schema, tests: [], satisfiable: true, formats: false } as const;
  const judge = await hyperjumpJudge({ ...benchCase, draft: 'draft2020-12' }, []);
  return isJudge(judge) ? judge.isValid : undefined;
};

describe('a site', () => {
  it.each<[string, JsonSchema, string, string, boolean]>([
    ['a limit', { minimum: 3 }, '', 'minimum', false],
    ['a member', { properties: { a: { type: 'string' } } }, '/properties/a', 'type', false],
    ['a length beside a constant', { const: 'ab', minLength: 1 }, '', 'minLength', true],
    ['a branch beside one that takes all', { anyOf: [{ type: 'string' }, {}] }, '/anyOf/0', 'type', true],
    ['a member that must not be', { properties: { a: false } }, '/properties/a', 'false schema', false],
  ])('is idle where no value tells it: %s', async (_, schema, place, keyword, isIdle) => {
    const [site] = await idleByTrial([{ schema: place, keyword }], { schema, tests: [] }, judgeOf);

    expect(site?.idle !== undefined).toBe(isIdle);
  });
});
