import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { contractOf, send } from '../prism/test-support.ts';
import { startTwin, type TwinServer } from './start.ts';

let server: TwinServer | undefined;

afterEach(async () => {
  await server?.close();
});

async function twinOf(paths: JsonObject, more: JsonObject = {}): Promise<TwinServer> {
  server = await startTwin(contractOf(paths, more));
  return server;
}

const answering = (responses: JsonObject): JsonObject => ({ '/a': { get: { responses } } });
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });

describe('the twin of a plain document', () => {
  it.each([
    { documented: ['302'], answered: 302 },
    { documented: ['404', '304'], answered: 304 },
    { documented: ['3XX'], answered: 302 },
    { documented: ['default'], answered: 200 },
    { documented: ['202', '201', '404'], answered: 201 },
    { documented: ['default', '201'], answered: 201 },
    { documented: [], answered: 200 },
  ])('answers $answered where $documented is documented', async ({ documented, answered }) => {
    const { origin } = await twinOf(
      answering(Object.fromEntries(documented.map((status) => [status, { description: 'Some.' }]))),
    );

    expect((await send(origin, '/a')).status).toBe(answered);
  });

  it('sends a text as one where any media type is documented', async () => {
    const content = { '*/*': { schema: { type: 'string', const: 'plain words' } } };
    const { origin } = await twinOf(answering({ 200: { description: 'Words.', content } }));

    const { text, headers } = await send(origin, '/a');

    expect(text).toBe('plain words');
    expect(headers['content-type']).toBe('text/plain');
  });

  it('sends the headers that must be there, also those that only an operation of its own would know', async () => {
    const location = { required: true, schema: { type: 'string', const: '/a/1' } };
    const { origin } = await twinOf(
      answering({ 200: { description: 'Moved.', headers: { Location: location } } }),
    );

    expect((await send(origin, '/a')).headers['location']).toBe('/a/1');
  });

  it('says that no value can be made for a body', async () => {
    const { origin } = await twinOf(
      answering({
        200: { description: 'Impossible.', ...json({ allOf: [{ type: 'string' }, { type: 'null' }] }) },
      }),
    );

    const { headers } = await send(origin, '/a');

    expect(headers['x-assay-mock-fault']).toContain('no value can be made');
  });

  it('refuses credentials that it cannot read', async () => {
    const schemes = { components: { securitySchemes: { key: { type: 'http', scheme: 'OAuth' } } } };
    const { origin } = await twinOf(
      { '/a': { get: { security: [{ key: [] }], responses: { 204: { description: 'In.' } } } } },
      schemes,
    );

    const authorization = 'OAuth oauth_consumer_key="%", oauth_signature="%zz"';

    expect((await send(origin, '/a', { headers: { authorization } })).status).toBe(401);
  });
});
