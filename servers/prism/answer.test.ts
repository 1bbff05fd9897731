import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import {
  body,
  contractOf,
  exchange,
  INTEGER,
  JSON_TYPE,
  posts,
  RESPONSES,
  send,
  withMock,
} from './test-support.ts';

const takes = (schema: JsonObject, required: boolean): JsonObject => ({
  requestBody: { required, content: { 'text/plain': {}, [JSON_TYPE]: { schema } } },
});

describe('a body that Prism takes for none', () => {
  it.each([
    ['null', { type: 'object' }],
    ['false', { type: 'string' }],
    ['0', { type: 'integer', minimum: 1 }],
    ['""', { type: 'string', minLength: 1 }],
  ])('%s is refused by %j', async (text, schema) => {
    for (const required of [true, false]) {
      const seen = await exchange({ operation: takes(schema, required), sent: '/t', as: posts(text) });
      expect(seen.status).toBe(400);
    }
  });

  it.each([
    ['null', { type: ['object', 'null'] }],
    ['false', { type: 'boolean' }],
    ['0', { type: 'integer' }],
    ['""', {}],
  ])('%s is allowed by %j', async (text, schema) => {
    for (const required of [true, false]) {
      const seen = await exchange({ operation: takes(schema, required), sent: '/t', as: posts(text) });
      expect(seen.status).toBe(200);
    }
  });

  it('is none only where nothing is sent', async () => {
    const as = { method: 'POST' };
    expect((await exchange({ operation: takes({ type: 'object' }, false), sent: '/t', as })).status).toBe(
      200,
    );
    expect((await exchange({ operation: takes({ type: 'object' }, true), sent: '/t', as })).status).toBe(400);
  });

  it('is refused by ours where Prism sees nothing and nothing is documented', async () => {
    const responses = { 200: { description: 'Done.' } };
    const operation = { ...takes({ type: 'object' }, false), responses };

    expect((await exchange({ operation, sent: '/t', as: posts('null') })).status).toBe(400);
  });
});

describe('a body without a media type', () => {
  it('is refused, and leaves forms after it as they are', async () => {
    const form = 'application/x-www-form-urlencoded';
    const operation = { ...body({ type: 'object', properties: { n: INTEGER } }, form), responses: RESPONSES };

    await withMock(contractOf({ '/t': { post: operation } }), async ({ origin }) => {
      expect((await send(origin, '/t', { method: 'POST', body: 'n=1' })).status).toBeGreaterThanOrEqual(400);
      expect((await send(origin, '/t', posts('n=1', form))).status).toBe(200);
    });
  });
});
