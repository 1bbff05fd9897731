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
});
