import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../model/errors.ts';
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

  it('reads a $ref into the schema of a request body', async () => {
    const inner = '#/paths/~1t/post/requestBody/content/application~1json/schema/properties/size';
    const size = { type: 'object', properties: { size: { type: 'integer' } } };
    const shown = { 200: { description: 'Done.', ...content({ $ref: inner }) } };
    const post = { requestBody: content(size), responses: { ...answer, 400: { description: 'No.' } } };

    await withMock(contractOf({ '/t': { post, get: { responses: shown } } }), async ({ origin }) => {
      expect((await sendJson(origin, '/t', { size: 'x' })).status).toBe(400);
      expect(JSON.parse((await send(origin, '/t')).text)).toEqual(expect.any(Number));
    });
  });

  it.each([
    ['as it stands', {}, [200, 400, 400]],
    ['with members beside it', { maxProperties: 1 }, [200, 400, 400, 400]],
  ])('keeps the parts of allOf apart behind a $ref %s', async (_, beside, statuses) => {
    const part = (pattern: string): JsonObject => ({ properties: { a: { type: 'string', pattern } } });
    const Both = { type: 'object', allOf: [part('^a'), part('b$')] };
    const requestBody = content({ $ref: '#/components/schemas/Both', ...beside });
    const post = { requestBody, responses: { ...answer, 400: { description: 'No.' } } };
    const contract = contractOf({ '/t': { post } }, { components: { schemas: { Both } } });

    await withMock(contract, async ({ origin }) => {
      const bodies = [{ a: 'a-b' }, { a: 'a' }, { a: 'b' }, { a: 'ab', more: 1 }].slice(0, statuses.length);
      const seen = await Promise.all(bodies.map((body) => sendJson(origin, '/t', body)));
      expect(seen.map(({ status }) => status)).toEqual(statuses);
    });
  });

  it('says which document it cannot be made of, and why', async () => {
    const responses = { 200: { description: 'Done.', ...content({ $ref: '#/x-own/Thing' }) } };
    const contract = contractOf({ '/t': { get: { responses } } }, { 'x-own': { Thing: { type: 'object' } } });

    const error: unknown = await startPrism(contract).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'MOCK', position: { file: contract.file } });
    expect(String(error)).toMatch(/the mock cannot be made of this document: .*x-own/);
  });

  it('sends no body where no value can be made, and says so', async () => {
    const impossible = content({ oneOf: [{ type: 'object' }, { type: 'object' }] });
    const parameters = [{ in: 'query', name: 'n', schema: { type: 'integer' } }];
    const get = {
      parameters,
      responses: { 200: { description: 'Done.', ...impossible }, 400: { description: 'No.', ...impossible } },
    };

    await withMock(contractOf({ '/t': { get } }), async (server) => {
      for (const [target, status] of [
        ['/t', 200],
        ['/t?n=x', 400],
      ] as const) {
        const seen = await send(server.origin, target);
        expect(seen).toMatchObject({ status, text: '' });
        expect(seen.headers['content-type']).toBeUndefined();
        expect(seen.headers['x-assay-mock-fault']).toMatch(/^no value can be made for the schema at \/paths/);
      }
      expect(server.faults).toHaveLength(2);
    });
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
