import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Drift } from '../../model/drift.ts';
import { assay, reportOf } from './cli.ts';
import { type PetFaults, type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

let server: PetServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Reports of a server before and after it changed: `a/report.json`, `b/report.json`. */
async function twoReports(before: PetFaults, after: PetFaults, seeds = ['1', '1']) {
  server = await petServer(before);
  const folder = folderWith({ 'pets.json': PETS_31, 'none.json': '{}', 'text.json': 'no' });
  const run = (out: string, seed = '1') =>
    assay(
      ['run', 'pets.json', '--target', server?.url ?? '', '--seed', seed, '--budget', 'quick', '--out', out],
      { folder },
    );
  await run('a', seeds[0]);
  server.depart(after);
  await run('b', seeds[1]);
  const compare = (...flags: string[]) =>
    assay(['compare', join('a', 'report.json'), join('b', 'report.json'), ...flags], { folder });
  const drifts = async (): Promise<Drift> => {
    const { stdout } = await compare('--format', 'json');
    const [drift] = (JSON.parse(stdout) as { drifts: [Drift] }).drifts;
    return drift;
  };
  return { folder, compare, drifts };
}

describe('assay compare', () => {
  it('finds no drift where only data differ', async () => {
    const { compare, folder } = await twoReports(
      { pets: 3, headers: { etag: '"1"', date: 'x' } },
      { pets: 1, headers: { etag: '"2"', age: '7' } },
    );

    expect(await compare()).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('No drift.'),
    });
    expect(reportOf(folder, 'b').observed[0]?.replies[0]).toMatchObject({
      status: 200,
      headers: [
        { name: 'content-type', isAlways: true },
        { name: 'etag', isAlways: true },
      ],
      members: expect.arrayContaining([
        { path: '/*/name', types: ['string'], isAlways: true, isVolatile: false, isOpen: false },
      ]),
    });
  });

  it('tells new findings, statuses, headers, shapes and verdicts, and fails', async () => {
    const { compare, drifts, folder } = await twoReports(
      { headers: { 'x-version': '1' } },
      { hasNumbers: true, isLenient: true, more: { tag: 'a' }, headers: { 'x-served-by': 'b' } },
    );

    const text = await compare();
    const onlyNew = await compare('--fail-on', 'new');
    const never = await compare('--fail-on', 'none');
    const { changes, notes } = await drifts();

    expect([text.code, onlyNew.code, never.code]).toEqual([1, 1, 0]);
    expect(notes).toEqual([]);
    const told = changes
      .filter(({ isDrift }) => isDrift)
      .map(({ kind, change, what }) => `${kind} ${change} ${what}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'finding new response-body-schema-violation: /0/name must be string',
        'verdict changed request-invalid-accepted',
        'status gone status 400',
        'header gone 200 header x-version',
        'header new 200 header x-served-by',
        'member changed 200 body /*/name',
        'member new 200 body /*/tag',
      ]),
    );
    for (const word of ['x-served-by', '/*/tag', 'string → number', 'response-body-schema-violation'])
      expect(text.stdout).toContain(word);
    expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);

    cpSync(join(folder, 'a'), join(folder, 'c'), { recursive: true });
    const back = await assay(['compare', 'b/report.json', 'c/report.json', '--fail-on', 'new'], { folder });
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('gone: MUST') });
  });

  it('says that other seeds tried other things', async () => {
    const { drifts } = await twoReports({}, {}, ['1', '2']);

    expect((await drifts()).notes).toEqual(['The seeds differ (1, 2), so not the same was tried.']);
  });

  it('compares reports of an earlier version by what they tell', async () => {
    const { compare, folder } = await twoReports({}, { headers: { 'x-new': '1' } });
    const { observed: _, waivers: __, ...old } = reportOf(folder, 'a');
    writeFileSync(join(folder, 'a', 'report.json'), JSON.stringify(old));

    expect((await compare()).code).toBe(0);
  });

  it('refuses what is no report, and reports of other contracts', async () => {
    const { folder } = await twoReports({}, {});
    const other = { ...reportOf(folder, 'b') };
    writeFileSync(
      join(folder, 'other.json'),
      JSON.stringify({ ...other, contract: { ...other.contract, name: 'cats' } }),
    );
    const mistakes: [string, RegExp][] = [
      ['missing.json', /missing\.json:1:1: not a report: there is no such file/],
      ['none.json', /none\.json:1:1: not a report/],
      ['text.json', /text\.json:1:1: not a report/],
      ['other.json', /have no contract in common.*pets.*cats/s],
    ];
    for (const [file, says] of mistakes) {
      const { code, stderr } = await assay(['compare', join('a', 'report.json'), file], { folder });
      expect(stderr).toMatch(says);
      expect(code).toBe(2);
    }
    expect(readFileSync(join(folder, 'a', 'report.json'), 'utf8')).not.toBe('');
  });
});
