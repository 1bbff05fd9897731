import { describe, expect, it } from 'vitest';
import type { Content } from '../model/contract.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import {
  boundOf,
  contentFor,
  contentOfType,
  documentedResponse,
  hasJson,
  isJson,
  isProtocolStatus,
  isUnacceptable,
} from './documented-response.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();

function asked(accept: string | undefined, status: number) {
  const request = { method: 'GET', parameters: [], credentials: 'valid' } as const;
  const planned = { request: accept === undefined ? request : { ...request, accept } };
  return exchangeOf(contract, 'GET /notes', { status, planned });
}

describe('the documented response', () => {
  it('is that of the status', () => {
    expect(documentedResponse(asked(undefined, 200))?.status).toBe('200');
    expect(documentedResponse(asked(undefined, 406))?.status).toBe('default');
    expect(documentedResponse(asked('text/csv', 200))?.status).toBe('200');
    expect(documentedResponse(asked('text/csv', 404))?.status).toBe('default');
  });

  it('is none for what the document does not speak of', () => {
    const other = exchangeOf(contract, 'GET /notes', { status: 200, method: 'TRACE' });

    expect(documentedResponse(asked('text/csv', 406))).toBeUndefined();
    expect(documentedResponse(other)).toBeUndefined();
    expect(documentedResponse(exchangeOf(contract, 'GET /notes', NO_REPLY))).toBeUndefined();
    expect(isUnacceptable(exchangeOf(contract, 'GET /notes', NO_REPLY))).toBe(false);
  });

  it.each([
    ['GET /notes', 418, 'must'],
    ['GET /notes', 400, 'may'],
    ['GET /notes', 429, 'may'],
    ['GET /notes', 499, 'must'],
    ['GET /notes', 500, 'may'],
    ['GET /health', 500, 'must'],
  ])('of %s to %i binds as %s', (id, status, level) => {
    const response = documentedResponse(exchangeOf(contract, id, { status }));

    expect(response && boundOf(response, status)).toBe(level);
  });
});

it.each([
  ['anything', 400, true],
  ['what is not written down', 402, false],
  ['a conflict', 409, false],
  ['an unknown method', 501, true],
])('any server may answer %s by %i: %s', (_, status, is) => {
  expect(isProtocolStatus(status)).toBe(is);
});

describe('the content that a media type falls under', () => {
  const contentsOf = (...types: string[]): Content[] =>
    types.map((mediaType) => ({ mediaType, pointer: '', encoding: {}, examples: [] }));

  it.each<[string, string[], string | undefined]>([
    ['text/plain', ['*/*', 'text/*', 'text/plain'], 'text/plain'],
    ['text/html', ['*/*', 'text/*', 'text/plain'], 'text/*'],
    ['image/png', ['*/*', 'text/*', 'text/plain'], '*/*'],
    [' TEXT/plain ; charset=utf-8', ['text/plain'], 'text/plain'],
    ['text/plain', [' Text/PLAIN ;charset=utf-8'], ' Text/PLAIN ;charset=utf-8'],
    ['image/png', ['text/*', 'text/plain'], undefined],
    ['', ['text/*'], undefined],
  ])('of %j among %j', (type, types, found) => {
    expect(contentOfType(contentsOf(...types), type)?.mediaType).toBe(found);
  });

  it('is one of the response', () => {
    const [response] = operationOf(contract, 'GET /health').responses;

    expect(response && contentFor(response, 'application/json')?.mediaType).toBe('application/json');
    expect(response && contentFor(response, 'text/plain')).toBeUndefined();
  });
});

describe('JSON', () => {
  it.each(['application/json', 'Application/JSON;charset=utf-8', 'application/problem+json ; a=b'])(
    'is %s',
    (type) => {
      expect(isJson(type)).toBe(true);
    },
  );

  it.each([undefined, '', 'json', 'application/jsonl', 'application/xjson', 'text/plain; a=/json'])(
    'is not %s',
    (type) => {
      expect(isJson(type)).toBe(false);
    },
  );

  it.each<[JsonObject, boolean]>([
    [{ 'application/json': { schema: {} } }, true],
    [{ 'text/plain': {}, 'application/json': { schema: {} } }, true],
    [{ 'application/json': {} }, false],
    [{ 'text/plain': { schema: {} } }, false],
    [{}, false],
  ])('is described by %j: %s', (content, is) => {
    const own = contractOf({
      get: { responses: { 200: { description: 'A.' }, 201: { description: 'B.', content } } },
    });

    expect(hasJson(operationOf(own, 'GET /a'))).toBe(is);
  });
});
