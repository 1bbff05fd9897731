import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { assay, newFolder, reportOf } from './cli.ts';
import { type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

const ALL = 'html,json,junit,sarif,har,summary,ctrf,wfc,allure,github';
const NAMES = [
  ...['report.html', 'report.json', 'junit.xml', 'results.sarif', 'exchanges.har', 'summary.md'],
  ...['ctrf.json', 'wfc-report.json'],
];

const servers: PetServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function pets() {
  const server = await petServer({ hasNumbers: true });
  servers.push(server);
  const folder = folderWith({ 'pets.json': PETS_31 });
  const how = ['pets.json', '--target', server.url, '--mode', 'write', '--seed', '1', '--budget', 'quick'];
  const summary = join(newFolder(), 'step.md');
  const command = (...args: string[]) => assay(args, { folder, env: { GITHUB_STEP_SUMMARY: summary } });
  const textOf = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
  return { folder, summary, command, textOf, run: (...args: string[]) => command('run', ...how, ...args) };
}

describe('--format', () => {
  it('writes every format, readable by its owner alone, and names the files', async () => {
    const { folder, run } = await pets();

    const { code, stderr } = await run('--format', ALL);

    expect(code).toBe(1);
    for (const name of NAMES) {
      expect(statSync(join(folder, '.assay', name)).mode & 0o777, name).toBe(0o600);
      expect(stderr).toContain(`.assay/${name}\n`);
    }
    expect(readdirSync(join(folder, '.assay')).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('has all exchanges of the run in exchanges.har', async () => {
    const { folder, run, textOf } = await pets();

    await run('--format', 'har');

    const { log } = JSON.parse(textOf('.assay', 'exchanges.har')) as {
      log: { entries: { response: { status: number } }[] };
    };
    expect(log.entries.map(({ response }) => response.status)).toEqual(
      reportOf(folder).exchanges.map(({ status }) => status),
    );
    expect(existsSync(join(folder, '.assay', 'report.html'))).toBe(false);
  });

  it('tells GitHub on standard output, and adds to the summary of the step', async () => {
    const { run, summary, textOf } = await pets();
    writeFileSync(summary, 'before\n');

    const { stdout, code } = await run('--format', 'github,summary');

    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=pets\.json,line=\d+,col=\d+,title=MUST /);
    expect(stdout.split('\n').every((line) => line === '' || /^::(error|warning|notice) /.test(line))).toBe(
      true,
    );
    expect(readFileSync(summary, 'utf8')).toBe(`before\n${textOf('.assay', 'summary.md')}`);
  });

  it('keeps its verdict where the summary of the step cannot be written', async () => {
    const { run, summary, folder } = await pets();
    mkdirSync(summary);

    const { code, stderr } = await run('--format', 'github');

    expect(code).toBe(1);
    expect(stderr).toContain('warning  the summary of the step was not written: EISDIR.');
    expect(reportOf(folder).exitCode).toBe(1);
  });

  it('says nothing to GitHub unless it is asked for', async () => {
    const { run, summary } = await pets();

    const { stdout } = await run();

    expect(stdout).toBe('');
    expect(existsSync(summary)).toBe(false);
  });

  it('puts results for Allure in the place of its own earlier ones, and leaves those of others', async () => {
    const { folder, run } = await pets();
    const results = join(folder, '.assay', 'allure-results');
    await run('--format', 'allure');
    const first = readdirSync(results);
    writeFileSync(join(results, 'other-result.json'), '{}');

    await run('--format', 'allure');

    const second = readdirSync(results).filter((name) => name !== 'other-result.json');
    expect(existsSync(join(results, 'other-result.json'))).toBe(true);
    expect([second.length, second.filter((name) => first.includes(name))]).toEqual([first.length, []]);
  });

  it('makes the same files of what was recorded', async () => {
    const { run, command, textOf } = await pets();
    await run('--format', ALL);

    const again = await command('report', '.assay/events.ndjson', '--format', ALL, '--out', '.assay/again');

    expect(again.code).toBe(1);
    for (const name of NAMES)
      expect(textOf('.assay', 'again', name).replaceAll('.assay/again/', '.assay/'), name).toBe(
        textOf('.assay', name),
      );
  });

  it('names the formats that there are where one is unknown', async () => {
    const { code, stderr } = await assay(['run', 'illumio-pce', '--format', 'pdf']);

    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`Give one of ${ALL.replaceAll(',', ', ')}, agent.`);
  });
});
