import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BenchCase } from '../../bench/corpora/bench-case.ts';
import { ajvJudge } from '../../bench/judges/ajv.ts';
import { hyperjumpJudge } from '../../bench/judges/hyperjump.ts';
import { isJudge, type Judge } from '../../bench/judges/judge.ts';
import { disproof } from '../../bench/measure/proof.ts';
import {
  boundaries,
  breakOne,
  example,
  faults,
  UnsupportedSchemaError,
  valid,
} from '../../generators/index.ts';
import type { Json, JsonSchema } from '../../model/json.ts';
import { randomSchemas } from './random-schemas.ts';

/** What ajv is known to judge wrongly. */
const UNSEEN_BY_AJV = /unevaluated|__proto__|multipleOf/;

const schemas = fc.sample(randomSchemas(), { numRuns: 160, seed: 2 }).map(sent);

it('values of schemas that nobody wrote are valid for another validator', async () => {
  const wrong: string[] = [];
  for (const schema of schemas) {
    const judge = await judgeOf(schema);
    const values = unlessRefused(() => [
      ...fc.sample(valid(schema), { numRuns: 20, seed: 3 }),
      example(schema),
      ...boundaries(schema).map(({ value }) => value),
    ]);
    const found = values?.find((value) => isWrong(judge, value));
    if (found !== undefined) wrong.push(`${JSON.stringify(schema)} ${JSON.stringify(found)}`);
  }

  expect(wrong).toEqual([]);
});

it('faults of schemas that nobody wrote are what two other validators find, and nothing else', async () => {
  const wrong: string[] = [];
  for (const schema of schemas) {
    const ajv = UNSEEN_BY_AJV.test(JSON.stringify(schema)) ? undefined : ajvJudge(caseOf(schema), []);
    const judges = [await judgeOf(schema), ...(ajv && isJudge(ajv) ? [ajv] : [])];
    for (const fault of unlessRefused(() => faults(schema)) ?? []) {
      const value = sent(breakOne(schema, fault)?.value ?? null);
      const why = judges.map((judge) => unlessEndless(() => disproof(judge, fault, value)));
      wrong.push(...why.flatMap((one) => (one ? [`${fault.id}: ${one} ${JSON.stringify(schema)}`] : [])));
    }
  }

  expect(wrong).toEqual([]);
});

it('most schemas that nobody wrote have values', () => {
  const made = schemas.filter((schema) => unlessRefused(() => example(schema)) !== undefined);

  expect(made.length).toBeGreaterThan(schemas.length * 0.7);
});

function caseOf(schema: JsonSchema): BenchCase {
  const about = { id: 'random', corpus: 'random', formats: true, satisfiable: undefined, tests: [] };
  return { ...about, draft: 'draft2020-12', schema };
}

async function judgeOf(schema: JsonSchema): Promise<Judge> {
  const judge = await hyperjumpJudge(caseOf(schema), []);
  if (isJudge(judge)) return judge;
  throw new Error(`${judge.cannot}: ${JSON.stringify(schema)}`);
}

function isWrong(judge: Judge, value: Json): boolean {
  return unlessEndless(() => !judge.isValid(sent(value))) ?? false;
}

/** What arrives: a copy without what JSON does not carry. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A schema that applies itself in place keeps the judges from ending. */
function unlessEndless<T>(judge: () => T): T | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
