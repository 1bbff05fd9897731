import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assay, reportOf } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

const SEED = ['--seed', '1', '--budget', '0'];

function pets(args: readonly string[], files: Readonly<Record<string, string | object>> = {}) {
  const folder = folderWith({ 'pets.json': PETS_31, ...files });
  return assay(['run', 'pets.json', ...SEED, ...args], { folder });
}

describe('assay run --min-coverage', () => {
  it('passes a run that judged enough', async () => {
    const { code, folder, stderr } = await pets(['--min-coverage', '90']);

    expect(code).toBe(0);
    expect(reportOf(folder).coverage).toMatchObject({ minimum: 90, percent: 100 });
    expect(stderr).toMatch(/coverage {6}100 %: \d+ of \d+ constraints judged in full/);
  });

  it('fails one that judged less, and says so in every report', async () => {
    const { code, folder, stderr } = await pets(['--min-coverage', '90', '--check', 'request-valid-refused']);

    const sentence = /Coverage is [\d.]+ %, below the 90 % that --min-coverage asks for\./;
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(sentence);
    expect(stderr).toMatch(/exit 1: coverage below the minimum\n$/);
    expect(reportOf(folder)).toMatchObject({ verdict: 'conformant', exitCode: 1 });
    expect(reportOf(folder).reason).toMatch(sentence);
    for (const file of ['report.html', 'junit.xml'])
      expect(readFileSync(join(folder, '.assay', file), 'utf8')).toMatch(sentence);
  });

  it('is taken from a config file', async () => {
    const { code, folder } = await pets(['--check', 'request-valid-refused'], {
      'assay.config.yaml': 'minCoverage: 75.5\n',
    });

    expect(code).toBe(1);
    expect(reportOf(folder).coverage.minimum).toBe(75.5);
  });

  it.each(['101', '-1', 'all', '', '0x10', '1e1'])('refuses %j', async (percent) => {
    const { code, stderr } = await pets([`--min-coverage=${percent}`]);

    expect(code).toBe(2);
    expect(stderr).toContain('Give a number of percent from 0 to 100.');
  });

  it('speaks of the chosen operations alone', async () => {
    const { folder } = await pets(['--operation', 'GET /pets']);

    expect(reportOf(folder).coverage.operations.map(({ operation }) => operation)).toEqual(['GET /pets']);
  });
});

describe('assay plan', () => {
  it('says how many cases of each kind an operation has', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });

    const { stdout } = await assay(['plan', 'pets.json', '--budget', '3'], { folder });
    const json = await assay(['plan', 'pets.json', '--budget', '3', '--json'], { folder });

    expect(stdout).toMatch(
      /POST \/pets {2}\(\d+ cases: \d+ plain requests?, \d+ boundaries, \d+ faults, .* 3 random bodies\)/,
    );
    const [{ sizes }] = JSON.parse(json.stdout) as [{ sizes: Record<string, Record<string, number>> }];
    expect(sizes['POST /pets']).toMatchObject({ fault: expect.any(Number), random: 3 });
  });
});
