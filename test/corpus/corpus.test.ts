import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../contract/compile.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { READINGS, type Reading } from '../../runner/reading.ts';

const OWN = fileURLToPath(new URL('documents', import.meta.url));
const CORPUS = process.env['ASSAY_CORPUS'];
const MAX_BYTES = 1_000_000;
const PATIENCE_MS = 20_000;
// Large ones of the corpus may take their time.
const CORPUS_PATIENCE_MS = 60_000;

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size <= MAX_BYTES)
    .sort();
}

/** Compiles, plans and runs a document against the mock; gives what a person would want to see of a failure. */
async function failuresOf(file: string): Promise<string[]> {
  const contract = compile({ file });
  const run = await conduct(contract, { ...defaultOptions(), mode: 'full', env: new Map() });
  const must = run.findings.filter(({ level }) => level === 'must');
  // Where no operation documents a success there is nothing that a run could rest on.
  const isHopeless = !contract.operations.some(({ responses }) =>
    responses.some(({ status }) => status.startsWith('2') || status === 'default'),
  );
  const expected = isHopeless ? 3 : 0;
  return [
    ...(run.exitCode === expected ? [] : [`exit ${run.exitCode}: ${run.reason}`]),
    ...must.map(({ check, operation, message }) => `${check} | ${operation} | ${message}`),
  ];
}

describe('documents of our own run against the mock', () => {
  it.each(
    documentsIn(OWN)
      .filter((file) => !/webhooks/.test(file))
      .map((file) => [basename(file), file]),
  )(
    '%s',
    async (_, file) => {
      expect(await failuresOf(file)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('but for one of webhooks only, which is no contract', () => {
    expect(() => compile({ file: join(OWN, 'webhooks-3.1.yaml') })).toThrow(/no `paths`/);
  });
});

/** Runs a document against its twin in a reading; one of which nothing may be sent there is not tested. */
async function failuresOnTwin(file: string, reading: Reading): Promise<string[]> {
  const options = { ...defaultOptions(), target: 'twin', reading, mode: 'full', env: new Map() } as const;
  const { findings, warnings, exitCode, reason } = await conduct(compile({ file }), options);
  return [
    ...(exitCode === 0 || reason.startsWith('no case could be planned')
      ? []
      : [`exit ${exitCode}: ${reason}`]),
    ...findings
      .filter(({ level }) => level === 'must')
      .map(({ check, operation, message }) => `${check} | ${operation} | ${message}`),
    ...warnings.map(({ message }) => message),
  ];
}

describe('documents of our own run against their twins', () => {
  const trials = documentsIn(OWN)
    .filter((file) => !/webhooks/.test(file))
    .flatMap((file) => READINGS.map((reading) => ({ name: basename(file), file, reading })));

  it.each(trials)(
    '$name, $reading',
    async ({ file, reading }) => {
      expect(await failuresOnTwin(file, reading)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(CORPUS === undefined)('documents of the corpus (ASSAY_CORPUS) run against the mock', () => {
  const files = CORPUS === undefined ? [] : documentsIn(CORPUS);

  it.each(files.map((file) => [relative(CORPUS ?? '', file), file]))(
    '%s',
    async (name, file) => {
      if (/webhooks\.(ya?ml|json)$/.test(name)) expect(() => compile({ file })).toThrow();
      else expect(await failuresOf(file)).toEqual([]);
    },
    CORPUS_PATIENCE_MS,
  );
});
