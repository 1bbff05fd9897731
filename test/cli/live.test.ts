import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NSX, PAM, PCE, type Product, SRM } from '../products/product-table.ts';
import type { HandServer } from '../servers/hand-server.ts';
import { assay, newFolder, reportOf } from './cli.ts';
import { folderWith } from './pets.ts';
import { CERTIFICATE, KEY } from './self-signed.ts';

const QUICK = ['--budget', 'quick', '--seed', '1', '--rate', 'none'];
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function started(product: Product, faults = {}): Promise<HandServer> {
  const server = await product.start({ reading: 'strict', faults });
  open.push(server);
  return server;
}

/** Passes everything on to another server, by TLS with a certificate that nobody trusts. */
async function byTls(origin: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const server: Server = createServer({ cert: CERTIFICATE, key: KEY }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('assay run against a live instance', () => {
  it.each([NSX, PCE, PAM, SRM])('only reads from $name, and finds it conformant', async (product) => {
    const server = await started(product);

    const { code, stdout, folder } = await assay(
      ['run', product.contract, '--target', `${server.origin}/`, ...QUICK],
      { env: product.env },
    );

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(reportOf(folder)).toMatchObject({
      verdict: 'conformant',
      mode: 'read-only',
      summary: { created: 0 },
    });
    // Logins are allowed in all modes.
    const logins = ['/oauth2/token', '/session', '/remote-session'];
    const sent = server.log.filter(
      ({ method, path }) => WRITES.has(method) && !logins.some((login) => path.endsWith(login)),
    );
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('creates and removes in write mode, and says aloud that it does', async () => {
    const server = await started(NSX);

    const ended = await assay(['run', 'nsx-sensor', '--target', server.origin, '--mode', 'write', ...QUICK], {
      env: NSX.env,
    });

    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(
      /Mode write: this run creates, changes and deletes on .*; about \d+ creates\./,
    );
    const { created, removed, left } = reportOf(ended.folder).summary;
    expect(created).toBeGreaterThan(0);
    expect({ removed, left }).toEqual({ removed: created, left: 0 });
    expect(server.leftovers()).toEqual([]);
  });

  it('reads credentials from .env, which the environment goes before', async () => {
    const server = await started(PCE);
    const folder = folderWith({ '.env': 'PCE_API_KEY=api_1a2b3c4d5e6f7a8b9\nPCE_API_SECRET="wrong"\n' });
    const args = ['run', 'illumio-pce', '--target', server.origin, '--operation', 'GET *profiles', ...QUICK];

    const { PCE_API_SECRET = '' } = PCE.env;
    const { code } = await assay(args, { folder, env: { PCE_API_SECRET } });

    expect(code).toBe(0);
    expect(server.log.every(({ path }) => path.startsWith('/api/v2/orgs/'))).toBe(true);
  });

  it('sends what --header says with every request, and keeps to --rate', async () => {
    const server = await started(NSX);
    const args = [
      'run',
      'nsx-sensor',
      '--target',
      server.origin,
      '--operation',
      'GET /sensors/appliances',
      '--budget',
      'quick',
    ];

    const before = performance.now();
    const { code } = await assay([...args, '--header', 'X-Ticket: 4711', '--rate', '20', '--max-time', '2'], {
      env: NSX.env,
    });

    expect([0, 3]).toContain(code);
    expect(server.log.every(({ headers }) => headers['x-ticket'] === '4711')).toBe(true);
    const seconds = (performance.now() - before) / 1000;
    expect(server.log.length).toBeLessThanOrEqual(20 * Math.ceil(seconds));
  });

  it('fails from the level that --fail-on names', async () => {
    const server = await started(NSX);
    const run = (level: string) =>
      assay(
        [
          'run',
          'nsx-sensor',
          '--target',
          server.origin,
          '--fail-on',
          level,
          '--operation',
          'GET /sensors/registration-tokens',
          ...QUICK,
        ],
        { env: NSX.env },
      );

    const [may, must] = await Promise.all([run('may'), run('must')]);

    expect(reportOf(may.folder).summary.findings.may).toBeGreaterThan(0);
    expect([may.code, must.code]).toEqual([1, 0]);
  });
});

describe('assay run where nothing can be tested', () => {
  it.each([
    {
      what: 'a wrong password',
      env: { ...NSX.env, NSX_PASSWORD: 'wrong' },
      says: /refused the credentials.*401.*Check NSX_USERNAME, NSX_PASSWORD/,
    },
    { what: 'no credentials', env: {}, says: /NSX_USERNAME and NSX_PASSWORD are not set/ },
    { what: 'one of them missing', env: { NSX_USERNAME: 'admin' }, says: /NSX_PASSWORD is not set/ },
  ])('is exit 3 with a sentence and a report for $what', async ({ env, says }) => {
    const server = await started(NSX);

    const { code, stdout, stderr, folder } = await assay(
      ['run', 'nsx-sensor', '--target', server.origin, '--mode', 'write', ...QUICK],
      { env },
    );

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(says);
    expect(reportOf(folder)).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
    expect(server.log.filter(({ method }) => WRITES.has(method))).toEqual([]);
  });

  it('is exit 3 where nobody listens', async () => {
    const { code, stderr, folder } = await assay(
      ['run', 'nsx-sensor', '--target', 'http://127.0.0.1:1', ...QUICK],
      { env: NSX.env },
    );

    expect(code).toBe(3);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/cannot be tested: .*See that the service runs/);
    expect(reportOf(folder)).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
  });
});

describe('assay run against a certificate that nobody trusts', () => {
  it('says what to do, takes it with --ca, and is loud with --insecure', async () => {
    const server = await started(NSX);
    const target = await byTls(server.origin);
    const folder = newFolder();
    writeFileSync(join(folder, 'ca.pem'), CERTIFICATE);
    const run = (out: string, ...more: string[]) =>
      assay(
        ['run', 'nsx-sensor', '--target', target, '--operation', 'GET *', '--out', out, ...QUICK, ...more],
        { folder, env: NSX.env },
      );

    const [refused, trusted, insecure] = await Promise.all([
      run('refused'),
      run('trusted', '--ca', 'ca.pem'),
      run('insecure', '--insecure'),
    ]);

    expect([refused.code, trusted.code, insecure.code]).toEqual([3, 0, 0]);
    expect(refused.stderr.replaceAll(/\s+/g, ' ')).toMatch(/--ca FILE.*--insecure/);
    expect(trusted.stderr).not.toContain('--insecure');
    expect(insecure.stderr).toMatch(/^--insecure: certificates are not checked/);
    expect(reportOf(folder, 'insecure').warnings).toMatchObject([{ code: 'insecure' }]);
  });
});

describe('assay run where something stays behind', () => {
  it('is exit 4 where that is all that is wrong, and says how to remove it', async () => {
    // Deletes say that they worked; the checks that would call it a finding are left out.
    const server = await started(NSX, { keepsDeleted: true });
    const out = [
      '--check',
      'response-server-error',
      '--mode',
      'write',
      '--operation',
      'POST /sensors/registration-tokens',
    ];

    const ended = await assay(['run', 'nsx-sensor', '--target', server.origin, ...QUICK, ...out], {
      env: NSX.env,
    });

    expect(ended.code).toBe(4);
    const { leftovers, exitCode, summary } = reportOf(ended.folder);
    expect(exitCode).toBe(4);
    expect(leftovers.length).toBe(summary.left);
    expect(leftovers[0]?.how).toMatch(
      /DELETE \/sensors\/registration-tokens\/.+ at http.*assay cleanup [0-9a-f]{8}/,
    );
    expect(ended.stderr).toContain(leftovers[0]?.identity);
  });

  it('is exit 1, with the report, where the target breaks its word', async () => {
    const server = await started(NSX, { letsAnyoneIn: true });

    const { code, folder } = await assay(['run', 'nsx-sensor', '--target', server.origin, ...QUICK], {
      env: NSX.env,
    });

    expect(code).toBe(1);
    expect(reportOf(folder)).toMatchObject({ verdict: 'not-conformant', exitCode: 1 });
  });
});

describe('the reports of a run', () => {
  it('hold none of the credentials', async () => {
    const server = await started(PAM);

    const { folder } = await assay(
      ['run', 'senhasegura-pam', '--target', server.origin, '--mode', 'write', ...QUICK],
      { env: PAM.env },
    );

    for (const name of ['report.json', 'report.html', 'junit.xml']) {
      expect(readFileSync(join(folder, '.assay', name), 'utf8')).not.toContain(PAM.env['PAM_CLIENT_SECRET']);
    }
  });

  it.skipIf(process.getuid?.() === 0)('are refused before the run where they cannot be written', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o500);

    const { code, stderr } = await assay(['run', 'nsx-sensor'], { folder });

    expect(code).toBe(2);
    expect(stderr).toContain('--out .assay cannot be written to');
  });
});
