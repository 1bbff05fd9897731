import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scheme } from '../model/contract.ts';
import { headerValue, type WireRequest } from '../model/request.ts';
import { OAuth1Verifier } from '../test/servers/pam/oauth1.ts';
import { basic, madeUpParts, withCredentials } from './credentials.ts';
import { httpTransport } from './transport.ts';

const GET: WireRequest = { method: 'GET', path: '/a', headers: [['Accept', '*/*']] };

function scheme(kind: Scheme['kind'], rest: Partial<Scheme> = {}): Scheme {
  return { name: kind, kind, pointer: '', credentials: new Map(), ...rest };
}

function carried(where: 'header' | 'query' | 'cookie', name: string): Scheme {
  return scheme('api-key', { carrier: { in: where, name } });
}

function sent(chosen: Scheme, parts: Record<string, string>, request: WireRequest = GET): WireRequest {
  return withCredentials(request, chosen, new Map(Object.entries(parts)), 'http://host');
}

describe('credentials', () => {
  it.each([
    { username: 'api_1', password: 'a:b:c' },
    { username: 'jürg', password: 'pä$$wörd €' },
    { username: '', password: '' },
  ])('of Basic carry $username and $password in UTF-8', ({ username, password }) => {
    const value = headerValue(sent(scheme('basic'), { username, password }).headers, 'authorization') ?? '';

    expect(value).toBe(basic(username, password));
    expect(Buffer.from(value.slice('Basic '.length), 'base64').toString()).toBe(`${username}:${password}`);
  });

  it('of bearer and OAuth 2 are a token', () => {
    for (const kind of ['bearer', 'oauth2'] as const) {
      expect(headerValue(sent(scheme(kind), { token: 't0k' }).headers, 'authorization')).toBe('Bearer t0k');
    }
  });

  it('replace what stands there in any case', () => {
    const request: WireRequest = {
      ...GET,
      headers: [
        ['AUTHORIZATION', 'old'],
        ['X-A', '1'],
      ],
    };

    expect(sent(scheme('bearer'), { token: 'new' }, request).headers).toEqual([
      ['X-A', '1'],
      ['Authorization', 'Bearer new'],
    ]);
  });

  it('may stand in a header, a query or a cookie', () => {
    expect(headerValue(sent(carried('header', 'X-Key'), { value: 'k&1' }).headers, 'x-key')).toBe('k&1');
    expect(sent(carried('query', 'api key'), { value: 'k&1' }).path).toBe('/a?api%20key=k%261');
    expect(sent(carried('query', 'k'), { value: 'v' }, { ...GET, path: '/a?b=c' }).path).toBe('/a?b=c&k=v');
    const both = sent(carried('cookie', 'sid'), { value: 's' }, { ...GET, headers: [['Cookie', 'a=b']] });
    expect(both.headers).toEqual([['Cookie', 'a=b; sid=s']]);
  });

  it('that nobody has are new for every use, and name the run', () => {
    const made = madeUpParts(
      scheme('basic', { credentials: new Map([['username', { env: 'U', pointer: '' }]]) }),
      'run12345',
    );

    expect(made.get('username')).toBe('assay-nobody-run12345');
    expect(made.get('token')).not.toBe(madeUpParts(scheme('bearer'), 'run12345').get('token'));
  });
});

describe('OAuth 1.0', () => {
  const keys = { consumerKey: 'ck €&=', consumerSecret: "c's+%", token: 'tk/1', tokenSecret: 't:s ü' };
  const verifier = new OAuth1Verifier(keys);
  let server: Server;
  let origin = '';

  beforeAll(async () => {
    server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s);
      const { method = '', headers } = incoming;
      const complaint = verifier.complaint({
        method,
        headers,
        path,
        segments: [],
        query: new URLSearchParams(query),
        body: Buffer.concat(chunks),
      });
      outgoing.writeHead(complaint === undefined ? 200 : 401).end(complaint);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function verdict(request: WireRequest, parts: Record<string, string>): Promise<number | undefined> {
    const transport = httpTransport({ url: `${origin}/base`, timeout: 5 });
    const signed = withCredentials(request, scheme('oauth1'), new Map(Object.entries(parts)), transport.url);
    const outcome = await transport.send(signed);
    await transport.close();
    return 'reply' in outcome ? outcome.reply.status : undefined;
  }

  const form = (text: string): WireRequest => ({
    method: 'POST',
    path: '/f?q=1',
    headers: [['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8']],
    body: Buffer.from(text),
  });
  const requests: [string, WireRequest][] = [
    ['a plain path', GET],
    ['a path with escapes', { ...GET, path: '/a%20b/%C3%A9%2F;x' }],
    ['a query', { ...GET, path: '/a?b=5&a=1' }],
    ['repeated names', { ...GET, path: '/a?a=2&a=10&a=1&A=0' }],
    ['empty values and names alone', { ...GET, path: '/a?a=&a=1&b&c=' }],
    ['special characters', { ...GET, path: "/a?q=%21%2A%27%28%29%26%3D%2B%25~-._!*'()&%5Bx%5D=%C3%BC" }],
    ['plus for a space', { ...GET, path: '/a?q=a+b&r=a%2Bb' }],
    ['equals signs in a value', { ...GET, path: '/a?q=a=b==&t=YQ==' }],
    ['names that objects have', { ...GET, path: '/a?constructor=1&toString=2&constructor=0' }],
    ['escapes that are none', { ...GET, path: '/a?q=%zz&r=%' }],
    ['a question mark in a value', { ...GET, path: '/a?q=a?b&r=1' }],
    ['a form', form('b=2&a=1&q=0')],
    ['a form with everything', form('a=&a=x+y&b=%C3%A9%26&b=%2B%3D&c%5B%5D=1&c%5B%5D=0&d=%E2%82%AC*')],
    [
      'a body of JSON, which is not signed',
      { ...form('{"a":"b=c&d"}'), headers: [['Content-Type', 'application/json']] },
    ],
    ['another method', { ...GET, method: 'DELETE' }],
  ];

  it.each(requests)('signs %s as RFC 5849 says', async (_, request) => {
    for (const signatureMethod of ['HMAC-SHA1', 'HMAC-SHA256', 'hmac-sha256']) {
      expect(await verdict(request, { ...keys, signatureMethod }), signatureMethod).toBe(200);
    }
  });

  it('is refused with one wrong secret', async () => {
    expect(await verdict(GET, { ...keys, tokenSecret: 'other' })).toBe(401);
    expect(await verdict(GET, { ...keys, consumerSecret: 'other' })).toBe(401);
  });

  it('cannot sign by another method', () => {
    const sign = () => sent(scheme('oauth1'), { ...keys, signatureMethod: 'PLAINTEXT' });

    expect(sign).toThrow(/PLAINTEXT/);
  });
});
