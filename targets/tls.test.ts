import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from './certificate.test-support.ts';
import { always, startRaw } from './raw-server.test-support.ts';
import { httpTransport, type Outcome, type TransportOptions } from './transport.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
const ours = selfSigned('appliance');
const client = selfSigned('client');
let server: Server;
let port = 0;

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function ask(options: Partial<TransportOptions>, host = '127.0.0.1'): Promise<Outcome> {
  const transport = httpTransport({ url: `https://${host}:${port}`, timeout: 5, ...options });
  try {
    return await transport.send({ method: 'GET', path: '/', headers: [] });
  } finally {
    await transport.close();
  }
}

beforeAll(async () => {
  const answer = { ...ours, requestCert: true, rejectUnauthorized: false };
  server = createServer(answer, (request, response) => {
    const peer = (request.socket as TLSSocket).getPeerCertificate();
    response.end(String(peer.subject?.CN ?? 'nobody'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('a target with a certificate that signs itself', () => {
  it('is not trusted', async () => {
    expect(await ask({})).toMatchObject({ failure: { code: 'tls' } });
  });

  it('is trusted with its certificate as --ca, by name and by address', async () => {
    const ca = file('ca.pem', ours.cert);

    expect(await ask({ ca })).toMatchObject({ reply: { status: 200 } });
    expect(await ask({ ca }, 'localhost')).toMatchObject({ reply: { status: 200 } });
  });

  it('is not trusted with another certificate as --ca', async () => {
    expect(await ask({ ca: file('other.pem', client.cert) })).toMatchObject({ failure: { code: 'tls' } });
  });

  it('is accepted with --insecure, and only there', async () => {
    expect(await ask({ insecure: true })).toMatchObject({ reply: { status: 200 } });
    expect(await ask({ insecure: false })).toMatchObject({ failure: { code: 'tls' } });
    expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBeUndefined();
  });

  it('sees the certificate of the client', async () => {
    const given = {
      cert: file('client.pem', client.cert),
      key: file('client.key', client.key),
      insecure: true,
    };

    const outcome = await ask(given);

    expect('reply' in outcome && Buffer.from(outcome.reply.body).toString()).toBe('client');
  });
});

it('https to a port that speaks http fails as tls', async () => {
  const plain = await startRaw(always('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
  // A client's hello has no end that a server of text would wait for.
  const transport = httpTransport({ url: `https://127.0.0.1:${plain.port}`, timeout: 5 });
  const outcome = transport.send({ method: 'GET', path: '/', headers: [] });
  await expect.poll(() => plain.sockets.size).toBe(1);
  for (const socket of plain.sockets) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');

  expect(await outcome).toMatchObject({ failure: { code: 'tls' } });
  await transport.close();
});

describe('certificate files', () => {
  it.each([
    {
      what: 'that are missing',
      options: { ca: '/nowhere/ca.pem' },
      says: '--ca /nowhere/ca.pem cannot be read',
    },
    { what: 'that are no PEM', options: { ca: file('no.pem', 'no PEM') }, says: 'no.pem' },
    {
      what: 'of a key that fits no certificate',
      options: { cert: file('c.pem', client.cert), key: file('o.key', ours.key) },
      says: 'cannot be used',
    },
  ])('$what are told before anything is sent', ({ options, says }) => {
    const make = () => httpTransport({ url: 'https://127.0.0.1:1', timeout: 1, ...options });

    expect(make).toThrow(says);
  });
});
