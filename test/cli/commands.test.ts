import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { PCE } from '../products/product-table.ts';
import type { HandServer } from '../servers/hand-server.ts';
import { assay, newFolder, reportOf, start } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

const COMMANDS = ['run', 'plan', 'list', 'doctor', 'mock', 'lint', 'replay', 'waive', 'compare', 'cleanup'];

let server: HandServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('assay --help', () => {
  it('is on stdout, at most 80 columns wide, with examples for each command', async () => {
    const helps = await Promise.all(COMMANDS.map((command) => assay([command, '--help'])));

    for (const { code, stdout, stderr } of helps) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\nExamples?:\n {2}assay /);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('names the commands, also where none is given', async () => {
    const [asked, bare, version] = await Promise.all([assay(['--help']), assay([]), assay(['--version'])]);

    expect([asked.code, bare.code, version.code]).toEqual([0, 2, 0]);
    for (const command of COMMANDS) expect(asked.stdout).toContain(`  ${command} `);
    expect(bare).toMatchObject({ stdout: '', stderr: asked.stdout });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('assay list', () => {
  it('lists contracts, their operations and variables, for people and machines', async () => {
    const [all, one, json] = await Promise.all([
      assay(['list']),
      assay(['list', 'nsx-sensor']),
      assay(['list', '--json']),
    ]);

    expect(all.stdout.split('\n')).toHaveLength(5);
    expect(one.stdout).toMatch(/GET \/sensors\/registration-tokens +read +/);
    expect(one.stdout).toContain('NSX_PASSWORD  password of login');
    const listed = JSON.parse(json.stdout) as {
      name: string;
      operations: unknown[];
      variables: { name: string }[];
    }[];
    expect(listed.map(({ name }) => name)).toEqual([
      'illumio-pce',
      'nsx-sensor',
      'senhasegura-pam',
      'vmware-srm',
    ]);
    expect(listed[1]?.operations).toHaveLength(17);
  });

  it('makes the .env.example that stands in the package', async () => {
    const { stdout } = await assay(['list', '--env']);

    const kept = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8');
    expect(stdout).toBe(kept);
    for (const name of ['PCE_API_KEY', 'SRM_PAIRING_SPEC', 'PAM_SIGNATURE_METHOD', 'NSX_PASSWORD']) {
      expect(stdout).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
    }
  });
});

describe('assay plan', () => {
  it('gives the same bytes for the same seed, and sends nothing', async () => {
    server = await PCE.start({ reading: 'strict' });
    const args = [
      'plan',
      'illumio-pce',
      '--target',
      server.origin,
      '--mode',
      'full',
      '--budget',
      'quick',
      '--seed',
      '4',
    ];
    const run = (...more: string[]) => assay([...args, ...more], { env: PCE.env });

    const [first, second, text] = await Promise.all([run('--json'), run('--json'), run()]);

    expect(first.code).toBe(0);
    expect(first.stdout).toBe(second.stdout);
    const [planned] = JSON.parse(first.stdout) as { cases: unknown[]; estimate: { requests: number } }[];
    expect(planned?.estimate.requests).toBeGreaterThanOrEqual(planned?.cases.length ?? 0);
    expect(text.stdout).toMatch(/^illumio-pce: \d+ cases, about \d+ requests and \d+ creates/);
    expect(server.log).toEqual([]);
  });
});

describe('assay doctor', () => {
  it('says what is set, and that the instance lets us in', async () => {
    server = await PCE.start({ reading: 'strict' });

    const { code, stdout, folder } = await assay(['doctor', 'illumio-pce', '--target', server.origin], {
      env: PCE.env,
    });

    expect(code).toBe(0);
    expect(stdout).toMatch(/ok {4}PCE_API_SECRET is set/);
    expect(stdout).toMatch(/ok {4}http:.*\/api\/v2 can be reached and lets us in/);
    expect(stdout).not.toContain(PCE.env['PCE_API_SECRET']);
    expect(server.log.every(({ method }) => method === 'GET')).toBe(true);
    expect((await assay(['cleanup'], { folder })).stdout).toBe('Nothing is left.\n');
  });

  it.each([
    { what: 'a variable is missing', env: { PCE_API_KEY: 'x' }, says: /PCE_API_SECRET is not set\./ },
    {
      what: 'the login is refused',
      env: { ...PCE.env, PCE_API_SECRET: 'x' },
      says: /refused the credentials/,
    },
  ])('is exit 3 where $what', async ({ env, says }) => {
    server = await PCE.start({ reading: 'strict' });

    const { code, stdout } = await assay(['doctor', 'illumio-pce', '--target', server.origin], { env });

    expect(code).toBe(3);
    expect(stdout).toMatch(/\nFAIL {2}/);
    expect(stdout).toMatch(says);
  });
});

describe('assay mock', () => {
  it('serves the contract below its base path until it is ended', async () => {
    const mock = start(['mock', 'illumio-pce', '--port', '0']);
    await mock.shows('Ctrl-C ends it');
    const url = /http:\S+/.exec(mock.said())?.[0] ?? '';

    const headers = { authorization: `Basic ${btoa('key:secret')}` };
    const reply = await fetch(`${url}/orgs/1/pairing_profiles`, { headers });
    mock.child.kill('SIGTERM');

    expect(url).toMatch(/\/api\/v2$/);
    expect(reply.status).toBe(200);
    expect(Array.isArray(await reply.json())).toBe(true);
    expect(await mock.ended).toMatchObject({ code: 0, stdout: '' });
  });

  it('is exit 2 where the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;

    const { code, stderr } = await assay(['mock', 'nsx-sensor', '--port', String(port)]);
    other.close();

    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot listen on 127\.0\.0\.1:\d+: the port is in use/);
  });
});

describe('assay lint', () => {
  it('finds nothing wrong with the shipped contracts, and the places of what is wrong in others', async () => {
    const broken = JSON.stringify(PETS_31, null, 2).replace(
      '#/components/schemas/Pet',
      '#/components/schemas/Pat',
    );
    const folder = folderWith({ 'pets.json': broken });

    const [shipped, other] = await Promise.all([
      assay(['lint']),
      assay(['lint', 'pets.json', '--json'], { folder }),
    ]);

    expect(shipped).toMatchObject({ code: 0, stderr: '4 contracts: 0 errors, 0 warnings\n' });
    expect(other.code).toBe(2);
    expect(JSON.parse(other.stdout)).toMatchObject([{ severity: 'error', position: { file: 'pets.json' } }]);
  });
});

describe('assay replay', () => {
  const run = ['--operation', 'GET *profiles', '--budget', 'quick', '--rate', 'none'];

  it('tells a finding that is still there from one that is mended, and from what cannot be told', async () => {
    let isBroken = true;
    server = await PCE.start({
      reading: 'strict',
      faults: {
        tamper: (request, reply) =>
          isBroken && request.segments.length === 5 && reply.status === 200
            ? { ...reply, status: 203 }
            : reply,
      },
    });
    const { code, folder } = await assay(['run', 'illumio-pce', '--target', server.origin, ...run], {
      env: PCE.env,
    });
    const finding = reportOf(folder).findings.find(({ check }) => check === 'response-status-undocumented');
    const [, ...args] = finding?.replay.split(' ') ?? [];

    const still = await assay(args, { folder, env: PCE.env });
    isBroken = false;
    const mended = await assay(args, { folder, env: PCE.env });
    await server.close();
    const untold = await assay(args, { folder, env: PCE.env });

    expect(code).toBe(1);
    expect(args).toEqual(['replay', '.assay/report.json', finding?.fingerprint]);
    expect(still).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^STILL BROKEN {2}response-status/),
    });
    expect(mended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^FIXED/) });
    expect(untold).toMatchObject({ code: 3, stdout: expect.stringMatching(/^CANNOT TELL/) });
  });

  it('is exit 2 without such a report or finding', async () => {
    const folder = folderWith({
      'other.json': { pets: [] },
      'report.json': { schemaVersion: '1', runs: [] },
    });
    const [none, other, unknown] = await Promise.all([
      assay(['replay', 'none.json', 'f3a91c0b77de'], { folder: newFolder() }),
      assay(['replay', 'other.json', 'f3a91c0b77de'], { folder }),
      assay(['replay', 'report.json', 'f3a91c0b77de'], { folder }),
    ]);

    expect([none.code, other.code, unknown.code]).toEqual([2, 2, 2]);
    expect(none.stderr).toMatch(/^assay: none\.json:1:1: not a report: there is no such file/);
    expect(other.stderr).toMatch(/no report of this version/);
    expect(unknown.stderr).toMatch(/report\.json has no finding f3a91c0b77de/);
  });
});
