import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { cookieUnprotected } from './cookie-unprotected.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract((text) =>
  text.replace(
    '  securitySchemes:\n',
    '$&    visit: {type: apiKey, in: cookie, name: visit}\n    key: {type: apiKey, in: query, name: key}\n',
  ),
);
const id = 'GET /health';

function missingFrom(cookie: string, from = 'http://tiny.example/'): string[] | undefined {
  const exchange = exchangeOf(contract, 'GET /health', { status: 200, headers: [['set-cookie', cookie]] });
  const request = { ...exchange.recorded.request, url: from };
  const sent = { ...exchange, recorded: { ...exchange.recorded, request } };
  const [judgement] = cookieUnprotected.judge({ kind: 'exchange', exchange: sent }, contract);
  if (judgement === undefined) return undefined;
  return (judgement.broken ?? []).map(({ level, expected }) => `${level} ${expected}`);
}

describe('a cookie', () => {
  it.each([
    ['visit=1; HttpOnly; SameSite=Lax', []],
    ['visit=1;httponly;samesite=strict;path=/', []],
    ['visit=1', ['should HttpOnly', 'may SameSite']],
    ['colour=1', ['may HttpOnly', 'may SameSite']],
    ['key=1', ['may HttpOnly', 'may SameSite']],
    ['visit', undefined],
    [' visit = 1 ; HttpOnly = yes ; SameSite = None ; ;', ['should Secure']],
    ['visit=1; HttpOnly; SameSite=nOnE; Secure', []],
    ['visit=a=b; HttpOnly; SameSite', []],
    ['visit=1; Max-Age=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', ['should HttpOnly', 'may SameSite']],
    ['visit=1; Expires=Fri, 01 Jan 2999 00:00:00 GMT', ['should HttpOnly', 'may SameSite']],
    ['visit=1; Expires=soon; Max-Age=long', ['should HttpOnly', 'may SameSite']],
    ['visit=1; HttpOnly; Max-Age=', ['may SameSite']],
    ['my-csrf=1; SameSite=Lax', []],
    ['visit=1; HttpOnly; SameSite=None', ['should Secure']],
    ['XSRF-TOKEN=1; SameSite=Lax', []],
  ] as [string, string[] | undefined][])('over http lacks what it lacks: %s', (cookie, missing) => {
    expect(missingFrom(cookie)).toEqual(missing);
  });

  it('is secure over https', () => {
    expect(missingFrom('visit=1; HttpOnly; SameSite=Lax', 'https://tiny.example/')).toEqual([
      'should Secure',
    ]);
    expect(missingFrom('visit=1; HttpOnly; SameSite=Lax; Secure', 'https://tiny.example/')).toEqual([]);
  });

  it.each([
    'visit=',
    'visit= ;',
    'visit=1; Max-Age=0',
    'visit=1; Max-Age=-1',
    'visit=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'visit=1; Max-Age=long; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ])('is taken away, and needs nothing: %s', (cookie) => {
    expect(missingFrom(cookie)).toBeUndefined();
  });

  it('is told with the attributes that it has', () => {
    const headers = [
      ['Set-Cookie', 'gone='],
      ['set-cookie', 'visit=1; Path=/; SameSite=Lax; Secure;'],
      ['Set-Cookie', 'other=1; HttpOnly'],
    ] as const;

    expect(judgedExchange(cookieUnprotected, contract, id, { status: 200, headers })).toMatchObject([
      {
        operation: id,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1health/get/responses/200', keyword: 'Set-Cookie HttpOnly' },
            instance: null,
            message: 'the cookie visit is set without HttpOnly',
            received: ['path', 'samesite', 'secure'],
          },
          { statement: { keyword: 'Set-Cookie SameSite' }, received: ['httponly'] },
        ],
      },
    ]);
  });

  it('is not judged without a reply or in another trace, and may come from any operation', () => {
    const parts = { status: 200, headers: [['set-cookie', 'visit=1'] as const] };

    expect(judgedExchange(cookieUnprotected, contract, id, NO_REPLY)).toEqual([]);
    expect(judgedExchange(cookieUnprotected, contract, id, { status: 200 })).toEqual([]);
    expect(cookieUnprotected.judge(refusalOf(contract, id, parts), contract)).toEqual([]);
    expect(cookieUnprotected.applies(operationOf(contract, id), contract)).toBe(true);
  });
});
