import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { headerValue, type WireFailure, type WireReply, type WireRequest } from '../model/request.ts';
import { MAX_BODY_BYTES } from './decode.ts';
import { always, type RawHandler, reply, startRaw } from './raw-server.test-support.ts';
import { httpTransport, isLoopback, type Outcome } from './transport.ts';

const GET: WireRequest = { method: 'GET', path: '/', headers: [] };
const MIB = 1024 * 1024;

async function ask(handler: RawHandler, request: WireRequest = GET, timeout = 5): Promise<Outcome> {
  const server = await startRaw(handler);
  const transport = httpTransport({ url: server.origin, timeout });
  try {
    return await transport.send(request);
  } finally {
    await transport.close();
  }
}

async function replyOf(...asked: Parameters<typeof ask>): Promise<WireReply> {
  const outcome = await ask(...asked);
  if ('failure' in outcome) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.reply;
}

async function failureFrom(...asked: Parameters<typeof ask>): Promise<WireFailure> {
  const outcome = await ask(...asked);
  if ('reply' in outcome) throw new Error(`answered ${outcome.reply.status}`);
  return outcome.failure;
}

function textOf({ body }: WireReply): string {
  return Buffer.from(body).toString();
}

/** Sends a piece again and again until the other side has had enough. */
function endlessly(first: string, piece: string | Buffer, pauseMs = 0): RawHandler {
  return (socket) => {
    socket.write(first);
    const more = () => {
      if (socket.destroyed) return;
      const isFull = !socket.write(piece);
      if (pauseMs > 0) setTimeout(more, pauseMs);
      else if (isFull) socket.once('drain', more);
      else setImmediate(more);
    };
    more();
  };
}

describe('a target that does not speak HTTP as it should', () => {
  it.each([
    { what: 'closes without a word', handler: (socket) => socket.end(), code: 'reset' },
    { what: 'resets the connection', handler: (socket) => socket.resetAndDestroy(), code: 'reset' },
    {
      what: 'sends fewer bytes than its Content-Length says',
      handler: always('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfew'),
      code: 'reset',
    },
    {
      what: 'breaks off inside a chunk',
      handler: always('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nfew'),
      code: 'reset',
    },
    {
      what: 'has two lengths',
      handler: always('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'),
      code: 'malformed',
    },
    {
      what: 'has a length and chunks',
      handler: always(
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n',
      ),
      code: 'malformed',
    },
    { what: 'speaks SSH', handler: always('SSH-2.0-OpenSSH_9.7\r\n'), code: 'malformed' },
    {
      what: 'ends lines with a bare LF',
      handler: always('HTTP/1.1 200 OK\nContent-Length: 0\n\n'),
      code: 'malformed',
    },
    {
      what: 'answers status 99',
      handler: always('HTTP/1.1 99 Odd\r\nContent-Length: 0\r\n\r\n'),
      code: 'malformed',
    },
    {
      what: 'has a NUL in a header',
      handler: always('HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n'),
      code: 'malformed',
    },
    {
      what: 'switches protocols unasked',
      handler: always('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      code: 'reset',
    },
  ] satisfies { what: string; handler: RawHandler; code: WireFailure['code'] }[])(
    'that $what fails as $code',
    async ({ handler, code }) => {
      const failure = await failureFrom(handler);

      expect(failure.code).toBe(code);
      expect(failure.message).not.toBe('');
    },
  );

  it('shows the first bytes of what it cannot read, as hex', async () => {
    const failure = await failureFrom(always('SSH-2.0-OpenSSH_9.7\r\n'));

    expect(failure.message).toContain(Buffer.from('SSH-2.0-').toString('hex').slice(0, 8));
  });

  it('that is not there is refused', async () => {
    const server = await startRaw(() => undefined);
    const transport = httpTransport({ url: 'http://127.0.0.1:1', timeout: 5 });

    expect(await transport.send(GET)).toMatchObject({ failure: { code: 'refused' } });
    expect(server.requests).toEqual([]);
    await transport.close();
  });

  it('that has no name is not found', async () => {
    const transport = httpTransport({ url: 'http://nobody.invalid', timeout: 10 });

    expect(await transport.send(GET)).toMatchObject({ failure: { code: 'name' } });
    await transport.close();
  });
});

describe('a target that wears a client out', () => {
  it.each([
    { what: 'is silent', handler: () => undefined },
    { what: 'sends headers one byte at a time', handler: endlessly('HTTP/1.1 200 OK\r\nX-A: ', 'a', 20) },
    {
      what: 'sends a body one byte at a time',
      handler: endlessly('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n', 'a', 20),
    },
    {
      what: 'sends 103 for ever',
      handler: endlessly('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 1),
    },
  ] satisfies { what: string; handler: RawHandler }[])(
    'and $what meets the deadline',
    async ({ handler }) => {
      const startedAt = performance.now();

      const failure = await failureFrom(handler, GET, 0.4);

      expect(failure).toEqual({ code: 'timeout', message: 'no complete reply within 0.4 s' });
      expect(performance.now() - startedAt).toBeLessThan(10_000);
    },
  );

  it('with endless headers meets the cap', async () => {
    const failure = await failureFrom(
      endlessly('HTTP/1.1 200 OK\r\n', `X-A: ${'a'.repeat(1000)}\r\n`),
      GET,
      20,
    );

    expect(failure.code).toBe('malformed');
  });

  it.each([
    { how: 'of any length', first: 'HTTP/1.1 200 OK\r\n\r\n', piece: Buffer.alloc(64 * 1024, 'a') },
    {
      how: 'in chunks',
      first: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      piece: `10000\r\n${'a'.repeat(0x10000)}\r\n`,
    },
    {
      how: 'of a length that it says',
      first: 'HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n',
      piece: Buffer.alloc(64 * 1024, 'a'),
    },
  ])('with an endless body $how meets the cap, in bounded memory', async ({ first, piece }) => {
    const before = process.memoryUsage().rss;

    const failure = await failureFrom(endlessly(first, piece), GET, 20);

    expect(failure.code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
  });

  it('sends 103 a thousand times before its reply', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(1000);

    expect((await replyOf(always(early + reply(200, [], 'late').toString()))).status).toBe(200);
  });

  it.each([
    { coding: 'gzip', bomb: gzipSync(Buffer.alloc(50 * MIB)) },
    { coding: 'deflate', bomb: deflateSync(Buffer.alloc(50 * MIB)) },
    { coding: 'br', bomb: brotliCompressSync(Buffer.alloc(50 * MIB), { params: { 0: 5 } }) },
  ])('sends 50 MB in a little $coding', async ({ coding, bomb }) => {
    expect(bomb.length).toBeLessThan(60 * 1024);
    const before = process.memoryUsage().rss;

    const failure = await failureFrom(always(reply(200, [`Content-Encoding: ${coding}`], bomb)));

    expect(failure).toEqual({
      code: 'too-large',
      message: 'the body is larger than 8 MiB once it is decoded',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
  });
});

describe('content codings', () => {
  const text = JSON.stringify({ said: 'grüezi' });

  it.each([
    { coding: 'gzip', body: gzipSync(text) },
    { coding: 'X-GZIP', body: gzipSync(text) },
    { coding: 'deflate', body: deflateSync(text) },
    { coding: 'deflate', body: deflateRawSync(text) },
    { coding: 'br', body: brotliCompressSync(text) },
    { coding: 'identity', body: Buffer.from(text) },
  ])('$coding is undone, for every status', async ({ coding, body }) => {
    for (const status of [200, 422, 500]) {
      const got = await replyOf(always(reply(status, [`Content-Encoding: ${coding}`], body)));

      expect(got).toMatchObject({ status, truncated: false });
      expect(textOf(got)).toBe(text);
    }
  });

  it.each([
    { what: 'an unknown coding', coding: 'zstd', body: Buffer.from('whatever') },
    { what: 'a chain of codings', coding: 'gzip, gzip', body: gzipSync(gzipSync(text)) },
    { what: 'a coding that was cut short', coding: 'gzip', body: gzipSync(text).subarray(0, 20) },
    { what: 'a coding that is another', coding: 'br', body: gzipSync(text) },
  ])('$what leaves the bytes as they came, and is told', async ({ coding, body }) => {
    const got = await replyOf(always(reply(200, [`Content-Encoding: ${coding}`], body)));

    expect(got.truncated).toBe(true);
    expect(Buffer.from(got.body).equals(body)).toBe(true);
  });

  it('of a HEAD are not looked for', async () => {
    const got = await replyOf(
      always('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 40\r\n\r\n'),
      { ...GET, method: 'HEAD' },
    );

    expect(got).toMatchObject({ status: 200, truncated: false });
  });
});

describe('a reply', () => {
  it('of status 999 is one', async () => {
    expect((await replyOf(always(reply(999, [])))).status).toBe(999);
  });

  it('may have a header of 20 KiB', async () => {
    const got = await replyOf(always(reply(200, [`X-Long: ${'a'.repeat(20 * 1024)}`])));

    expect(headerValue(got.headers, 'x-long')).toHaveLength(20 * 1024);
  });

  it('keeps headers in their order, case and number', async () => {
    const got = await replyOf(always(reply(200, ['Set-Cookie: a=1', 'x-Odd: 1', 'Set-Cookie: b=2'])));

    expect(got.headers.slice(0, 3)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['x-Odd', '1'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  it('keeps header bytes that are no ASCII', async () => {
    const utf8 = await replyOf(
      always(
        Buffer.concat([
          Buffer.from('HTTP/1.1 200 OK\r\nX-A: '),
          Buffer.from('é', 'utf8'),
          Buffer.from('\r\nContent-Length: 0\r\n\r\n'),
        ]),
      ),
    );
    const latin1 = await replyOf(
      always(
        Buffer.concat([
          Buffer.from('HTTP/1.1 200 OK\r\nX-A: '),
          Buffer.from('é', 'latin1'),
          Buffer.from('\r\nContent-Length: 0\r\n\r\n'),
        ]),
      ),
    );

    expect(headerValue(utf8.headers, 'x-a')).toBe('é');
    expect(headerValue(latin1.headers, 'x-a')).toBe('é');
  });

  it('keeps the bytes of a body that is no UTF-8', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22]);

    expect(Buffer.from((await replyOf(always(reply(200, [], bytes)))).body).equals(bytes)).toBe(true);
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await startRaw(always(reply(200, [])));

    const got = await replyOf(always(reply(302, [`Location: ${elsewhere.origin}/`])));

    expect(got.status).toBe(302);
    expect(elsewhere.requests).toEqual([]);
  });

  it.each([204, 304])('of %i ends with its headers, whatever length they announce', async (status) => {
    const got = await replyOf(always(`HTTP/1.1 ${status} Fine\r\nContent-Length: 5\r\n\r\n`, false));

    expect(got).toMatchObject({ status, body: new Uint8Array() });
  });

  it('of 204 with a body is read, and so is the next', async () => {
    const server = await startRaw((socket, _, count) => {
      if (count === 0) socket.write('HTTP/1.1 204 No Content\r\n\r\nhello');
      else socket.end(reply(200, [], 'next'));
    });
    const transport = httpTransport({ url: server.origin, timeout: 5 });

    const first = await transport.send(GET);
    const second = await transport.send(GET);

    expect(first).toMatchObject({ reply: { status: 204 } });
    expect(second).toMatchObject({ reply: { status: 200 } });
    await transport.close();
  });
});

describe('a request', () => {
  it.each(['/%zz', '//x/../y', '/a%2Fb', '/a%252fb?q=%ZZ&q=%20', '/a;b=c/[x]?a[b]=1&%C3%A9', '/?'])(
    'goes to %s unchanged',
    async (path) => {
      const server = await startRaw(always(reply(200, [])));
      const transport = httpTransport({ url: `${server.origin}/base/`, timeout: 5 });

      await transport.send({ ...GET, path });

      expect(transport.url).toBe(`${server.origin}/base`);
      expect(server.requests[0]?.split('\r\n', 1)[0]).toBe(`GET /base${path} HTTP/1.1`);
      await transport.close();
    },
  );

  it.each(['TRACE', 'PATCH', 'OPTIONS', 'HEAD', 'PUT', 'PURGE', 'PROPFIND'])('may be %s', async (method) => {
    const server = await startRaw(always('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'));
    const transport = httpTransport({ url: server.origin, timeout: 5 });

    expect(await transport.send({ ...GET, method })).toMatchObject({ reply: { status: 200 } });
    expect(server.requests[0]).toMatch(new RegExp(`^${method} / `));
    await transport.close();
  });

  it.each(['DELETE', 'GET', 'POST'])('of %s may have a body', async (method) => {
    const server = await startRaw(always(reply(200, [])));
    const transport = httpTransport({ url: server.origin, timeout: 5 });

    await transport.send({ ...GET, method, body: Buffer.from('{"a":1}') });

    expect(server.requests[0]).toMatch(/content-length: 7\r\n([^\r\n]+\r\n)*\r\n\{"a":1\}$/i);
    await transport.close();
  });

  it('sends repeated headers, and values beyond ASCII as UTF-8', async () => {
    const server = await startRaw(always(reply(200, [])));
    const transport = httpTransport({ url: server.origin, timeout: 5 });

    await transport.send({
      ...GET,
      headers: [
        ['X-A', '1'],
        ['X-A', '2'],
        ['X-B', 'é €'],
      ],
    });

    expect(server.requests[0]).toContain('X-A: 1\r\nX-A: 2\r\n');
    expect(Buffer.from(server.requests[0] ?? '', 'latin1').toString()).toContain('X-B: é €\r\n');
    await transport.close();
  });

  it('that HTTP cannot carry is not sent, which is not the target’s fault', async () => {
    const failure = await failureFrom(always(reply(200, [])), { ...GET, headers: [['X-A', 'a\r\nb']] });

    expect(failure.code).toBe('aborted');
    expect(failure.message).toContain('not sent');
  });

  it('is cut off when the run is interrupted', async () => {
    const server = await startRaw(() => undefined);
    const transport = httpTransport({ url: server.origin, timeout: 5 });
    const stop = new AbortController();

    const outcome = transport.send(GET, stop.signal);
    setTimeout(() => stop.abort(new Error('Ctrl-C')), 50);

    expect(await outcome).toEqual({ failure: { code: 'aborted', message: 'the run was interrupted' } });
    await transport.close();
  });
});

describe('a transport', () => {
  it('leaves nothing open', async () => {
    const server = await startRaw(always(reply(200, [], 'kept'), false));
    const transport = httpTransport({ url: server.origin, timeout: 30 });

    await Promise.all([transport.send(GET), transport.send(GET)]);
    await transport.close();

    await expect.poll(() => server.sockets.size).toBe(0);
    await expect
      .poll(() => process.getActiveResourcesInfo().filter((name) => /^T(CP|LS)(Socket)?Wrap$/.test(name)))
      .toEqual([]);
  });

  it('that is closed fails what is on its way', async () => {
    const server = await startRaw(() => undefined);
    const transport = httpTransport({ url: server.origin, timeout: 5 });
    const outcome = transport.send(GET);
    await expect.poll(() => server.requests.length).toBe(1);

    await transport.close();

    expect(await outcome).toMatchObject({ failure: { code: 'aborted' } });
  });

  it.each(['nonsense', 'ftp://host/', 'http://user:hunter22@host/', 'http://host/?a=1', 'http://host/#a'])(
    'refuses %s as a target, without its password',
    (url) => {
      const make = () => httpTransport({ url, timeout: 1 });

      expect(make).toThrow(/--target/);
      expect(make).not.toThrow(/hunter22/);
    },
  );

  it('knows this machine by its names', () => {
    expect(['localhost', 'localhost.', '[::1]', '127.0.0.1', '127.1.2.3'].map(isLoopback)).toEqual(
      Array(5).fill(true),
    );
    expect(['127.evil.example', 'localhost.example', '[::2]', '10.0.0.1'].map(isLoopback)).toEqual(
      Array(4).fill(false),
    );
  });

  it('reads no more than its limit and all of it', async () => {
    const exact = Buffer.alloc(MAX_BODY_BYTES, 'a');

    expect((await replyOf(always(reply(200, [], exact)))).body).toHaveLength(MAX_BODY_BYTES);
  });
});
