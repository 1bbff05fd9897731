import { describe, expect, it } from 'vitest';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseAllowMissing } from './response-allow-missing.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();

function judged(id: string, allow: string[], more: Partial<ExchangeParts> = {}, by = contract) {
  const headers = allow.map((value): HeaderField => ['allow', value]);
  return judgedExchange(responseAllowMissing, by, id, { status: 405, method: 'TRACE', headers, ...more });
}

function documenting(before: string, required: boolean) {
  const header = `Allow: {required: ${required}, schema: {type: string}}`;
  return tinyContract((text) =>
    text.replace(before, `${before}        "405": {description: No., headers: {${header}}}\n`),
  );
}

describe('a 405', () => {
  it.each<[string, string[]]>([
    ['GET /health', ['GET']],
    ['GET /notes', ['GET, POST']],
    ['GET /notes', ['PUT,POST', ' GET,']],
    ['GET /notes', ['']],
    ['GET /notes', [' , ']],
  ])('to %s names what is allowed: %j', (id, allow) => {
    expect(judged(id, allow)).toEqual([{ operation: id, verdict: 'holds' }]);
  });

  it('does not name the method that was refused, though it is documented', () => {
    expect(judged('GET /notes', ['POST'], { method: 'GET' })).toMatchObject([{ verdict: 'holds' }]);
    expect(judged('GET /health', [''], { method: 'GET' })).toMatchObject([{ verdict: 'holds' }]);
  });

  it('lacks the header', () => {
    expect(judged('GET /notes', [], { method: 'GET' })).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/responses/Problem', keyword: 'Allow' },
            level: 'should',
            instance: null,
            message: 'answered 405 without the header Allow',
            expected: ['POST'],
            received: null,
          },
        ],
      },
    ]);
  });

  it.each<[string, string[], string]>([
    ['no method', ['GET, {any}'], 'the header Allow names "{any}", which is no method'],
    ['the refused one', ['GET', 'TRACE'], 'refused TRACE with 405 and names it in the header Allow'],
    ['not all documented ones', ['PUT'], 'the header Allow lacks GET, POST'],
  ])('names %s', (_, allow, message) => {
    expect(judged('GET /notes', allow)[0]?.broken).toMatchObject([
      {
        statement: { pointer: '/paths/~1notes/get/responses' },
        level: 'should',
        message,
        expected: ['GET', 'POST'],
        received: allow.join(', '),
      },
    ]);
  });

  it('may lack some for one object, or for one account', () => {
    expect(judged('GET /notes/{note_id}', ['GET'])[0]?.broken).toMatchObject([
      { level: 'may', message: 'the header Allow lacks DELETE, PATCH' },
    ]);
    expect(judged('GET /notes', ['GET'], { credentials: 'none' })[0]?.broken).toMatchObject([
      { level: 'may', message: 'the header Allow lacks POST' },
    ]);
  });
});

describe('a document that speaks of the header', () => {
  const HEALTH = '"500":\n          description: It is ill.\n';
  const POST_NOTES = `        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
        default: {$ref: "#/components/responses/Problem"}
`;

  it('makes it a must, at any operation of the path', () => {
    const levelIn = (before: string, id: string) =>
      judged(id, [], {}, documenting(before, false))[0]?.broken?.[0]?.level;

    expect(levelIn(HEALTH, 'GET /health')).toBe('must');
    expect(levelIn(POST_NOTES, 'GET /notes')).toBe('must');
    expect(levelIn(POST_NOTES, 'GET /health')).toBe('should');
  });

  it('leaves a required one that is missing to another check', () => {
    const own = documenting(HEALTH, true);

    expect(judged('GET /health', [], { method: 'GET' }, own)).toEqual([]);
    expect(judged('GET /health', [''], { method: 'GET' }, own)).toMatchObject([{ verdict: 'holds' }]);
    expect(judged('GET /health', [], {}, own)).toMatchObject([{ verdict: 'broken' }]);
    expect(judged('GET /health', [], { method: 'GET' }, documenting(HEALTH, false))).toMatchObject([
      { verdict: 'broken' },
    ]);
  });
});

it('another status is not judged, nor another trace', () => {
  expect(judged('GET /health', [], { status: 404 })).toEqual([]);
  expect(judged('GET /health', [], NO_REPLY)).toEqual([]);
  expect(responseAllowMissing.judge(refusalOf(contract, 'GET /health', { status: 405 }), contract)).toEqual(
    [],
  );
  expect(responseAllowMissing.applies(operationOf(contract, 'GET /health'), contract)).toBe(true);
});
