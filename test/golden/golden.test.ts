/**
 * Everything that people see of a run, by the real command line against servers on loopback. `vitest -u` writes the
 * files in `expected/` anew; what changed in them is then to be looked at.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../model/run.ts';
import { assay, type Ended, newFolder, reportOf } from '../cli/cli.ts';
import { type PetFaults, type PetServer, petServer } from '../cli/pet-server.ts';
import { folderWith, PETS_31 } from '../cli/pets.ts';
import { startShelf } from '../published-faults/shelf-server.ts';
import type { HandServer } from '../servers/hand-server.ts';
import { shown } from './shown.ts';

const ONE_BY_ONE = ['--seed', '1', '--budget', 'quick', '--concurrency', '1', '--rate', 'none'];
const FAULTY: PetFaults = { hasNumbers: true, isLenient: true };
const LIST = 'GET /pets';

const pets: { server?: PetServer; folder: string; run?: Ended } = { folder: '' };
const shelf: { server?: HandServer; folder: string; run?: Ended } = { folder: '' };

function running<Server>({ server }: { server?: Server }): Server {
  if (server === undefined) throw new Error('the server is not running');
  return server;
}

// The arguments are shown with the port left out, as the outputs are.
async function expectGolden(
  name: string,
  args: readonly string[],
  ended: Promise<Ended> | Ended | undefined,
) {
  const done = await ended;
  if (!done) throw new Error('the command did not run');
  await expect(shown(args, done)).toMatchFileSnapshot(join('expected', `${name}.txt`));
}

const petsRun = () => ['run', 'pets.json', '--target', running(pets).url, ...ONE_BY_ONE];
const shelfRun = () => [
  ...['run', 'shelf.yaml', '--target', `${running(shelf).origin}/v1`, '--mode', 'write', '--insecure'],
  ...['--operation', 'DELETE *', '--check', 'resource-deleted-still-readable', ...ONE_BY_ONE],
];

beforeAll(async () => {
  pets.server = await petServer(FAULTY);
  pets.folder = folderWith({ 'pets.json': PETS_31 });
  shelf.server = await startShelf('delete without effect');
  shelf.folder = newFolder();
  copyFileSync(
    join(import.meta.dirname, '..', 'published-faults', 'shelf.yaml'),
    join(shelf.folder, 'shelf.yaml'),
  );
  [pets.run, shelf.run] = await Promise.all([
    assay(petsRun(), { folder: pets.folder }),
    assay(shelfRun(), { folder: shelf.folder }),
  ]);
}, 120_000);

afterAll(async () => {
  await pets.server?.close();
  await shelf.server?.close();
});

function firstOf(run: Run, check: string): string {
  const finding = run.findings.find((each) => each.check === check);
  if (!finding) throw new Error(`nothing was found by ${check}`);
  return finding.fingerprint;
}

describe('a run', () => {
  it('shows findings of one exchange, with the lines of the contract', () =>
    expectGolden('findings', petsRun(), pets.run));

  it('shows a sequence, what it does to a live target, a warning, and what was left behind', () =>
    expectGolden('sequence-and-leftovers', shelfRun(), shelf.run));

  it('shows what differs between two targets', async () => {
    const other = await petServer({ ...FAULTY, more: { colour: 'red' }, hasNumbers: false });
    const folder = folderWith({ 'pets.json': PETS_31 });
    const args = [...petsRun(), '--against', other.url, '--operation', LIST];

    await expectGolden('drift', args, assay(args, { folder }));
    await other.close();
  });

  it('shows that the target could not be tested', async () => {
    const gone = await petServer();
    await gone.close();
    const args = ['run', 'pets.json', '--target', gone.url, ...ONE_BY_ONE, '--operation', LIST];

    await expectGolden('not-tested', args, assay(args, { folder: folderWith({ 'pets.json': PETS_31 }) }));
  });

  it('shows an error of the contract that only a reply brings up', async () => {
    const [path] = Object.keys(PETS_31.paths) as ['/pets'];
    const rule = { id: 'rule', cel: 'self.nothing.there == status', message: 'it holds' };
    const { get, post } = PETS_31.paths[path];
    const ruled = { ...PETS_31, paths: { [path]: { get: { ...get, 'x-assay-invariants': [rule] }, post } } };
    const args = [...petsRun(), '--operation', LIST, '--check', 'response-invariant-broken'];

    await expectGolden('contract-error', args, assay(args, { folder: folderWith({ 'pets.json': ruled }) }));
  });

  it('refuses a contract that cannot be read', async () => {
    const args = ['run', 'pets.json'];

    await expectGolden(
      'contract-unreadable',
      args,
      assay(args, { folder: folderWith({ 'pets.json': '{"openapi": ' }) }),
    );
  });
});

describe('a report of a recording', () => {
  const recording = (name = 'events.ndjson') => ['report', join('.assay', name)];

  it('shows waived findings, and entries that are stale or expired', async () => {
    const fingerprint = firstOf(reportOf(pets.folder), 'response-body-schema-violation');
    const invalid = firstOf(reportOf(pets.folder), 'request-invalid-accepted');
    const entry = (what: string, expires: string) =>
      [
        `  - ${what}`,
        '    reason: Numbers until version 2.',
        '    owner: pets team',
        '    ticket: PETS-17',
        `    expires: ${expires}`,
      ].join('\n');
    const entries = [
      entry(`fingerprint: ${fingerprint}`, '2099-01-31'),
      entry(`fingerprint: ${invalid}`, '2020-01-31'),
      entry(
        `operation: ${LIST}\n    check: response-media-type-undocumented\n    pointer: /paths/~1pets/get/responses/200/content`,
        '2099-01-31',
      ),
    ];
    writeFileSync(join(pets.folder, 'waivers.yaml'), `waivers:\n${entries.join('\n')}\n`);
    const args = [...recording(), '--out', 'waived', '--waivers', 'waivers.yaml'];

    await expectGolden('waivers', args, assay(args, { folder: pets.folder }));
  });

  it('shows that the run was interrupted', async () => {
    const lines = readFileSync(join(pets.folder, '.assay', 'events.ndjson'), 'utf8').split('\n');
    const cut = `${lines.slice(0, 24).join('\n')}\n${lines[24]?.slice(0, 40)}`;
    writeFileSync(join(pets.folder, '.assay', 'cut.ndjson'), cut);
    const args = [...recording('cut.ndjson'), '--out', 'cut'];

    await expectGolden('interrupted', args, assay(args, { folder: pets.folder }));
  });

  it('shows an agent each thing on a line, on standard output, without colours', async () => {
    const args = [...recording(), '--out', 'agent', '--format', 'agent'];
    const env = { FORCE_COLOR: '1' };

    await expectGolden('agent', args, assay(args, { folder: pets.folder, env }));
  });

  it('shows an agent the steps of a sequence', async () => {
    const args = [...recording(), '--out', 'agent', '--format', 'agent'];

    await expectGolden('agent-sequence', args, assay(args, { folder: shelf.folder }));
  });

  it('is coloured where that is asked for, but for NO_COLOR', async () => {
    const args = [...recording(), '--out', 'coloured', '--format', 'json'];
    const [coloured, plain, off] = await Promise.all([
      assay(args, { folder: pets.folder, env: { FORCE_COLOR: '1' } }),
      assay(args, { folder: pets.folder }),
      assay(args, { folder: pets.folder, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
    ]);

    await expectGolden('colours', args, coloured);
    expect(off.stderr).toBe(plain.stderr);
    expect(off.stderr).not.toContain('\u001b');
  });
});

describe('a replay', () => {
  it('shows that a finding is still there, that it is mended, and that this cannot be told', async () => {
    const fingerprint = firstOf(reportOf(pets.folder), 'response-body-schema-violation');
    const args = ['replay', join('.assay', 'report.json'), fingerprint, '--concurrency', '1'];
    const replay = (...more: string[]) => assay([...args, ...more], { folder: pets.folder });
    const mended = await petServer();
    const gone = await petServer();
    await gone.close();
    const [still, fixed, untold, json] = await Promise.all([
      replay(),
      replay('--target', mended.url),
      replay('--target', gone.url),
      replay('--target', mended.url, '--json'),
    ]);
    await mended.close();

    await expectGolden('replay-still-broken', args, still);
    await expectGolden('replay-fixed', [...args, '--target', mended.url], fixed);
    await expectGolden('replay-cannot-tell', [...args, '--target', gone.url], untold);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: '1',
      verdict: 'fixed',
      exitCode: 0,
      finding: { fingerprint },
      found: null,
      sent: expect.arrayContaining([expect.objectContaining({ operation: LIST, status: 200 })]),
    });
  });

  it('of a sequence shows its steps', async () => {
    const fingerprint = firstOf(reportOf(shelf.folder), 'resource-deleted-still-readable');
    const mended = await startShelf();
    const args = ['replay', join('.assay', 'report.json'), fingerprint, '--concurrency', '1'];
    const replay = (...more: string[]) => assay([...args, ...more], { folder: shelf.folder });
    const [still, fixed] = await Promise.all([replay(), replay('--target', `${mended.origin}/v1`)]);
    await mended.close();

    await expectGolden('replay-sequence-still-broken', args, still);
    await expectGolden('replay-sequence-fixed', [...args, '--target', `${mended.origin}/v1`], fixed);
  });
});

describe('an explanation', () => {
  const ID = 'response-body-schema-violation';

  it('is the page of a check, for a terminal with colours and as it stands elsewhere', async () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'checks', `${ID}.md`), 'utf8');
    const [plain, coloured, raw] = await Promise.all([
      assay(['explain', ID]),
      assay(['explain', ID], { env: { FORCE_COLOR: '1' } }),
      assay(['explain', ID, '--raw'], { env: { FORCE_COLOR: '1' } }),
    ]);

    await expectGolden('explain', ['explain', ID], coloured);
    expect(plain).toMatchObject({ code: 0, stdout: page, stderr: '' });
    expect(raw.stdout).toBe(page);
  });

  it('of a check that there is not names the nearest', async () => {
    const args = ['explain', 'response-body-shema-violation'];

    await expectGolden('explain-unknown', args, assay(args));
  });

  it('without a check lists all, with level and title', async () => {
    const [text, json, seen] = await Promise.all([
      assay(['explain']),
      assay(['explain', '--json']),
      assay(['explain'], { env: { FORCE_COLOR: '1' } }),
    ]);

    const checks = JSON.parse(json.stdout) as { id: string; title: string }[];
    expect(text.stdout.split('\n')).toHaveLength(checks.length + 1);
    expect(
      Math.max(
        ...stripVTControlCharacters(seen.stdout)
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(80);
    expect(text.stdout).toMatch(new RegExp(`^MUST +${ID} +Bodies are as their schema says$`, 'm'));
  });
});
