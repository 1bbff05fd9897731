import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { cookieUnprotected } from './cookie-unprotected.ts';

const contract = tinyContract((text) =>
  text.replace('  securitySchemes:\n', '$&    visit: {type: apiKey, in: cookie, name: visit}\n'),
);

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
    ['visit=1; HttpOnly; SameSite=None', ['should Secure']],
    ['XSRF-TOKEN=1; SameSite=Lax', []],
  ])('over http lacks what it lacks: %s', (cookie, missing) => {
    expect(missingFrom(cookie)).toEqual(missing);
  });

  it('is secure over https', () => {
    expect(missingFrom('visit=1; HttpOnly; SameSite=Lax', 'https://tiny.example/')).toEqual([
      'should Secure',
    ]);
    expect(missingFrom('visit=1; HttpOnly; SameSite=Lax; Secure', 'https://tiny.example/')).toEqual([]);
  });

  it.each(['visit=', 'visit=1; Max-Age=0', 'visit=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'is taken away, and needs nothing: %s',
    (cookie) => {
      expect(missingFrom(cookie)).toBeUndefined();
    },
  );
});
