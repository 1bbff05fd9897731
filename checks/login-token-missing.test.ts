import { describe, expect, it } from 'vitest';
import { compileDocument } from '../contract/testing/compile-document.ts';
import { inWords } from '../model/in-words.ts';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { loginTokenMissing } from './login-token-missing.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'POST /session';

describe('a login for a session', () => {
  it('gives a token', () => {
    expect(judgedExchange(loginTokenMissing, contract, id, { status: 201, json: { token: 't' } })).toEqual([
      { operation: id, verdict: 'holds' },
    ]);
  });

  it.each([
    [{}, null],
    [{ token: '' }, ''],
    [{ token: 7 }, 7],
    [undefined, null],
  ])('gives none: %j', (json, received) => {
    const parts = json === undefined ? { status: 201 } : { status: 201, json };

    expect(judgedExchange(loginTokenMissing, contract, id, parts)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1session/post', keyword: 'token' },
            level: 'must',
            instance: '/token',
            message: 'the login answered 201 without a token at $response.body#/token',
            expected: inWords('a token'),
            received,
          },
        ],
      },
    ]);
  });

  it('gives it in a header', () => {
    const own = tinyContract((text) =>
      text.replace('"$response.body#/token", logout', '"$response.header.X-Token", logout'),
    );
    const judged = (headers: HeaderField[]) =>
      judgedExchange(loginTokenMissing, own, id, { status: 201, headers });

    expect(judged([['x-token', 't']])).toMatchObject([{ verdict: 'holds' }]);
    expect(judged([])[0]?.broken).toMatchObject([{ instance: null, received: null }]);
  });

  it('gives it as a part of a header, which is no place in the body', () => {
    const token = '$response.header.X-Token#regex:^Bearer (.+)$';
    const own = tinyContract((text) =>
      text.replace('"$response.body#/token", logout', () => `'${token}', logout`),
    );

    expect(judgedExchange(loginTokenMissing, own, id, { status: 201 })[0]?.broken).toMatchObject([
      { instance: null },
    ]);
  });

  it('is not judged where it is refused, not answered or something else', () => {
    expect(judgedExchange(loginTokenMissing, contract, id, { status: 401 })).toEqual([]);
    expect(judgedExchange(loginTokenMissing, contract, id, NO_REPLY)).toEqual([]);
    expect(judgedExchange(loginTokenMissing, contract, 'GET /health', { status: 200 })).toEqual([]);
    expect(loginTokenMissing.judge(refusalOf(contract, id, { status: 201 }), contract)).toEqual([]);
  });

  it('is one operation', () => {
    const applies = (one: string) => loginTokenMissing.applies(operationOf(contract, one), contract);

    expect(applies(id)).toBe(true);
    expect(applies('DELETE /session')).toBe(false);
  });
});

describe('a token endpoint of OAuth 2', () => {
  const responses = { 200: { description: 'A.' } };
  const flows = { clientCredentials: { tokenUrl: 'https://tiny.example/api/token', scopes: {} } };
  const own = compileDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/token': { get: { responses }, post: { responses } }, '/other': { post: { responses } } },
    components: {
      securitySchemes: { none: { type: 'http', scheme: 'basic' }, oauth: { type: 'oauth2', flows } },
    },
  });

  it('gives an access token', () => {
    const judged = (json: Record<string, string>) =>
      judgedExchange(loginTokenMissing, own, 'POST /token', { status: 200, json });

    expect(judged({ access_token: 't' })).toMatchObject([{ verdict: 'holds' }]);
    expect(judged({ token: 't' })[0]?.broken).toMatchObject([
      {
        instance: '/access_token',
        message: 'the login answered 200 without a token at $response.body#/access_token',
      },
    ]);
  });

  it.each([
    ['POST /token', true],
    ['GET /token', false],
    ['POST /other', false],
  ])('is %s: %s', (one, is) => {
    expect(loginTokenMissing.applies(operationOf(own, one), own)).toBe(is);
  });
});
