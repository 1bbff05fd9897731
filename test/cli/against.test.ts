import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NSX } from '../products/product-table.ts';
import { assay, reportsOf } from './cli.ts';
import { type PetFaults, type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

const servers: PetServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const LOCKED = {
  ...PETS_31,
  security: [{ key: [] }],
  components: { ...PETS_31.components, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
};

async function against(one: PetFaults, two: PetFaults, more: readonly string[] = [], env = {}) {
  const [first, second] = await Promise.all([petServer(one), petServer(two)]);
  servers.push(first, second);
  const folder = folderWith({ 'pets.json': PETS_31, 'locked.json': LOCKED });
  const contract = Object.keys(env).length === 0 ? 'pets.json' : 'locked.json';
  const targets = ['--target', first.url, '--against', second.url];
  const run = (...args: string[]) =>
    assay(['run', contract, ...targets, '--seed', '1', '--budget', 'quick', ...more, ...args], {
      folder,
      env,
    });
  const report = (name: string) => readFileSync(join(folder, '.assay', name), 'utf8');
  return { folder, run, report, first, second };
}

describe('what a run leaves on a second target', () => {
  it('is replayed and removed later with the variables of that target', async () => {
    let isStuck = true;
    const one = await NSX.start({ reading: 'strict' });
    const two = await NSX.start({
      reading: 'strict',
      faults: {
        around: (request, answer) =>
          request.method === 'DELETE' && isStuck ? { status: 500 } : answer(request),
      },
    });
    servers.push({ ...one, url: one.origin, depart: () => undefined });
    servers.push({ ...two, url: two.origin, depart: () => undefined });
    const { NSX_USERNAME = '', NSX_PASSWORD = '' } = NSX.env;
    const env = {
      NSX_USERNAME: 'nobody',
      NSX_PASSWORD: 'not-the-password',
      AGAINST_NSX_USERNAME: NSX_USERNAME,
      AGAINST_NSX_PASSWORD: NSX_PASSWORD,
    };
    const targets = ['--target', one.origin, '--against', two.origin];
    const how = ['--mode', 'write', '--budget', 'quick', '--seed', '1', '--rate', 'none'];
    const some = ['--operation', '* /sensors/registration-tokens*', '--check', 'response-server-error'];

    const run = await assay(['run', 'nsx-sensor', ...targets, ...how, ...some], { env });
    const { folder } = run;
    const [first, second] = reportsOf(folder).runs;
    const [finding] = second?.findings ?? [];
    const replay = finding?.replay.split(' ').slice(1) ?? [];
    isStuck = false;
    const cleanup = await assay(['cleanup'], { folder, env });
    const fixed = await assay(replay, { folder, env });

    expect([first?.verdict, second?.verdict]).toEqual(['not-tested', 'not-conformant']);
    expect(second?.summary.left).toBeGreaterThan(0);
    expect(run.code).toBe(1);
    expect(cleanup).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is left.') });
    expect([...one.leftovers(), ...two.leftovers()]).toEqual([]);
    expect(replay).toContain('--target');
    expect(fixed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^FIXED/) });
  });
});

describe('assay run --against', () => {
  it('finds no drift between instances that are right and hold other data', async () => {
    const { run, folder, report } = await against({ pets: 3 }, { pets: 1, headers: { age: '3' } });

    const { code, stderr } = await run();

    expect(code).toBe(0);
    expect(stderr).toContain('No drift.');
    const { runs, drifts } = reportsOf(folder);
    expect(runs.map(({ verdict }) => verdict)).toEqual(['conformant', 'conformant']);
    expect(drifts?.[0]?.changes).toEqual([]);
    expect(report('report.html')).toContain('No drift between the targets');
    expect(report('junit.xml')).toMatch(/<testsuite name="pets drift" tests="1" failures="0"/);
  });

  it('tells case by case what another instance answers otherwise, in every report', async () => {
    const { run, folder, report, second } = await against(
      { headers: { 'x-version': '1' } },
      { isLenient: true, more: { tag: 'a' } },
    );

    const { code, stderr } = await run();

    expect(code).toBe(1);
    expect(stderr).toMatch(/exit 1: the targets drifted apart\n$/);
    expect(stderr.split('\n').filter((line) => line.length > 80 && !/curl|replay/.test(line))).toEqual([]);
    const { runs, drifts } = reportsOf(folder);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(runs[1]?.findings[0]?.replay).toContain(`--target ${second.url}`);
    const told = drifts?.[0]?.changes.map(({ kind, from, to }) => `${kind} ${from} ${to}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'case 400 200',
        'finding null SHOULD',
        'verdict holds broken',
        'member null string',
      ]),
    );
    for (const text of [stderr, report('report.html'), report('junit.xml')]) {
      expect(text).toContain('x-version');
      expect(text).toContain('/*/tag');
    }
    expect(report('junit.xml')).toMatch(/<testsuite name="pets drift" tests="1" failures="1"/);
  });

  it('says aloud what it does to both, with the mode for both', async () => {
    const { run, first, second } = await against({}, {});

    const { stderr } = await run('--mode', 'write');

    for (const { url } of [first, second]) expect(stderr).toContain(`on ${url} (pets)`);
  });

  it('gives the second target its own variables where there are such', async () => {
    const env = { ASSAY_KEY_TOKEN: 'first-secret-1', AGAINST_ASSAY_KEY_TOKEN: 'second-secret-2' };
    const faults = [{ secret: 'Bearer first-secret-1' }, { secret: 'Bearer second-secret-2' }] as const;
    const { run, folder, report } = await against(...faults, [], env);

    const { code, stderr } = await run();

    expect(stderr).not.toContain('names no variable');
    expect(reportsOf(folder).runs.map(({ verdict }) => verdict)).toEqual(['conformant', 'conformant']);
    expect(code).toBe(0);
    for (const text of [stderr, ...['report.json', 'report.html', 'junit.xml'].map(report)])
      expect(text).not.toMatch(/first-secret|second-secret/);
  });

  it('gives it those of the first where there are none, and names those that it does not know', async () => {
    const env = { ASSAY_KEY_TOKEN: 'one-secret-1', AGAINST_ASSAY_KEY_TOKN: 'x' };
    const { run } = await against(
      { secret: 'Bearer one-secret-1' },
      { secret: 'Bearer one-secret-1' },
      [],
      env,
    );

    const { code, stderr } = await run();

    expect(code).toBe(0);
    expect(stderr).toContain(
      'AGAINST_ASSAY_KEY_TOKN names no variable of pets. Did you mean AGAINST_ASSAY_KEY_TOKEN?',
    );
  });

  it('could not test where the second cannot be reached, and keeps what the first showed', async () => {
    const { run, folder, second } = await against({}, {});
    await second.close();

    const { code } = await run();

    expect(code).toBe(3);
    const { runs, drifts } = reportsOf(folder);
    expect(runs.map(({ verdict }) => verdict)).toEqual(['conformant', 'not-tested']);
    expect(drifts?.[0]?.notes.join(' ')).toContain('did not come to its end');
    expect(drifts?.[0]?.changes.some(({ isDrift }) => isDrift)).toBe(false);
  });

  it('takes no waiver for stale that the other target needs', async () => {
    const { run, folder } = await against({}, { hasNumbers: true });
    const waiver =
      'operation: GET /pets, check: response-body-schema-violation, pointer: /components/schemas/Pet/properties/name';
    writeFileSync(
      join(folder, 'assay.waivers.yaml'),
      `waivers:\n- {${waiver}, reason: r, owner: o, ticket: t, expires: 2099-01-01}\n`,
    );

    await run();

    const { runs } = reportsOf(folder);
    expect(runs.map(({ waivers }) => waivers[0]?.status)).toEqual(['unused', 'used']);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  });

  it('refuses what is no target, and more than one contract', async () => {
    const folder = folderWith({ 'pets.json': PETS_31 });
    const bad = await assay(['run', 'pets.json', '--target', 'http://127.0.0.1:1', '--against', 'ftp://x'], {
      folder,
    });
    const many = await assay(['run', '--against', 'http://127.0.0.1:1'], { folder });

    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('--against "ftp://x" is no http') });
    expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining('exactly one contract') });
  });
});
