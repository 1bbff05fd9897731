import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { responseCharsetWrong } from './response-charset-wrong.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const JSON_TYPE = 'application/json';

function judged(contentType: string, bytes: Uint8Array, status = 200, id = 'GET /health') {
  return judgedExchange(responseCharsetWrong, contract, id, { status, contentType, bytes });
}

function latin(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

describe('a body', () => {
  it.each<[string, Uint8Array]>([
    [JSON_TYPE, Buffer.from('"Tür"')],
    ['application/json; charset=utf-8', Buffer.from('"Tür"')],
    ['application/json; charset=UTF8', Buffer.from('"Tür"')],
    ['text/plain; charset=iso-8859-1', latin('Tür')],
    ['TEXT/HTML; charset=utf-8', Buffer.from('Tür')],
    ['application/xml ;charset=utf-8', Buffer.from('Tür')],
  ])('is in its charset: %s', (type, bytes) => {
    expect(judged(type, bytes)).toEqual([{ operation: 'GET /health', verdict: 'holds' }]);
  });

  it.each<[string, string, Uint8Array, string, string]>([
    ['Latin-1', JSON_TYPE, latin('"Tür"'), 'must', 'the JSON is not in UTF-8'],
    ['UTF-16', JSON_TYPE, Buffer.from('"a"', 'utf16le'), 'must', 'the JSON is not in UTF-8'],
    ['a mark', JSON_TYPE, Buffer.from('\ufeff1'), 'should', 'the JSON begins with a byte order mark'],
    ...[
      ['another charset', 'latin1', '"Tür"', 'should'],
      ['another charset that is as good', 'latin1', '"Tur\u007f"', 'may'],
      ['the first letter beyond ASCII', 'latin1', '"\u0080"', 'should'],
      ['an unknown charset', 'klingon', '"Tür"', 'may'],
    ].map(([what = '', charset, text = '', level = '']): [string, string, Uint8Array, string, string] => [
      what,
      `application/json; charset=${charset}`,
      Buffer.from(text),
      level,
      `the JSON is in UTF-8 and says that it is in ${charset}`,
    ]),
  ])('is wrong JSON: %s', (_, type, bytes, level, message) => {
    expect(judged(type, bytes)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1health/get/responses/200', keyword: 'content' },
            level,
            instance: null,
            message,
            expected: 'utf-8',
            received: type,
          },
        ],
      },
    ]);
  });

  it.each([
    ['text/plain; charset=utf-8', 'utf-8', 'should', 'the text is not in utf-8, as it says'],
    ['application/a+xml;charset=utf-8', 'utf-8', 'should', 'the text is not in utf-8, as it says'],
    ['text/csv;charset=klingon', 'klingon', 'may', 'the text says that it is in klingon, which nobody knows'],
  ])('is a wrong text: %s', (type, expected, level, message) => {
    expect(judged(type, latin('Tür'))[0]?.broken).toMatchObject([
      { level, message, expected, received: type },
    ]);
  });

  it.each([
    ['GET /health', 299, 'should'],
    ['GET /notes', 418, 'must'],
    ['GET /notes', 500, 'may'],
  ])('of %s with %i binds as %s', (id, status, level) => {
    expect(judged(JSON_TYPE, latin('"Tür"'), status, id)[0]?.broken?.[0]?.level).toBe(level);
  });

  it.each([
    ...['text/plain', 'image/png; charset=utf-8', 'x-text/plain; charset=utf-8'],
    ...['application/xmlish; charset=utf-8', 'application/a; b=+xml; charset=utf-8'],
  ])('of %s is not judged', (type) => {
    expect(judged(type, latin('Tür'))).toEqual([]);
  });

  it('is not judged where there is none, or not all of it', () => {
    const bytes = latin('"Tür"');
    const cut = { status: 200, contentType: JSON_TYPE, bytes, truncated: true };
    const trace = refusalOf(contract, 'GET /health', { status: 200, contentType: JSON_TYPE, bytes });

    expect(judged('text/plain; charset=klingon', new Uint8Array())).toEqual([]);
    for (const parts of [cut, { status: 200, bytes }, NO_REPLY])
      expect(judgedExchange(responseCharsetWrong, contract, 'GET /health', parts)).toEqual([]);
    expect(responseCharsetWrong.judge(trace, contract)).toEqual([]);
    expect(responseCharsetWrong.applies(operationOf(contract, 'GET /health'), contract)).toBe(true);
  });
});
