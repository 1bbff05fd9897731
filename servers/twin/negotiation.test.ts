import { afterEach, describe, expect, it } from 'vitest';
import { contractOf, send } from '../prism/test-support.ts';
import { startTwin, type TwinServer } from './start.ts';

let server: TwinServer | undefined;

afterEach(async () => {
  await server?.close();
});

const content = {
  'application/json': { schema: { const: { ok: true } } },
  'text/plain': { schema: { const: 'it is well' } },
};
const PATHS = {
  '/a': { get: { responses: { 200: { description: 'As asked for.', content } } } },
  '/b': { post: { responses: { 204: { description: 'Done.' } } } },
};

async function seen(method: string, path: string, accept?: string) {
  server = await startTwin(contractOf(PATHS));
  return send(server.origin, path, { method, headers: accept === undefined ? {} : { accept } });
}

describe('the twin', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/plain', 'text/plain'],
    ['application/json;q=0, text/*', 'text/plain'],
    ['application/x.assay-none', 'application/json'],
  ])('asked for %s answers %s', async (accept, type) => {
    const { status, headers } = await seen('GET', '/a', accept);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
  });

  it('answers a HEAD as the GET, without its body', async () => {
    const { status, headers, text } = await seen('HEAD', '/a');

    expect({ status, text, type: headers['content-type'] }).toEqual({
      status: 200,
      text: '',
      type: 'application/json',
    });
  });

  it('allows HEAD where it reads', async () => {
    expect((await seen('PUT', '/a')).headers['allow']).toBe('GET, HEAD');
    expect((await seen('HEAD', '/b')).headers['allow']).toBe('POST');
  });
});
