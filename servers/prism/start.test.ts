import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { type PrismServer, startPrism } from './start.ts';
import { contractOf, JSON_TYPE, send, sendJson } from './test-support.ts';

const content = (schema: Json, more: JsonObject = {}): JsonObject => ({
  content: { [JSON_TYPE]: { schema, ...more } },
});
const PET = {
  type: 'object',
  properties: { id: { type: 'integer' }, name: { type: 'string', minLength: 2 } },
  required: ['id'],
};
const PROBLEM = {
  type: 'object',
  properties: { code: { const: 'bad' } },
  required: ['code'],
  additionalProperties: false,
};
const ID = { in: 'path', name: 'id', required: true, schema: { type: 'integer', minimum: 1 } };

const PATHS: JsonObject = {
  '/pets': {
    get: {
      parameters: [
        { in: 'query', name: 'limit', schema: { type: 'integer' } },
        { in: 'header', name: 'X-Names', schema: { type: 'array', items: { type: 'string' } } },
        { in: 'header', name: 'X-Map', schema: { type: 'object' } },
      ],
      responses: {
        200: {
          description: 'All.',
          ...content({ type: 'array', items: PET }),
          headers: { 'X-Total': { schema: { type: 'integer' } } },
        },
        400: { description: 'Query.', 'x-assay-refuses': ['query'], ...content(PROBLEM) },
        422: { description: 'No body to refuse.', 'x-assay-refuses': ['body'] },
      },
    },
    post: {
      requestBody: { required: true, ...content(PET) },
      callbacks: {
        done: { '{$request.body#/url}': { post: { responses: { 200: { description: 'Heard.' } } } } },
      },
      responses: {
        201: {
          description: 'Made.',
          headers: { Location: { required: true, schema: { type: 'string' } } },
          ...content(PET, {
            examples: {
              wrong: { value: {} },
              rex: { value: { id: 7, name: 'Rex' } },
              ada: { value: { id: 8 } },
            },
          }),
        },
        202: { description: 'Later.' },
        400: { description: 'Unused.', ...content(PROBLEM) },
        406: { description: 'Refused.', 'x-assay-refuses': ['body'], ...content(PROBLEM) },
        415: { description: 'Media type.', ...content(PROBLEM) },
      },
    },
  },
  '/pets/mine': { get: { responses: { 200: { description: 'Mine.', ...content({ const: 'mine' }) } } } },
  '/pets/{id}': {
    parameters: [ID],
    get: {
      responses: {
        200: { description: 'One.', ...content(PET) },
        404: { description: 'None.', 'x-assay-body': 'none' },
      },
    },
    delete: {
      responses: {
        204: { description: 'Gone.' },
        default: { description: 'Fault.', ...content(PROBLEM) },
        501: { description: 'Method.', 'x-assay-refuses': ['method'] },
      },
    },
  },
  '/codes/{codes}': {
    get: {
      parameters: [
        { in: 'path', name: 'codes', required: true, schema: { type: 'array', items: { type: 'integer' } } },
      ],
      responses: { 200: { description: 'Codes.', ...content({ type: 'object' }) } },
    },
  },
};

describe('startPrism', () => {
  let server: PrismServer;
  beforeAll(async () => {
    server = await startPrism(contractOf(PATHS, { servers: [{ url: 'https://example.com/api/v1' }] }));
  }, 30_000);
  afterAll(() => server.close());
  const get = (path: string, headers: Record<string, string> = {}) =>
    send(server.url, `/api/v1${path}`, { headers });

  it('serves below the base path and nothing else', async () => {
    expect(server.url).toBe(`${server.origin}/api/v1`);
    expect((await get('/pets')).status).toBe(200);
    const outside = await send(server.origin, '/pets');
    expect(outside).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } });
    expect((await send(server.origin, '/api/v10/pets')).status).toBe(404);
    expect((await get('/nothing')).status).toBe(404);
  });

  it('prefers a literal path to a template', async () => {
    expect((await get('/pets/mine')).text).toBe('"mine"');
    expect(JSON.parse((await get('/pets/1')).text)).toHaveProperty('id');
  });

  it('answers the first success with the first valid example and documented headers', async () => {
    const made = await sendJson(server.origin, '/api/v1/pets', { id: 1 });

    expect(made.status).toBe(201);
    expect(JSON.parse(made.text)).toEqual({ id: 7, name: 'Rex' });
    expect(made.headers['location']).toEqual(expect.any(String));
  });

  it('answers without a body or media type where none is documented', async () => {
    const gone = await send(server.origin, '/api/v1/pets/1', { method: 'DELETE' });

    expect(gone).toMatchObject({ status: 204, text: '' });
    expect(gone.headers['content-type']).toBeUndefined();
  });

  it.each([
    ['a body fault', '{"name": "x"}', JSON_TYPE, 406],
    ['malformed JSON', '{"id": 1', JSON_TYPE, 406],
    ['a missing body', '', JSON_TYPE, 406],
    ['null for a body', 'null', JSON_TYPE, 406],
    ['a wrong media type', '<id>1</id>', 'application/xml', 415],
  ])('refuses %s as documented', async (_, body, mediaType, status) => {
    const request = { method: 'POST', body, headers: { 'content-type': mediaType, accept: JSON_TYPE } };
    const seen = await send(server.origin, '/api/v1/pets', request);

    expect(seen).toMatchObject({ status, text: '{"code":"bad"}' });
  });

  it('refuses query faults, path faults and methods as documented', async () => {
    expect(await get('/pets?limit=x')).toMatchObject({ status: 400, text: '{"code":"bad"}' });
    expect(await get('/pets/x')).toMatchObject({ status: 404, text: '' });
    expect(await send(server.origin, '/api/v1/pets/x', { method: 'DELETE' })).toMatchObject({
      status: 400,
      text: '{"code":"bad"}',
    });
    expect((await send(server.origin, '/api/v1/pets/1', { method: 'PUT' })).status).toBe(501);
    expect(await send(server.origin, '/api/v1/pets', { method: 'PUT' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST, HEAD' },
    });
  });

  it("keeps the API's own preferences from Prism and obeys Prism's", async () => {
    const prefer = async (value: string) => {
      const headers = { prefer: value, 'content-type': JSON_TYPE };
      const seen = await send(server.origin, '/api/v1/pets', { method: 'POST', body: '{"id": 1}', headers });
      return [seen.status, seen.text];
    };

    expect((await prefer('respond-async'))[0]).toBe(201);
    expect(await prefer('respond-async, code=202')).toEqual([202, '']);
    expect(await prefer('example=ada')).toEqual([201, '{"id":8}']);
    expect((await prefer('dynamic=true'))[0]).toBe(201);
    expect((await prefer('code=299'))[0]).toBe(404);
  });

  it('forgets the Accept of an earlier request', async () => {
    expect((await get('/pets', { accept: 'text/html' })).status).toBe(406);
    expect((await get('/pets', { accept: '*/*' })).status).toBe(200);
  });

  it('keeps nothing between requests', async () => {
    await send(server.origin, '/api/v1/pets/1', { method: 'DELETE' });

    expect((await get('/pets/1')).status).toBe(200);
  });

  it('answers valid requests on which the Prism server dies', async () => {
    expect((await get('/pets')).status).toBe(200);
    expect((await get('/codes/123,456')).status).toBe(200);
    expect((await get('/codes/123,x')).status).toBe(422);
  });

  it('answers requests on which Prism throws, records them and goes on', async () => {
    const before = server.faults.length;
    const killers = [await get('/pets/%zz'), await get('/pets/%FF'), await get('/pets', { accept: ';;;' })];

    for (const seen of killers) {
      expect(seen.status).toBe(500);
      expect(seen.headers['x-assay-mock-fault']).toEqual(expect.any(String));
    }
    expect(server.faults.slice(before)).toHaveLength(3);
    expect(server.faults.at(-1)).toMatchObject({ method: 'GET', url: '/api/v1/pets' });
    expect((await get('/pets')).status).toBe(200);
  });

  it('survives hostile requests', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(
      (await sendJson(server.origin, '/api/v1/pets', JSON.parse('{"__proto__": {"id": 1}}') as Json)).status,
    ).toBe(406);
    const request = { method: 'POST', body: deep, headers: { 'content-type': JSON_TYPE } };
    expect((await send(server.origin, '/api/v1/pets', request)).status).toBe(406);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () =>
        socket.end('nonsense\r\n\r\n'),
      );
      socket.on('close', () => resolve()).resume();
    });
    expect((await get('/pets')).status).toBe(200);
  });

  it('does not blame itself for a client that goes away', async () => {
    const before = server.faults.length;
    const { port } = new URL(server.origin);
    await new Promise<void>((resolve) => {
      const head = 'POST /api/v1/pets HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head, () => socket.destroy()));
      socket.on('close', () => resolve());
    });

    expect((await get('/pets')).status).toBe(200);
    expect(server.faults).toHaveLength(before);
  });

  it('refuses a body of more than 10 MiB', async () => {
    const request = {
      method: 'POST',
      body: Buffer.alloc(11 * 1024 * 1024, ' '),
      headers: { 'content-type': JSON_TYPE },
    };

    expect((await send(server.origin, '/api/v1/pets', request)).status).toBe(413);
  });

  it('prints nothing', async () => {
    const written = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockReturnValue(true),
    );
    const logged = (['log', 'warn', 'error', 'info'] as const).map((level) => vi.spyOn(console, level));

    await get('/pets?limit=x');
    await get('/pets/%zz');
    await get('/pets');

    const calls = [...written, ...logged].map((spy) => spy.mock.calls.length);
    vi.restoreAllMocks();
    expect(calls).toEqual(calls.map(() => 0));
  });
});
