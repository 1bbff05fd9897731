import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { responseChallengeMissing } from './response-challenge-missing.ts';

function verdictOf(...challenges: readonly string[]): string | undefined {
  const contract = tinyContract();
  const headers = challenges.map((value): [string, string] => ['www-authenticate', value]);
  const exchange = exchangeOf(contract, 'GET /notes', { status: 401, headers });
  return responseChallengeMissing.judge({ kind: 'exchange', exchange }, contract)[0]?.verdict;
}

describe('a challenge', () => {
  it.each([
    'Bearer',
    'Negotiate YII=',
    'Basic realm="a, b=\\"c\\""',
    'Digest realm="x", qop="auth, auth-int", nonce=abc , algorithm = MD5',
    'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
    ', Basic realm="x"',
  ])('is right: %s', (value) => {
    expect(verdictOf(value)).toBe('holds');
  });

  it('may come in several fields', () => {
    expect(verdictOf('Bearer', 'Basic realm="x"')).toBe('holds');
  });

  it.each(['', 'realm="x"', '"Basic"', 'Basic realm="x', 'Bearer: token', '{"scheme":"Bearer"}'])(
    'is wrong: %s',
    (value) => {
      expect(verdictOf(value)).toBe('broken');
    },
  );
});
