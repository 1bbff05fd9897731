import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Proof } from '../../proof/proof.ts';
import { assay } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

const QUICK = ['--budget', 'quick'];

function prove(args: readonly string[], folder = folderWith({ 'pets.json': PETS_31 })) {
  return assay(['prove', 'pets.json', ...QUICK, ...args], { folder });
}

function proofIn(folder: string): Proof {
  return JSON.parse(readFileSync(join(folder, '.assay', 'proof-pets.json'), 'utf8')) as Proof;
}

describe('assay prove', () => {
  it('tries a sample of the mutants on all cores, and shows and writes what became of each', async () => {
    const { code, stdout, folder } = await prove(['--sample', '12', '--jobs', '2', '--min-kill', '50']);

    const proof = proofIn(folder);
    expect(code).toBe(0);
    expect(proof.tried).toHaveLength(12);
    expect(proof.mutants).toBeGreaterThan(12);
    expect(proof.findingsOfTheTwin).toEqual([]);
    expect(proof.tried.every(({ error }) => error === undefined)).toBe(true);
    expect(stdout).toMatch(/12 tried: \d+ killed, \d+ survived, \d+ equivalent; [\d.]+ %/);
    expect(stdout).toContain('the twin itself, with 1 seed: no finding');
    expect(readFileSync(join(folder, '.assay', 'proof.md'), 'utf8')).toContain('| response-missing |');
  });

  it('comes to the same each time, in one process or in two', async () => {
    const [one, two] = await Promise.all([
      prove(['--sample', '8', '--jobs', '1', '--min-kill', '0']),
      prove(['--sample', '8', '--jobs', '2', '--min-kill', '0']),
    ]);

    expect(proofIn(two.folder)).toEqual(proofIn(one.folder));
  });

  it('goes on where an earlier one stopped, if it is told to', async () => {
    const first = await prove(['--sample', '4', '--jobs', '1', '--min-kill', '0']);
    const again = await prove(['--sample', '6', '--jobs', '1', '--min-kill', '0', '--resume'], first.folder);

    expect(first.stderr.match(/ of 4 mutants/g)).toHaveLength(4);
    expect(again.stderr.match(/ of 6 mutants/g)).toHaveLength(2);
    expect(proofIn(again.folder).tried).toHaveLength(6);
  });

  it('is exit 2 where no mutant is meant', async () => {
    const { code, stderr } = await prove(['--only', 'takes what', '--jobs', '1', '--min-kill', '100']);

    expect(code).toBe(2);
    expect(stderr).toContain('there is no mutant with takes what in its name');
  });

  it.each([
    [['--min-kill', '101'], 'Give a number of percent from 0 to 100.'],
    [['--sample', '0'], 'Give a whole number of at least 1.'],
    [['--jobs', 'all'], 'Give a whole number of at least 1.'],
    [['--readings', 'kind'], 'Allowed choices are strict, lenient'],
  ])('refuses %j', async (args, words) => {
    const { code, stderr } = await prove(args);

    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});
