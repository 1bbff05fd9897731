import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseDisclosesSecret } from './response-discloses-secret.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const TOKEN = 'tok-12-ab';

/** Lists of notes tell a token in headers, one of which is meant for it, and cards have other members. */
const told = tinyContract((text) =>
  text
    .replace(
      '            X-Page:\n',
      [
        '            X-Next: {schema: {type: string, x-assay-secret: true}}',
        '            X-New: {x-assay-secret: true, schema: {type: string}}',
        '            X-Other: {schema: {type: string}}',
        '$&',
      ].join('\n'),
    )
    .replace(
      '        text: {type: string}\n',
      [
        '        text: {type: string, writeOnly: true, x-assay-secret: true}',
        '        links: {type: array, items: {type: string}}',
        '        doors: {type: array, items: {properties: {code: {type: string, format: password}, name: {type: string}}}}\n',
      ].join('\n'),
    ),
);

function answered(id: string, parts: Partial<ExchangeParts>) {
  const requestHeaders: HeaderField[] = [['Authorization', `Bearer ${TOKEN}`]];
  return judgedExchange(responseDisclosesSecret, told, id, { status: 200, requestHeaders, ...parts });
}

describe('a place of a reply', () => {
  it.each(['X-Echo', 'x-other'])('is a header: %s', (name) => {
    const [judgement] = answered('GET /notes', { headers: [[name, `for ${TOKEN}`]] });

    expect(judgement?.broken).toMatchObject([
      {
        statement: { pointer: '/paths/~1notes/get/responses/200', keyword: 'content' },
        level: 'should',
        instance: null,
        message: `the header ${name} holds what the request sent as the header Authorization`,
        expected: inWords('a reply without it'),
        received: inWords(`the header ${name}`),
      },
    ]);
  });

  it.each(['Set-Cookie', 'X-Tiny-Session', 'X-Next', 'x-new'])('is meant for it: %s', (name) => {
    expect(answered('GET /notes', { headers: [[name, TOKEN]] })).toMatchObject([{ verdict: 'holds' }]);
  });

  it('is no cookie in a header of another name', () => {
    for (const name of ['X-Set-Cookie', 'Set-Cookie-X'])
      expect(answered('GET /notes', { headers: [[name, TOKEN]] })).toMatchObject([{ verdict: 'broken' }]);
  });

  it('is a body that is no JSON', () => {
    const bytes = Buffer.from(`no such token: ${TOKEN}`);
    const [judgement] = answered('GET /notes', { status: 500, contentType: 'text/plain', bytes });

    expect(judgement?.broken).toMatchObject([{ received: inWords('the body') }]);
    expect(answered('GET /notes', { bytes: Buffer.from('no') })).toMatchObject([{ verdict: 'holds' }]);
  });

  it.each<[string, Json, string[]]>([
    ['an undocumented member', { id: 'c1', note: TOKEN }, ['/note']],
    ['an item of a list', { links: [TOKEN] }, ['/links/0']],
    ['a place for another secret', { doors: [{ code: `of ${TOKEN}` }] }, []],
    ['a member beside one for another secret', { doors: [{ note: TOKEN }] }, ['/doors/0/note']],
    ['a documented member of an item', { doors: [{ name: TOKEN }] }, []],
    ['a member below one that is no list', { doors: { code: TOKEN } }, ['/doors/code']],
    ['a member of another depth', { id: { id: TOKEN } }, ['/id/id']],
    ['a documented member that is just this', { id: TOKEN }, []],
    ['a documented member that has more', { id: `c-${TOKEN}` }, ['/id']],
    ['the body itself', TOKEN, ['']],
  ])('is in JSON: %s', (_, json, places) => {
    const [judgement] = answered('GET /cards/{card_id}', { json });

    expect(judgement?.broken?.map(({ received }) => received) ?? []).toEqual(
      places.map((place) => inWords(`the body’s ${place}`)),
    );
  });

  it('is writeOnly, and then meant for no secret', () => {
    const [judgement] = answered('GET /cards/{card_id}', { json: { text: TOKEN } });

    expect(judgement?.broken?.map(({ received }) => received)).toEqual([
      inWords('the body’s /text'),
      '/text',
    ]);
    expect(judgement?.broken?.[1]).toMatchObject({
      statement: { pointer: '/components/schemas/Card/properties/text', keyword: 'writeOnly' },
      level: 'may',
      instance: null,
      expected: inWords('no such member, or an empty one'),
    });
  });

  it('is none without a reply, in another media type or in another trace', () => {
    const id = 'GET /cards/{card_id}';
    const parts = { status: 200, json: { text: 'Other-1' } };

    expect(answered(id, NO_REPLY)).toEqual([]);
    expect(judgedExchange(responseDisclosesSecret, told, id, parts)).toMatchObject([{ verdict: 'broken' }]);
    expect(
      judgedExchange(responseDisclosesSecret, told, id, { ...parts, contentType: 'text/x+json' }),
    ).toEqual([]);
    expect(judgedExchange(responseDisclosesSecret, told, id, { status: 200 })).toEqual([]);
    expect(responseDisclosesSecret.judge(refusalOf(told, id, parts), told)).toEqual([]);
  });

  it('is one of any operation', () => {
    expect(responseDisclosesSecret.applies(operationOf(told, 'GET /health'), told)).toBe(true);
  });
});
