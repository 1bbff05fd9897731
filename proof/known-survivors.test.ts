import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knownOf, readKnownSurvivors } from './known-survivors.ts';
import type { Mutant } from './mutant.ts';
import { proofOf } from './proof.ts';
import type { Verdict } from './trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-survivors-'));
const file = join(folder, 'survivors.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  writeFileSync(file, text);
  return readKnownSurvivors(file);
}

const ENTRY = '{mutants: "GET /a | response | *", reason: why, plan: later}';

describe('known survivors', () => {
  it('are none where there is no file', () => {
    expect(readKnownSurvivors(join(folder, 'none.yaml'))).toEqual([]);
  });

  it('are read with their places', () => {
    const [entry] = read(`survivors:\n  - ${ENTRY}\n`);

    expect(entry).toMatchObject({ reason: 'why', plan: 'later', position: { line: 2 } });
  });

  it('speak of the mutants that they name, with * for any text and nothing else special', () => {
    const known = read(`survivors: [${ENTRY}, {mutants: "a.b (c)", reason: r, plan: p}]`);

    expect(knownOf(known, 'GET /a | response | 200')?.reason).toBe('why');
    expect(knownOf(known, 'GET /ab | response | 200')).toBeUndefined();
    expect(knownOf(known, 'a.b (c)')?.reason).toBe('r');
    expect(knownOf(known, 'axb (c)')).toBeUndefined();
  });

  it.each(['{}', 'survivors: [{mutants: x, reason: r}]', 'survivors: [{mutants: x, reason: r, plan: ""}]'])(
    'are refused with the place where they say too little: %s',
    (text) => {
      expect(() => read(text)).toThrow(/survivors\.yaml:1:\d+/);
    },
  );
});

describe('a proof', () => {
  const mutants = ['GET /a | response | 1', 'GET /b'].map(
    (id): Mutant => ({
      id,
      family: 'response',
      check: 'c',
      target: { operation: id },
      what: 'w',
      depart: () => ({}),
    }),
  );
  const verdict = (id: string, outcome: Verdict['outcome']): [string, Verdict] => [
    id,
    { id, outcome, by: [], exchanges: 1, departed: 0, probes: 0 },
  ];
  const trials = { contract: 'c', version: '1', seed: 1, budget: 'quick', reading: 'strict', mutants: 2 };
  const proved = (outcome: Verdict['outcome'], isWhole = true) =>
    proofOf(
      trials,
      { seeds: 1, own: [], unmade: [], known: read(`survivors: [${ENTRY}]`), isWhole },
      mutants,
      new Map([verdict('GET /a | response | 1', outcome), verdict('GET /b', 'survived')]),
    );

  it('says what is known of those that survived', () => {
    const { tried, stale } = proved('survived');

    expect(tried.map(({ known }) => known)).toEqual([{ reason: 'why', plan: 'later' }, undefined]);
    expect(stale).toEqual([]);
  });

  it('names entries that are stale, where all mutants were tried', () => {
    expect(proved('killed').stale).toEqual(['GET /a | response | *']);
    expect(proved('killed', false).stale).toEqual([]);
  });
});
