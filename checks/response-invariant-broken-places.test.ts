import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { responseInvariantBroken } from './response-invariant-broken.ts';
import { contractOf } from './testing/one-operation.ts';

describe('rules of replies', () => {
  const RULE = (cel: string) => ({ 'x-assay-invariants': [{ id: 'rule', cel, message: 'it holds' }] });

  function isJudged(response: JsonObject, operation: JsonObject = {}) {
    const responses = { 200: { description: 'A.', ...response }, 404: { description: 'No.' } };
    const own = contractOf({ get: { responses, ...operation } });
    return responseInvariantBroken.applies(operationOf(own, 'GET /a'), own);
  }

  it.each<[string, boolean, JsonObject, JsonObject]>([
    ['the operation', true, {}, RULE('status == 200')],
    ['the operation, of what is sent', false, {}, RULE('request.query.a == 1')],
    ['the response', true, RULE('status == 200'), {}],
    ['a schema', true, { content: { 'a/b': { schema: RULE('self == 1') } } }, {}],
    ['a schema below', true, { content: { 'a/b': { schema: { items: RULE('self == 1') } } } }, {}],
    ['one of two schemas', true, { content: { 'a/a': {}, 'a/b': { schema: RULE('self == 1') } } }, {}],
    [
      'a schema, of what never comes back',
      false,
      {
        content: {
          'a/b': { schema: { properties: { a: { writeOnly: true } }, ...RULE('self.a == 1') } },
        },
      },
      {},
    ],
    ['nothing', false, { content: { 'a/b': { schema: {} } } }, {}],
    ['a request alone', false, {}, { requestBody: { content: { 'a/b': { schema: RULE('self == 1') } } } }],
  ])('stand on %s: %s', (_, is, response, operation) => {
    expect(isJudged(response, operation)).toBe(is);
  });
});
