import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { errorDisclosesInternals } from './error-discloses-internals.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'GET /notes';
const ORACLE = 'ORA-00933: ';
const STATE = 'SQLSTATE[42S02]';
const LIMIT = 256 * 1024;

function judged(parts: Partial<ExchangeParts>, by = contract) {
  return judgedExchange(errorDisclosesInternals, by, id, { status: 400, ...parts });
}

function text(content: string | Uint8Array): Partial<ExchangeParts> {
  return { contentType: 'text/plain', bytes: Buffer.from(content) };
}

describe('an error', () => {
  it.each<[string, Partial<ExchangeParts>, string, string]>([
    [
      'a member',
      { json: { errors: [{ why: `${ORACLE}no` }] } },
      'an error of Oracle at /errors/0/why',
      ORACLE,
    ],
    ['JSON that is a text', { json: `no ${STATE}` }, 'an SQL state', STATE],
    ['a text', text(`${STATE} ${ORACLE}no`), 'an error of Oracle', ORACLE],
    ['the first of two members', { json: { a: STATE, b: ORACLE } }, 'an SQL state at /a', STATE],
  ])('shows the inside in %s', (_, parts, what, received) => {
    expect(judged(parts)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/responses/Problem', keyword: 'content' },
            level: 'should',
            instance: null,
            message: `answered 400 with ${what}`,
            expected: inWords('an error in the words of the API'),
            received,
          },
        ],
      },
    ]);
  });

  it('is shown by the beginning of the passage', () => {
    const passage = `Warning: ${'a'.repeat(250)} in /a.php on line 1`;

    expect(judged({ json: passage })[0]?.broken?.[0]?.received).toBe(passage.slice(0, 200));
  });

  it.each<[string, Partial<ExchangeParts>]>([
    ['no body', {}],
    ['words of the API', { json: { error: 'no such note' } }],
    ['bytes that are no text', text(Buffer.from(`ü${ORACLE}`, 'latin1'))],
    ['a text beyond what is read', text(`${' '.repeat(LIMIT - 3)}${ORACLE}`)],
    ['a member beyond what is read', { json: `${' '.repeat(LIMIT - 3)}${ORACLE}` }],
    ['a name of a member', { json: { [ORACLE]: 1 } }],
  ])('shows nothing with %s', (_, parts) => {
    expect(judged(parts)).toEqual([{ operation: id, verdict: 'holds' }]);
  });

  it('is read up to a limit', () => {
    const long = `${' '.repeat(LIMIT - ORACLE.length)}${ORACLE}`;

    expect(judged(text(long))).toMatchObject([{ verdict: 'broken' }]);
    expect(judged({ json: long })).toMatchObject([{ verdict: 'broken' }]);
  });
});

describe('a passage that is no news', () => {
  const sent = `x ${ORACLE}y`;

  it.each<[string, Partial<ExchangeParts>]>([
    ['a header', { requestHeaders: [['X-Name', sent]] }],
    ['the path', { path: { note_id: sent } }],
    ['the query', { query: { title: ['a', sent] } }],
    ['a member of the body', { body: { title: sent } }],
  ])('was sent in %s', (_, parts) => {
    expect(judged({ json: sent, ...parts })).toMatchObject([{ verdict: 'holds' }]);
  });

  it.each([
    ['the bytes', { body: Buffer.from(sent) }],
    ['the path as it was sent', { path: `/${sent}` }],
  ])('was sent in %s', (_, more) => {
    const exchange = exchangeOf(contract, id, { status: 400, json: sent });
    const request = { ...exchange.request, ...more };

    expect(
      errorDisclosesInternals.judge({ kind: 'exchange', exchange: { ...exchange, request } }, contract),
    ).toMatchObject([{ verdict: 'holds' }]);
  });

  it('stands in the document', () => {
    const own = tinyContract((whole) => whole.replace('description: It is ill.', `description: "${sent}"`));

    expect(judged({ json: sent }, own)).toMatchObject([{ verdict: 'holds' }]);
  });

  it('does not hide another one', () => {
    expect(judged({ json: [sent, STATE], body: sent })[0]?.broken).toMatchObject([{ received: STATE }]);
    expect(judged({ json: sent, body: { title: ORACLE.trim() } })).toMatchObject([{ verdict: 'broken' }]);
    expect(
      judged({ json: 'no ORA-00933: here, ORA-01722: invalid', query: { title: 'ORA-00933: ' } })[0]?.broken,
    ).toMatchObject([{ received: 'ORA-01722: ' }]);
  });
});

it('only errors are judged, and only as part of an exchange', () => {
  for (const parts of [{ status: 399, json: STATE }, NO_REPLY]) expect(judged(parts)).toEqual([]);
  expect(
    errorDisclosesInternals.judge(refusalOf(contract, id, { status: 400, json: STATE }), contract),
  ).toEqual([]);
  expect(errorDisclosesInternals.applies(operationOf(contract, id), contract)).toBe(true);
});
