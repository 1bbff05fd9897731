import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../model/run.ts';
import { assay, reportOf } from './cli.ts';
import { type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

let server: PetServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const BEARING = ['--owner', 'pets team', '--ticket', 'PETS-17', '--reason', 'Numbers until version 2.'];

/** A folder with a report of a server whose names are numbers. */
async function broken() {
  server = await petServer({ hasNumbers: true });
  const folder = folderWith({ 'pets.json': PETS_31 });
  const args = ['run', 'pets.json', '--target', server.url, '--seed', '1', '--budget', 'quick'];
  const run = (...more: string[]) => assay([...args, ...more], { folder });
  const first = await run();
  const [finding] = reportOf(folder).findings as [Finding];
  const waive = (...more: string[]) =>
    assay(['waive', join('.assay', 'report.json'), finding.fingerprint, ...more], { folder });
  const report = (name: string) => readFileSync(join(folder, '.assay', name), 'utf8');
  return { folder, run, first, finding, waive, report, server };
}

describe('waivers', () => {
  it('let a known finding pass, in every report; a stale and an expired entry fail', async () => {
    const { folder, run, first, finding, waive, report, server: pets } = await broken();

    const waived = await waive(...BEARING, '--expires', '2099-01-31');
    const known = await run();
    const texts = ['report.html', 'junit.xml', 'report.json'].map(report);
    pets.depart({});
    const stale = await run();
    const staleTexts = ['report.html', 'junit.xml', 'report.json'].map(report);
    const file = join(folder, 'assay.waivers.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('2099-01-31', '2020-01-31'));
    pets.depart({ hasNumbers: true });
    const expired = await run();
    const without = await run('--no-waivers');

    expect(first.code).toBe(1);
    expect(waived).toMatchObject({ code: 0, stderr: '' });
    expect(waived.stdout).toMatch(
      /^assay\.waivers\.yaml \(new\): waived MUST response-body-schema-violation/,
    );
    expect(known.code).toBe(0);
    for (const text of [known.stderr, ...texts]) {
      for (const word of ['Numbers until version 2.', 'pets team', 'PETS-17', '2099-01-31'])
        expect(text).toContain(word);
    }
    expect(texts[1]).toMatch(/failures="0" errors="0"/);
    expect(texts[1]).toContain('<skipped message="waived: Numbers until version 2.');
    expect(stale.code).toBe(1);
    expect(stale.stderr).toMatch(/STALE +assay\.waivers\.yaml:3:5/);
    expect(stale.stderr).toMatch(/exit 1: a waiver is stale or expired\n$/);
    expect(staleTexts[1]).toMatch(/failures="1" errors="0"/);
    for (const text of staleTexts) expect(text).toContain('1 waiver is stale.');
    expect(expired.code).toBe(1);
    expect(expired.stderr).toMatch(/1 MUST finding fails the run\. 1 waiver has\s+expired\./);
    expect(reportOf(folder).findings[0]).toMatchObject({ fingerprint: finding.fingerprint, waived: null });
    expect(without.stderr).not.toContain('xpired');
  });

  it('are read from the file that is named, by flag or by the config file, and from beside the config', async () => {
    const { folder, run, waive } = await broken();
    await waive(...BEARING, '--waivers', 'known.yaml');

    const unread = await run();
    const flag = await run('--waivers', 'known.yaml');
    writeFileSync(join(folder, 'assay.config.yaml'), 'waivers: known.yaml\n');
    const config = await run();

    expect([unread.code, flag.code, config.code]).toEqual([1, 0, 0]);
  });

  it('of what was not chosen are neither stale nor used', async () => {
    const { folder, run, waive, server: pets } = await broken();
    await waive(...BEARING);
    pets.depart({});

    const { code, stderr } = await run('--exclude-check', 'response-body-schema-violation');

    expect(code).toBe(0);
    expect(stderr).toMatch(/NOT USED/);
    expect(reportOf(folder).waivers).toMatchObject([
      { status: 'unused', why: 'its check did not take part' },
    ]);
  });

  it('that nobody can use end the run before it begins, with file:line:column and the nearest name', async () => {
    const { run, folder } = await broken();
    const good = 'reason: r, owner: o, ticket: t, expires: 2099-01-01';
    const named = 'check: response-server-error, pointer: /paths';
    const files: [string, RegExp][] = [
      [
        `waivers:\n- {operation: GET /pet, ${named}, ${good}}`,
        /^assay: w\.yaml:2:3: pets has no operation "GET \/pet"; did you mean GET \/pets\?/,
      ],
      [
        `waivers:\n- {operation: GET /pets, check: response-server-eror, pointer: /paths, ${good}}`,
        /w\.yaml:2:3: no check is called .*did you mean response-server-error\?/,
      ],
      [
        `waivers:\n- {contract: pest, operation: GET /pets, ${named}, ${good}}`,
        /w\.yaml:2:3: no contract is called "pest"; did you mean pets\?/,
      ],
      ['waivers:\n- {a: 1}', /w\.yaml:2:/],
      ['waivers: [', /w\.yaml:\d+:\d+: not valid YAML/],
    ];
    for (const [text, says] of files) {
      writeFileSync(join(folder, 'w.yaml'), text);

      const { code, stderr } = await run('--waivers', 'w.yaml');

      expect(code).toBe(2);
      expect(stderr).toMatch(says);
    }
    expect(await run('--waivers', 'none.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.yaml: there is no such file of waivers'),
    });
  });
});

describe('assay waive', () => {
  it('keeps what stands in the file, and refuses to waive twice', async () => {
    const { folder, waive, run } = await broken();
    const file = join(folder, 'assay.waivers.yaml');
    const before = `# ours\nwaivers:\n- fingerprint: "aaaaaaaaaaaa"   # kept\n  reason: 'x'\n  owner: us\n  ticket: T-1\n  expires: 2099-01-01\n`;
    writeFileSync(file, before);

    const first = await waive(...BEARING, '--product-versions', '1');
    const text = readFileSync(file, 'utf8');
    const second = await waive(...BEARING, '--product-versions', '1');

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(text.startsWith(before)).toBe(true);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/^assay: assay\.waivers\.yaml:8:3: \w+ is waived already, until \d{4}-/);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
    expect((await run()).code).toBe(0);
  });

  it('asks for nothing, and refuses what is missing or wrong', async () => {
    const { folder, waive, finding } = await broken();
    const mistakes: [string[], RegExp][] = [
      [BEARING.slice(2), /--owner is needed/],
      [BEARING.slice(0, 4), /--reason is needed/],
      [['--owner', ' ', ...BEARING.slice(2)], /--owner is needed/],
      [[...BEARING.slice(0, 2), ...BEARING.slice(4)], /a ticket or a document is needed/],
      [[...BEARING, '--document', 'x'], /both given/],
      [[...BEARING, '--expires', '2020-01-31'], /"2020-01-31" is over already/],
      [[...BEARING, '--expires', '2099-02-30'], /"2099-02-30" is no day/],
      [[...BEARING, '--expires', 'soon'], /"soon" is no day/],
      [[...BEARING, '--product-versions', 'latest'], /"latest" is no range/],
      [[...BEARING, '--waivers', join('none', 'w.yaml')], /cannot be written/],
    ];
    for (const [flags, says] of mistakes) {
      const { code, stderr } = await waive(...flags);
      expect(stderr).toMatch(says);
      expect(code).toBe(2);
    }
    const wrong = `${finding.fingerprint.slice(0, -1)}z`;
    const near = await assay(['waive', join('.assay', 'report.json'), wrong, ...BEARING], { folder });
    const none = await assay(['waive', 'none.json', wrong, ...BEARING], { folder });

    expect(near).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Did you mean ${finding.fingerprint}?`),
    });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such file') });
    expect(existsSync(join(folder, 'assay.waivers.yaml'))).toBe(false);
  });
});
