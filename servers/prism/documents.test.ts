import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { startPrism } from './start.ts';
import { contractOf, JSON_TYPE, send, sendJson, withMock } from './test-support.ts';

const content = (schema: Json, more: JsonObject = {}): JsonObject => ({
  content: { [JSON_TYPE]: { schema, ...more } },
});

describe('a mock', () => {
  const answer = { 200: { description: 'Done.', ...content({ type: 'object' }) } };

  it('takes a port and host and closes while clients are connected', async () => {
    const first = await startPrism(contractOf({ '/': { get: { responses: answer } } }), {
      host: 'localhost',
    });
    const { port } = new URL(first.origin);
    await fetch(first.origin);

    await expect(startPrism(contractOf({}), { host: 'localhost', port: Number(port) })).rejects.toThrow(
      'EADDRINUSE',
    );
    await first.close();
    await expect(fetch(first.origin)).rejects.toThrow();
  });

  it('reads a recursive schema to its depth', async () => {
    const tree = {
      type: 'object',
      properties: { size: { type: 'integer' }, next: { $ref: '#/components/schemas/Tree' } },
    };
    const post = {
      requestBody: content({ $ref: '#/components/schemas/Tree' }),
      responses: { ...answer, 400: { description: 'No.' } },
    };

    await withMock(
      contractOf({ '/t': { post } }, { components: { schemas: { Tree: tree } } }),
      async ({ origin }) => {
        expect((await sendJson(origin, '/t', { next: { next: { size: 1 } } })).status).toBe(200);
        expect((await sendJson(origin, '/t', { next: { next: { size: 'x' } } })).status).toBe(400);
      },
    );
  });

  it('takes $ref in examples for data', async () => {
    const shown = { $ref: 'file:///etc/hostname' };
    const responses = { 200: { description: 'Done.', ...content({ type: 'object' }, { example: shown }) } };

    await withMock(contractOf({ '/t': { get: { responses } } }), async ({ origin }) => {
      expect(await send(origin, '/t')).toMatchObject({ status: 200, text: '{}' });
    });
  });

  it('names a media type where a range is documented', async () => {
    const responses = { 200: { description: 'Done.', content: { '*/*': { schema: { type: 'object' } } } } };

    await withMock(contractOf({ '/t': { get: { responses } } }), async ({ origin }) => {
      expect((await send(origin, '/t')).headers['content-type']).toBe('application/json');
    });
  });

  it('lets members be of whose names it cannot read the pattern', async () => {
    const schema = {
      type: 'object',
      patternProperties: { '^[\\w-.]+$': { type: 'integer' } },
      additionalProperties: false,
    };
    const post = { requestBody: content(schema), responses: { ...answer, 400: { description: 'No.' } } };

    await withMock(contractOf({ '/t': { post } }), async ({ origin }) => {
      expect((await sendJson(origin, '/t', { 'a.b': 1 })).status).toBe(200);
    });
  });

  it('sends no callbacks', async () => {
    let calls = 0;
    const listener = createServer((_, response) => {
      calls += 1;
      response.end();
    }).listen(0);
    const { port } = listener.address() as AddressInfo;
    const done = { '{$request.body#/url}': { post: { responses: { 200: { description: 'Heard.' } } } } };
    const post = { requestBody: content({ type: 'object' }), responses: answer, callbacks: { done } };

    await withMock(contractOf({ '/t': { post } }), async ({ origin }) => {
      expect((await sendJson(origin, '/t', { url: `http://127.0.0.1:${port}/` })).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });

    listener.close();
    expect(calls).toBe(0);
  });
});
