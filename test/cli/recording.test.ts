import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { assay, reportOf, reportsOf, start } from './cli.ts';
import { type PetFaults, type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

const servers: PetServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function pets(faults: PetFaults) {
  const server = await petServer(faults);
  servers.push(server);
  const folder = folderWith({ 'pets.json': PETS_31 });
  const how = ['pets.json', '--target', server.url, '--mode', 'write', '--seed', '1', '--budget', 'quick'];
  const command = (...args: string[]) => assay(args, { folder });
  return { folder, server, how, command, run: (...args: string[]) => command('run', ...how, ...args) };
}

const textOf = (folder: string, ...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

/** A report from which is taken what says when and where it was written. */
function verdictsOf(folder: string, out: string) {
  const { verdict, exitCode, findings, operations, coverage, summary } = reportOf(folder, out);
  const told = findings.map(({ fingerprint, level, count, message }) => [fingerprint, level, count, message]);
  const cells = operations.map(({ operation, checks }) => [
    operation,
    checks.map(({ check, verdict: said }) => `${check} ${said}`).sort(),
  ]);
  return { verdict, exitCode, told, cells, percent: coverage.percent, cases: summary.cases };
}

describe('reports that are made of events.ndjson', () => {
  it('are those of the run, and end with its exit code', async () => {
    const { folder, run, command } = await pets({ hasNumbers: true });

    const first = await run();
    const again = await command('report', '.assay/events.ndjson', '--out', '.assay/again');

    expect([first.code, again.code]).toEqual([1, 1]);
    expect(reportOf(folder).findings.length).toBeGreaterThan(0);
    for (const name of ['report.html', 'report.json', 'junit.xml'])
      expect(textOf(folder, '.assay', 'again', name).replaceAll('.assay/again/', '.assay/')).toBe(
        textOf(folder, '.assay', name),
      );
    const summary = (text: string) =>
      text.slice(text.lastIndexOf('Summary')).replaceAll('.assay/again/', '.assay/');
    expect(summary(again.stderr)).toBe(summary(first.stderr));
  });

  it('say what is new since the run before, as that run did', async () => {
    const { folder, server, run, command } = await pets({ hasNumbers: true });
    const first = await run();
    server.depart({ status: 500 });
    const second = await run();
    const [broken] = reportOf(folder).findings;
    server.depart({});
    const third = await run();
    const { since } = reportOf(folder);
    const again = await command('report', '.assay/events.ndjson', '--out', '.assay/again');

    expect(first.stderr).not.toContain('  since ');
    expect(second.stderr).toMatch(/ {2}since {9}the run of .* UTC: [1-9]\d* new, 0 known, /);
    expect(third.stderr).toMatch(/ {2}since {9}the run of .* UTC: \d+ new, 0 known, [1-9]\d* fixed/);
    expect(since?.fixed.map(({ fingerprint }) => fingerprint)).toContain(broken?.fingerprint);
    expect(textOf(folder, '.assay', 'again', 'report.html')).toContain('Since the run of');
    expect(reportOf(folder, '.assay/again').since).toEqual(since);
    expect(again.code).toBe(0);
  });

  it('are judged by other rules where they are given', async () => {
    const { folder, run, command } = await pets({});
    const first = await run('--check', 'response-status-undocumented', '--min-coverage', '0');

    const strict = await command(
      'report',
      '.assay/events.ndjson',
      '--min-coverage',
      '100',
      '--out',
      'strict',
    );

    expect([first.code, strict.code]).toEqual([0, 1]);
    expect(reportOf(folder, 'strict').coverage.minimum).toBe(100);
  });

  it('tell what a killed run had found', async () => {
    const { folder, how, command } = await pets({ hasNumbers: true, delayMs: 100 });
    const running = start(['run', ...how], { folder });
    await running.shows('1 finding ');
    running.child.kill('SIGKILL');
    await running.ended;

    const { code, stderr } = await command('report', '.assay/events.ndjson');

    const { verdict, findings, warnings } = reportOf(folder);
    expect(code).toBe(130);
    expect(verdict).toBe('interrupted');
    expect(findings.length).toBeGreaterThan(0);
    expect(warnings.map(({ code: word }) => word)).toContain('cut-short');
    expect(stderr).toContain('assay cleanup');
  });

  it('compare two targets as the run did', async () => {
    const other = await petServer({ hasNumbers: true });
    servers.push(other);
    const { folder, run, command } = await pets({});

    const first = await run('--against', other.url);
    const before = reportsOf(folder).drifts;
    const again = await command('report', '.assay/events.ndjson');

    expect([first.code, again.code]).toEqual([1, 1]);
    expect(before).toHaveLength(1);
    expect(reportsOf(folder).drifts).toEqual(before);
  });

  it.each([
    ['nothing', '', /:1:1: .*it is empty/],
    ['another file', '{"openapi":"3.1.0"}\n', /:1:1: .*no recording/],
    ['a later version', '{"type":"recording","schemaVersion":"2"}\n', /:1:1: .*version 2/],
    ['a broken line', '{"type":"recording","schemaVersion":"1"}\n{"run":\n{"run":0}\n', /:2:1: .*not JSON/],
    [
      'a run that has not begun',
      '{"type":"recording","schemaVersion":"1"}\n{"run":3,"type":"warning"}\n',
      /:2:1: .*run 3/,
    ],
    ['no run', '{"type":"recording","schemaVersion":"1"}\n', /no run began/],
  ])('are not made of %s', async (_, text, message) => {
    const folder = folderWith({ 'events.ndjson': text });

    const { code, stderr } = await assay(['report', 'events.ndjson'], { folder });

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('are not made of a file that is not there', async () => {
    const { code, stderr } = await assay(['merge', 'none.ndjson']);

    expect(code).toBe(2);
    expect(stderr).toContain('there is no such file');
  });
});

describe('recordings of parts', () => {
  it('are merged into what the whole is', async () => {
    const { folder, run, command } = await pets({ hasNumbers: true });
    await run('--out', 'whole');
    await run('--out', 'reads', '--operation', 'GET *');
    await run('--out', 'writes', '--exclude-operation', 'GET *');

    const parts = ['reads/events.ndjson', 'writes/events.ndjson'];
    const { code } = await command('merge', ...parts, '--out', 'merged');

    expect(code).toBe(1);
    expect(verdictsOf(folder, 'merged')).toEqual(verdictsOf(folder, 'whole'));
    const { exchanges, findings } = reportOf(folder, 'merged');
    expect(exchanges.map(({ number }) => number)).toEqual(exchanges.map((_, at) => at + 1));
    for (const { exchange, fingerprint } of findings)
      expect(exchanges[exchange - 1]?.findings).toContain(fingerprint);
  });

  it('of which one was cut make a whole that is cut', async () => {
    const { folder, run, command } = await pets({});
    await run('--out', 'reads', '--operation', 'GET *');
    await run('--out', 'writes', '--exclude-operation', 'GET *');
    const path = join(folder, 'writes', 'events.ndjson');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -40));

    const { code, stderr } = await command('merge', 'reads/events.ndjson', 'writes/events.ndjson');

    expect(code).toBe(130);
    expect(stderr).toContain('writes/events.ndjson ends in the middle of a line');
    expect(reportOf(folder).verdict).toBe('interrupted');
  });
});
