import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assay, reportOf, reportsOf } from './cli.ts';
import { folderWith, PETS_20, PETS_30, PETS_31 } from './pets.ts';

const ANSI = new RegExp(String.fromCharCode(27));
const QUICK = ['--budget', 'quick', '--seed', '1'];

describe('assay run against the mock', () => {
  it('runs all shipped contracts, says so on stderr alone, and writes reports for their owner alone', async () => {
    const { code, stdout, stderr, folder } = await assay(['run', ...QUICK]);

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/ 50%/);
    expect(stderr).toMatch(/exit 0: conformant\n$/);
    expect(stderr).not.toMatch(ANSI);
    const files = readdirSync(join(folder, '.assay'));
    expect(files.sort()).toEqual(['events.ndjson', 'junit.xml', 'report.html', 'report.json']);
    for (const file of files) expect(statSync(join(folder, '.assay', file)).mode & 0o777).toBe(0o600);
    const { runs } = reportsOf(folder);
    expect(runs.map(({ contract, verdict }) => `${contract.name} ${verdict}`)).toEqual([
      'illumio-pce conformant',
      'nsx-sensor conformant',
      'senhasegura-pam conformant',
      'vmware-srm conformant',
    ]);
  });

  it.each([
    { version: '3.1', file: 'pets.json', document: PETS_31 },
    { version: '3.0', file: 'pets.json', document: PETS_30 },
    { version: '2.0', file: 'pets.json', document: PETS_20 },
  ])('runs any OpenAPI $version document by its path', async ({ file, document }) => {
    const folder = folderWith({ [file]: document });

    const { code } = await assay(['run', `./${file}`, '--operation', 'GET /pets', ...QUICK], { folder });

    expect(code).toBe(0);
    expect(reportOf(folder)).toMatchObject({
      verdict: 'conformant',
      contract: { title: 'Pets' },
      summary: { operations: { tested: 1, total: 2 } },
    });
  });

  it('runs one contract by name, in the version of its product', async () => {
    const { code, folder } = await assay(['run', 'senhasegura-pam', '--product-version', '4', ...QUICK]);

    expect(code).toBe(0);
    expect(reportOf(folder).contract).toMatchObject({ name: 'senhasegura-pam', productVersion: '4' });
  });

  it('gives the same report for the same seed, but for times and ports', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });
    const run = (out: string) =>
      assay(['run', 'pets.json', '--seed', '7', '--budget', '1', '--format', 'json', '--out', out], {
        folder,
      });

    await Promise.all([run('first'), run('second')]);

    const [first, second] = ['first', 'second'].map((out) => {
      const { exchanges, ...report } = reportOf(folder, out);
      // Which of several that are on their way goes first is a matter of time.
      const sent = exchanges.map(({ whole: _, ...each }) => JSON.stringify(each));
      return [JSON.stringify({ ...report, startedAt: '' }), ...sent]
        .map((text) =>
          text
            .replaceAll(/127\.0\.0\.1:\d+/g, 'host')
            .replaceAll(/"(?:durationMs|at|number|exchange)":\d+/g, '')
            .replaceAll(/assay-[0-9a-f]{8}/g, ''),
        )
        .sort();
    });
    expect(first).toEqual(second);
    expect(readdirSync(join(folder, 'first')).sort()).toEqual(['events.ndjson', 'report.json']);
  });

  it('tests what is chosen, and says of a run that chooses nothing that it tested nothing', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });
    const run = (out: string, ...args: string[]) =>
      assay(['run', 'pets.json', ...QUICK, '--out', out, ...args], { folder });

    const [only, none] = await Promise.all([
      run('only', '--operation', 'listPets', '--check', 'response-server-error'),
      run('none', '--exclude-operation', '*'),
    ]);

    expect([only.code, none.code]).toEqual([0, 3]);
    const { operations, summary } = reportOf(folder, 'only');
    expect(summary.operations.tested).toBe(1);
    expect(operations.flatMap(({ checks }) => checks.map(({ check }) => check))).toContain(
      'response-server-error',
    );
    expect(reportOf(folder, 'none')).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
  });

  it('takes options from a config file, and flags before it', async () => {
    const folder = folderWith({
      'pets.json': PETS_31,
      'assay.config.yaml': 'contracts: [pets.json]\nseed: 5\nbudget: quick\nformat: [junit]\nout: reports\n',
    });

    const { code } = await assay(['run', '--seed', '6'], { folder });

    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'reports')).sort()).toEqual([
      'events.ndjson',
      'junit.xml',
      'report.json',
    ]);
    expect(reportOf(folder, 'reports')).toMatchObject({
      seed: 6,
      budget: 'quick',
      contract: { title: 'Pets' },
    });
  });

  it('stops when its time is over, and says what it did not do', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });

    const { code, stderr } = await assay(
      ['run', 'pets.json', '--rate', '1', '--max-time', '0.05', '--budget', '5000'],
      { folder },
    );

    expect([0, 3]).toContain(code);
    expect(stderr).toContain('--max-time was reached');
  });

  it('has colours on request and never against one', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });
    const run = (env: Record<string, string>, out: string) =>
      assay(['run', 'pets.json', '--operation', 'GET /pets', ...QUICK, '--out', out], { folder, env });

    const [forced, refused] = await Promise.all([
      run({ FORCE_COLOR: '1' }, 'a'),
      run({ FORCE_COLOR: '1', NO_COLOR: '1' }, 'b'),
    ]);

    expect(forced.stderr).toMatch(ANSI);
    expect(refused.stderr).not.toMatch(ANSI);
  });
});
