import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../contract/compile.ts';
import type { Operation } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import { headerValue, type WireReply, type WireRequest } from '../model/request.ts';
import { accessTo, type LoginSender } from './access.ts';
import { redactor } from './redaction.ts';

const SECURED = (name: string, requirement: string) =>
  `  /${name}: {get: {operationId: ${name}, security: [${requirement}], responses: {"200": {description: ok}}}}\n`;
const TEXT = (tokenUrl: string) => `openapi: 3.1.0
info: {title: Ways in, version: "1"}
servers: [{url: https://vendor.example/base}]
paths:
  /login: {post: {operationId: login, security: [{user: []}], responses: {"200": {description: ok}}}}
  /logout: {delete: {operationId: logout, security: [{session: []}], responses: {"204": {description: ok}}}}
  /token: {post: {operationId: token, security: [], responses: {"200": {description: ok}}}}
${[
  SECURED('anyone', ''),
  SECURED('byUser', '{user: []}'),
  SECURED('bySession', '{session: []}'),
  SECURED('byKey', '{key: []}'),
  SECURED('byQuery', '{query: []}'),
  SECURED('byCookie', '{cookie: []}'),
  SECURED('byToken', '{oauth2: []}'),
  SECURED('bySignature', '{oauth1: []}'),
  SECURED('byBoth', '{key: [], user: []}'),
  SECURED('byEither', '{key: []}, {user: []}'),
].join('')}components:
  securitySchemes:
    user: {type: http, scheme: basic, x-assay-credentials: {username: {env: W_USER}, password: {env: W_PASSWORD}}}
    session:
      {type: apiKey, in: header, name: X-Session, x-assay-session: {login: login, with: user, token: "$response.body#/token", logout: logout}}
    key: {type: apiKey, in: header, name: X-Key, x-assay-credentials: {value: {env: W_KEY}}}
    query: {type: apiKey, in: query, name: key, x-assay-credentials: {value: {env: W_KEY}}}
    cookie: {type: apiKey, in: cookie, name: sid, x-assay-credentials: {value: {env: W_KEY}}}
    oauth2:
      {type: oauth2, flows: {clientCredentials: {tokenUrl: "${tokenUrl}", scopes: {}}}, x-assay-credentials: {clientId: {env: W_CLIENT}, clientSecret: {env: W_SECRET}}}
    oauth1: {type: http, scheme: OAuth}
`;
const ENV: Record<string, string> = {
  W_USER: 'somebody',
  W_PASSWORD: 'hunter-22:x',
  W_KEY: 'key-of-ours',
  W_CLIENT: 'client-1',
  W_SECRET: 'secret & 2',
  ASSAY_OAUTH1_CONSUMER_KEY: 'consumer-1',
  ASSAY_OAUTH1_CONSUMER_SECRET: 'consumer-2',
  ASSAY_OAUTH1_TOKEN: 'token-11',
  ASSAY_OAUTH1_TOKEN_SECRET: 'token-22',
};
const folder = mkdtempSync(join(tmpdir(), 'assay-access-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Way {
  readonly env?: Record<string, string>;
  readonly given?: readonly string[];
  readonly answer?: (request: WireRequest, count: number) => WireReply | Promise<WireReply>;
  readonly tokenUrl?: string;
}

function wayIn({ env = ENV, given = [], answer = granted, tokenUrl = '/base/token' }: Way = {}) {
  const file = join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, TEXT(tokenUrl));
  const contract = compile({ file });
  const logins: { request: WireRequest; operation: string | undefined }[] = [];
  const send: LoginSender = async (operation, request) => {
    logins.push({ request, operation: operation?.operationId });
    return answer(request, logins.length);
  };
  const hide = redactor({ headers: [], members: [] });
  const access = accessTo({
    contract,
    env: new Map(Object.entries(env)),
    mock: false,
    run: 'run12345',
    url: 'https://host/base',
    redactor: hide,
    send,
    givenHeaders: new Set(given),
  });
  const operation = (id: string) =>
    contract.operations.find(({ operationId }) => operationId === id) as Operation;
  const ask = (id: string, request = GET) => access.authorised(operation(id), request);
  return {
    access,
    logins,
    operation,
    ask,
    hide,
    scheme: (name: string) => contract.schemes.find((one) => one.name === name),
  };
}

const GET: WireRequest = { method: 'GET', path: '/x?a=1', headers: [] };

function answered(status: number, body: unknown): WireReply {
  return {
    status,
    headers: [],
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    truncated: false,
  };
}

function granted(_: WireRequest, count: number): WireReply {
  return answered(200, { token: `session-${count}`, access_token: `access-${count}` });
}

function tokenIn(request: WireRequest): string | undefined {
  return headerValue(request.headers, 'x-session');
}

describe('a login session', () => {
  it('is opened once for many requests at once', async () => {
    const { ask, logins, access } = wayIn();

    const requests = await Promise.all(Array.from({ length: 20 }, () => ask('bySession')));

    expect(new Set(requests.map(tokenIn))).toEqual(new Set(['session-1']));
    expect(logins).toHaveLength(1);
    expect(logins[0]).toMatchObject({ operation: 'login', request: { method: 'POST', path: '/login' } });
    expect(access.sessions().map(({ token }) => token)).toEqual(['session-1']);
  });

  it('is renewed once when many requests are refused with its token', async () => {
    const { ask, logins, access } = wayIn();
    const refused = await Promise.all(Array.from({ length: 10 }, () => ask('bySession')));

    const renewed = await Promise.all(
      refused.map(async (request, index) => {
        await new Promise((resolve) => setTimeout(resolve, index));
        access.expire(request);
        return ask('bySession');
      }),
    );

    expect(new Set(renewed.map(tokenIn))).toEqual(new Set(['session-2']));
    expect(logins).toHaveLength(2);
  });

  it('is renewed after any expiry', async () => {
    const { ask, access } = wayIn();
    await ask('bySession');

    access.expire();

    expect(tokenIn(await ask('bySession'))).toBe('session-2');
    expect(access.sessions().map(({ token }) => token)).toEqual(['session-1', 'session-2']);
  });

  it('that was ended is neither used nor ended again', async () => {
    const { ask, access } = wayIn();
    await ask('bySession');

    access.ended('session-1');

    expect(access.sessions()).toEqual([]);
    expect(tokenIn(await ask('bySession'))).toBe('session-2');
  });

  it('that a case opened is ended with the others, and not used for them', async () => {
    const { ask, access, operation, scheme, hide } = wayIn();
    await ask('bySession');

    expect(access.adopt(operation('login'), answered(200, { token: 'session-of-a-case' }))).toBe(
      'session-of-a-case',
    );
    expect(access.adopt(operation('login'), answered(401, { token: 'nothing' }))).toBeUndefined();
    expect(access.adopt(operation('byUser'), answered(200, { token: 'nothing' }))).toBeUndefined();

    expect(access.sessions().map(({ token }) => token)).toEqual(['session-1', 'session-of-a-case']);
    expect(tokenIn(await ask('bySession'))).toBe('session-1');
    const session = scheme('session');
    expect(session && tokenIn(access.withSession(session, 'session-of-a-case', GET))).toBe(
      'session-of-a-case',
    );
    expect(hide.text('it was session-of-a-case')).toBe('it was $SESSION_TOKEN');
  });

  it('is tried once more where the login got no answer', async () => {
    let isDown = true;
    const { ask, logins } = wayIn({
      answer: (request, count) => {
        if (isDown) throw new NotTestable('the login got no reply');
        return granted(request, count);
      },
    });

    await expect(ask('bySession')).rejects.toThrow('no reply');
    isDown = false;

    expect(tokenIn(await ask('bySession'))).toBe('session-2');
    expect(logins).toHaveLength(2);
  });
});

describe('a login', () => {
  it.each([400, 401, 403])(
    'that is refused with %i names the variables, and is not tried again',
    async (status) => {
      const { ask, logins } = wayIn({ answer: () => answered(status, '') });

      for (let time = 0; time < 3; time += 1) {
        const error = await ask('bySession').catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(NotTestable);
        expect(error).toMatchObject({
          message: `the target refused the login: POST /login answered ${status}.`,
          mend: 'Check W_USER and W_PASSWORD.',
        });
      }
      expect(logins).toHaveLength(1);
    },
  );

  it.each([
    { status: 500, body: 'oops' },
    { status: 404, body: '' },
    { status: 200, body: {} },
    { status: 200, body: { token: '' } },
    { status: 200, body: { token: 7 } },
    { status: 302, body: { token: 'token-of-a-redirect' } },
  ])('that answers $status $body gave no token', async ({ status, body }) => {
    const { ask } = wayIn({ answer: () => answered(status, body) });

    await expect(ask('bySession')).rejects.toThrow(`the login gave no token: POST /login answered ${status}`);
  });
});

describe('OAuth 2', () => {
  it('gets one token with the client’s credentials as a form', async () => {
    const { ask, logins, hide } = wayIn();

    const [first, second] = await Promise.all([ask('byToken'), ask('byToken')]);

    expect(
      [first, second].map((request) => request && headerValue(request.headers, 'authorization')),
    ).toEqual(['Bearer access-1', 'Bearer access-1']);
    expect(logins).toHaveLength(1);
    expect(logins[0]).toMatchObject({ operation: 'token', request: { method: 'POST', path: '/token' } });
    expect(
      Object.fromEntries(new URLSearchParams(Buffer.from(logins[0]?.request.body ?? []).toString())),
    ).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'secret & 2',
    });
    expect(hide.text('access-1')).toBe('$OAUTH2_TOKEN');
  });

  it.each(['/token', '/base/token', 'https://vendor.example/base/token', 'https://host/base/token'])(
    'goes to %s on the target',
    async (tokenUrl) => {
      const { ask, logins } = wayIn({ tokenUrl });

      await ask('byToken');

      expect(logins[0]?.request.path).toBe('/token');
    },
  );

  it.each(['https://elsewhere.example/base/token', '/outside/token'])(
    'does not go to %s',
    async (tokenUrl) => {
      const { ask, logins } = wayIn({ tokenUrl });

      await expect(ask('byToken')).rejects.toThrow('token endpoint');
      expect(logins).toEqual([]);
    },
  );
});

describe('missing variables', () => {
  it('are told for each requirement', () => {
    const { access, operation } = wayIn({ env: { W_USER: 'somebody', W_SECRET: '' } });

    const missing = (id: string) => access.missing(operation(id));
    expect(missing('anyone')).toEqual([]);
    expect(missing('byUser')).toEqual([['W_PASSWORD']]);
    expect(missing('bySession')).toEqual([['W_PASSWORD']]);
    expect(missing('byToken')).toEqual([['W_CLIENT', 'W_SECRET']]);
    expect(missing('byBoth')).toEqual([['W_KEY', 'W_PASSWORD']]);
    expect(missing('byEither')).toEqual([['W_KEY'], ['W_PASSWORD']]);
  });

  it('of one requirement are no matter where another can be met', async () => {
    const { access, operation, ask } = wayIn({ env: { W_USER: 'u', W_PASSWORD: 'p' } });

    expect(access.missing(operation('byEither'))).toEqual([]);
    expect((await ask('byEither')).headers.map(([name]) => name)).toEqual(['Authorization']);
  });

  it('are no matter where a header that the user gives stands for them', async () => {
    const { access, operation, ask, logins } = wayIn({
      env: {},
      given: ['authorization', 'x-session', 'cookie'],
    });

    for (const id of ['byUser', 'byToken', 'bySession', 'byCookie', 'bySignature']) {
      expect(access.missing(operation(id)), id).toEqual([]);
      expect(await ask(id)).toEqual(GET);
    }
    expect(access.missing(operation('byQuery'))).toEqual([['W_KEY']]);
    expect(logins).toEqual([]);
  });
});

describe('wrong credentials', () => {
  const SECURED_BY = [
    'byUser',
    'bySession',
    'byKey',
    'byQuery',
    'byCookie',
    'byToken',
    'bySignature',
    'byBoth',
    'byEither',
  ];

  it.each(SECURED_BY)('of %s hold nothing real', async (id) => {
    const { access, operation, ask } = wayIn();
    const right = await ask(id);

    const wrong = access.wrong(operation(id), GET);

    expect(wrong).not.toEqual(GET);
    expect(wrong.headers.map(([name]) => name)).toEqual(right.headers.map(([name]) => name));
    const text = JSON.stringify(wrong);
    const unpacked =
      text +
      Buffer.from(headerValue(wrong.headers, 'authorization')?.split(' ')[1] ?? '', 'base64').toString();
    for (const value of [...Object.values(ENV), 'session-1', 'access-1'])
      expect(unpacked).not.toContain(value);
  });

  it('go without the headers that the user gives', () => {
    const { access, operation } = wayIn({ given: ['x-key', 'authorization', 'x-other'] });
    const request: WireRequest = {
      ...GET,
      headers: [
        ['X-Key', 'real'],
        ['authorization', 'Bearer real'],
        ['X-Other', 'kept'],
      ],
    };

    const wrong = access.wrong(operation('byUser'), request);

    expect(JSON.stringify(wrong)).not.toContain('real');
    expect(wrong.headers.map(([name]) => name)).toEqual(['X-Other', 'Authorization']);
  });

  it('are sent without a login', () => {
    const { access, operation, logins } = wayIn();

    access.wrong(operation('bySession'), GET);

    expect(logins).toEqual([]);
  });
});

it('secrets of the environment are hidden before they are used, in pairs too', () => {
  const { hide } = wayIn();

  expect(hide.text('hunter-22:x and key-of-ours')).toBe('$W_PASSWORD and $W_KEY');
  expect(hide.text(Buffer.from('somebody:hunter-22:x').toString('base64'))).toBe('$W_USER:$W_PASSWORD');
});
