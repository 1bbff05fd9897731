import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { responseChallengeMissing } from './response-challenge-missing.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

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
    'Bearer, , Basic realm="x"',
  ])('is right: %s', (value) => {
    expect(verdictOf(value)).toBe('holds');
  });

  it('may come in several fields', () => {
    expect(verdictOf('Bearer', 'Basic realm="x"')).toBe('holds');
  });

  it.each(['Basic realm="x", "y"', 'a=b, Basic realm="x"', 'Basic realm="x" y'])(
    'is wrong in a part: %s',
    (value) => {
      expect(verdictOf(value)).toBe('broken');
    },
  );

  it.each(['', 'realm="x"', '"Basic"', 'Basic realm="x', 'Bearer: token', '{"scheme":"Bearer"}'])(
    'is wrong: %s',
    (value) => {
      expect(verdictOf(value)).toBe('broken');
    },
  );
});

describe('a 401', () => {
  const id = 'GET /notes';

  function judged(value?: string, header?: string) {
    const contract = tinyContract((text) =>
      header === undefined
        ? text
        : text.replace(
            'description: No valid credentials.\n',
            `$&      headers: {www-authenticate: ${header}}\n`,
          ),
    );
    const headers = value === undefined ? [] : [['WWW-Authenticate', value] as const];
    return judgedExchange(responseChallengeMissing, contract, id, { status: 401, headers });
  }

  it('has a challenge', () => {
    expect(judged('Bearer')).toEqual([{ operation: id, verdict: 'holds' }]);
    expect(judged('Bearer', '{required: true, schema: {}}')).toMatchObject([{ verdict: 'holds' }]);
  });

  it.each<[string, string | undefined, string | undefined, string, string]>([
    ['none', undefined, undefined, 'may', 'answered 401 without the header WWW-Authenticate'],
    [
      'no documented one',
      undefined,
      '{schema: {}}',
      'must',
      'answered 401 without the header WWW-Authenticate',
    ],
    ['none in the header', 'a=b', undefined, 'should', 'the header WWW-Authenticate is no challenge'],
    [
      'none in a documented one',
      'a=b',
      '{schema: {}}',
      'should',
      'the header WWW-Authenticate is no challenge',
    ],
  ])('has %s', (_, value, header, level, message) => {
    expect(judged(value, header)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/responses/Unknown', keyword: 'WWW-Authenticate' },
            level,
            instance: null,
            message,
            expected: inWords('a challenge, such as Bearer or Basic realm="…"'),
            received: value ?? null,
          },
        ],
      },
    ]);
  });

  it('shows all fields', () => {
    const contract = tinyContract();
    const headers = [['www-authenticate', 'Bearer'] as const, ['www-authenticate', '"x"'] as const];
    const [judgement] = judgedExchange(responseChallengeMissing, contract, id, { status: 401, headers });

    expect(judgement?.broken?.[0]?.received).toBe('Bearer, "x"');
  });

  it('without a required one is left to another check, as is any other reply or trace', () => {
    const contract = tinyContract();

    expect(judged(undefined, '{required: true, schema: {}}')).toEqual([]);
    for (const parts of [{ status: 403 }, NO_REPLY])
      expect(judgedExchange(responseChallengeMissing, contract, id, parts)).toEqual([]);
    expect(responseChallengeMissing.judge(refusalOf(contract, id, { status: 401 }), contract)).toEqual([]);
    expect(responseChallengeMissing.applies(operationOf(contract, id), contract)).toBe(true);
  });
});
