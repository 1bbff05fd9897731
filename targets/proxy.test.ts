import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { always, reply, startRaw } from './raw-server.test-support.ts';
import { httpTransport } from './transport.ts';

const seen: string[] = [];
let proxy: Server;
let address = '';

beforeAll(async () => {
  proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.end('by proxy');
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    const port = Number(request.url?.split(':')[1]);
    // Wherever it is asked to go, it goes to this machine.
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterEach(() => {
  seen.length = 0;
  vi.unstubAllEnvs();
});

afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
});

function useProxy(noProxy = ''): void {
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) vi.stubEnv(name, undefined);
  vi.stubEnv('HTTP_PROXY', address);
  vi.stubEnv('HTTPS_PROXY', address);
  vi.stubEnv('NO_PROXY', noProxy);
}

describe('a proxy in the environment', () => {
  it('is used for http, with the path as it is', async () => {
    useProxy();
    const transport = httpTransport({ url: 'http://appliance.invalid/base', timeout: 5 });

    const outcome = await transport.send({
      method: 'GET',
      path: '/%zz//x?a=%2F',
      headers: [['Authorization', 'Basic abc']],
    });

    expect(outcome).toMatchObject({ reply: { status: 200 } });
    expect(seen).toEqual(['GET http://appliance.invalid/base/%zz//x?a=%2F Basic abc']);
    await transport.close();
  });

  it('is tunnelled through for https', async () => {
    useProxy();
    const transport = httpTransport({ url: 'https://appliance.invalid:1', timeout: 1 });

    expect(await transport.send({ method: 'GET', path: '/', headers: [] })).toHaveProperty('failure');
    expect(seen[0]).toBe('CONNECT appliance.invalid:1');
    await transport.close();
  });

  it('is never used for this machine', async () => {
    useProxy();
    const server = await startRaw(always(reply(200, [])));
    for (const host of ['127.0.0.1', 'localhost']) {
      const transport = httpTransport({ url: `http://${host}:${server.port}`, timeout: 5 });

      expect(await transport.send({ method: 'GET', path: '/', headers: [] })).toMatchObject({
        reply: { status: 200 },
      });
      await transport.close();
    }
    expect(seen).toEqual([]);
  });

  it('is not used for what NO_PROXY names', async () => {
    useProxy('appliance.invalid');
    const transport = httpTransport({ url: 'http://appliance.invalid', timeout: 5 });

    expect(await transport.send({ method: 'GET', path: '/', headers: [] })).toMatchObject({
      failure: { code: 'name' },
    });
    expect(seen).toEqual([]);
    await transport.close();
  });
});
