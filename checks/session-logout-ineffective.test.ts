import { expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Step } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { sessionLogoutIneffective } from './session-logout-ineffective.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const LOGOUT = 'DELETE /session';

interface Told {
  readonly use?: ExchangeParts | null;
  readonly logout?: ExchangeParts | null;
  readonly after?: ExchangeParts | null;
}

function stepsOf({ use, logout, after }: Told): Step[] {
  const step = (role: Step['role'], id: string, parts: ExchangeParts | null | undefined, status: number) =>
    parts === null ? [] : [{ role, exchange: exchangeOf(contract, id, parts ?? { status }) }];
  return [
    ...step('login', 'POST /session', undefined, 201),
    ...step('use', 'GET /notes', use, 200),
    ...step('logout', LOGOUT, logout, 204),
    ...step('use-after', 'GET /notes', after, 401),
  ];
}

function judged(told: Told) {
  return sessionLogoutIneffective.judge({ kind: 'session', steps: stepsOf(told) }, contract);
}

it.each([401, 403])('a session that was logged out is refused by %i', (status) => {
  expect(judged({ after: { status } })).toEqual([{ operation: LOGOUT, verdict: 'holds' }]);
});

it('a session that was logged out still opens something', () => {
  const steps = stepsOf({ after: { status: 200 } });

  expect(sessionLogoutIneffective.judge({ kind: 'session', steps }, contract)).toMatchObject([
    {
      operation: LOGOUT,
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1session/delete', keyword: 'logout' },
          level: 'must',
          instance: null,
          message: 'logged out with 204, and the session still opens GET /notes',
          expected: inWords('a refusal such as 401'),
          received: 200,
          exchange: steps[3]?.exchange,
          steps: steps.map(({ exchange }) => exchange),
        },
      ],
    },
  ]);
});

it.each<[string, Told]>([
  ['the logout was not accepted', { logout: { status: 500 } }],
  ['the session was not seen to work before', { use: { status: 500 } }],
  ['the session was not seen to work before', { use: null }],
  ['the session was not seen to work before', { after: NO_REPLY }],
  ['the session was not seen to work before', { after: null }],
  ['the use after the logout was answered 404, which refuses no session', { after: { status: 404 } }],
])('is not decided: %s', (why, told) => {
  expect(judged(told)).toEqual([{ operation: LOGOUT, verdict: 'not-exercised', why }]);
});

it('nothing is said without a logout, or of another trace', () => {
  const exchange = exchangeOf(contract, LOGOUT, { status: 204 });

  expect(judged({ logout: null })).toEqual([]);
  expect(sessionLogoutIneffective.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
});

it('the operation that logs out is judged', () => {
  const applies = (id: string) => sessionLogoutIneffective.applies(operationOf(contract, id), contract);

  expect(applies(LOGOUT)).toBe(true);
  expect(applies('POST /session')).toBe(false);
});
