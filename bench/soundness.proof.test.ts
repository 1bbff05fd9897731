import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultResult } from './measure/fault-result.ts';
import type { ValidResult } from './measure/outcome.ts';
import type { Bound } from './tables/bounds.ts';

/** Compiled, since the threads of the bench run what is compiled. */
const COMPILED = '.bench/test';

const GROUP = {
  description: 'a name',
  schema: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', minLength: 2 } },
    additionalProperties: false,
  },
  tests: [
    { description: 'long enough', data: { name: 'xyz' }, valid: true },
    { description: 'missing', data: {}, valid: false },
  ],
};

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly valid: Readonly<Record<string, ValidResult>>;
  readonly faults: FaultResult | undefined;
  readonly missed: readonly string[];
}

let data: string;

beforeAll(() => {
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.bench.json', '--outDir', COMPILED]);
  data = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const suite = join(data, 'json-schema-test-suite');
  mkdirSync(join(suite, 'remotes'), { recursive: true });
  mkdirSync(join(suite, 'tests/draft2020-12/optional/format'), { recursive: true });
  writeFileSync(join(suite, 'tests/draft2020-12/name.json'), JSON.stringify([GROUP]));
});

afterAll(() => {
  rmSync(data, { recursive: true });
  rmSync(COMPILED, { recursive: true });
});

describe('the soundness bench', () => {
  it('passes a generator of valid values', () => {
    const { status, valid } = bench('honest', 'valid');

    expect(valid['honest']).toMatchObject({ outcome: 'sound', wrong: 0, judge: 'hyperjump' });
    expect(status).toBe(0);
  });

  it('fails a generator of wrong values, and shows one', () => {
    const { status, valid, out } = bench('wrong', 'valid');

    expect(valid['wrong']).toMatchObject({ outcome: 'unsound', values: 2, wrong: 1 });
    expect(out).toContain('1 of 2 values are wrong, such as `1` (type at the root)');
    expect(status).toBe(1);
  });

  it('counts a value that JSON cannot carry as wrong', () => {
    expect(bench('no JSON', 'valid').valid['no JSON']?.outcome).toBe('unsound');
  });

  it('tells a refusal, with its place and reason, from a crash', () => {
    const { status, valid, missed } = bench('refusing,crashing', 'valid');

    expect(valid['refusing']).toMatchObject({
      outcome: 'refused',
      place: '/properties/name',
      reason: 'it does not want to',
    });
    expect(valid['crashing']).toMatchObject({ outcome: 'crashed', reason: 'TypeError: a bug' });
    expect(missed).toEqual(['share of the satisfiable schemas of draft2020-12 that are refused, at most']);
    expect(status).toBe(1);
  });

  it('stops what does not end or needs all memory, and goes on with the rest', () => {
    const { status, valid } = bench('hanging,greedy,honest', 'valid', '--limit', '5000');

    expect(valid['hanging']?.outcome).toBe('hang');
    expect(valid['greedy']?.outcome).toBe('hang');
    expect(valid['honest']?.outcome).toBe('sound');
    expect(status).toBe(1);
  });

  it('proves a fault and its shrinks, and names the sites that have a fault, a reason or neither', () => {
    const { faults } = bench('honest');

    expect(faults?.faults).toEqual([
      { keyword: 'required', values: 1, proved: 1, shrinks: 1, shrinksProved: 1 },
    ]);
    expect(faults?.sites).toEqual(
      expect.arrayContaining([
        { schema: '', keyword: 'required', has: 'fault' },
        { schema: '/properties/name', keyword: 'minLength', has: 'reason', reason: 'it was told so' },
        { schema: '', keyword: 'additionalProperties', has: 'nothing' },
        { schema: '/properties/name', keyword: 'type', has: 'nothing' },
      ]),
    );
  });

  it('fails a fault that comes with another one', () => {
    const { status, faults, missed } = bench('doubled');

    expect(faults?.faults[0]).toMatchObject({ values: 1, proved: 0, shrinks: 1, shrinksProved: 0 });
    expect(faults?.faults[0]?.first?.why).toContain('additionalProperties (more) at the root fails, too');
    expect(missed).toContain('values whose fault is not proved, at most');
    expect(status).toBe(1);
  });

  it('fails a fault that is none', () => {
    expect(bench('harmless').faults?.faults[0]?.first?.why).toBe('hyperjump: the value is valid');
  });

  it('says where to get the data', () => {
    const run = spawnSync(process.execPath, [`${COMPILED}/bench/soundness.js`, '--data', join(data, 'no')], {
      encoding: 'utf8',
    });

    expect(run.status).toBe(2);
    expect(run.stderr).toContain('https://github.com/json-schema-org/JSON-Schema-Test-Suite');
  });
});

function bench(subjects: string, kind = 'valid,invalid', ...more: readonly string[]): Run {
  const json = join(data, 'result.json');
  const modules = `${COMPILED}/bench/testing/faulty-subjects.js`;
  const selection = ['--data', data, '--corpus', 'suite', '--draft', 'draft2020-12', '--kind', kind];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      `${COMPILED}/bench/soundness.js`,
      ...selection,
      ...['--subject-modules', modules, '--subjects', subjects, '--json', json],
      ...more,
    ],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  const { bounds, schemas } = JSON.parse(readFileSync(json, 'utf8')) as {
    bounds: readonly Bound[];
    schemas: readonly { valid: Record<string, ValidResult>; invalid: Record<string, FaultResult> }[];
  };
  return {
    status,
    out: stdout,
    valid: schemas[0]?.valid ?? {},
    faults: Object.values(schemas[0]?.invalid ?? {})[0],
    missed: bounds.filter(({ isReached }) => !isReached).map(({ what }) => what),
  };
}
