import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { contractOf, send } from '../prism/test-support.ts';
import { startTwin, type TwinServer } from './start.ts';

const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const text = { type: 'string', minLength: 1 };
const shown = (name: string): JsonObject => ({
  type: 'object',
  required: ['id', name],
  properties: { id: { type: 'string' }, [name]: text },
});
const sent = (name: string): JsonObject => ({
  required: true,
  ...json({ type: 'object', required: [name], properties: { [name]: text } }),
});
const ok = (schema: JsonObject): JsonObject => ({ description: 'Shown.', ...json(schema) });
const MISSING = { 404: { description: 'None.' }, 409: { description: 'Taken.' } };

// Both parameters of objects are called id, as in many documents.
const path = (name: string): JsonObject => ({ name, in: 'path', required: true, schema: { type: 'string' } });

function collection(noun: string, member: string, parameters: JsonObject[] = []): JsonObject {
  return {
    parameters,
    get: {
      operationId: `list-${noun}`,
      responses: { 200: ok({ type: 'array', items: shown(member) }), ...MISSING },
    },
    post: {
      operationId: `create-${noun}`,
      requestBody: sent(member),
      responses: { 201: ok(shown(member)), ...MISSING },
    },
  };
}

function single(noun: string, member: string, parameters: JsonObject[]): JsonObject {
  return {
    parameters,
    get: { operationId: `read-${noun}`, responses: { 200: ok(shown(member)), ...MISSING } },
    delete: { operationId: `delete-${noun}`, responses: { 204: { description: 'Gone.' }, ...MISSING } },
  };
}

const resource = (noun: string, parameter: string, member: string): JsonObject => ({
  parameter,
  create: { operation: `create-${noun}`, identity: '$response.body#/id' },
  read: { operation: `read-${noun}` },
  list: { operation: `list-${noun}`, items: '', identity: '$item#/id' },
  delete: { operation: `delete-${noun}` },
  echo: [member],
  unique: [member],
});

const PATHS = {
  '/notes': collection('note', 'title'),
  '/notes/{id}': single('note', 'title', [path('id')]),
  '/tags': collection('tag', 'word'),
  '/tags/{id}': single('tag', 'word', [path('id')]),
  '/notes/{id}/comments': collection('comment', 'words', [path('id')]),
  '/notes/{id}/comments/{comment}': single('comment', 'words', [path('id'), path('comment')]),
};
const RESOURCES = {
  comment: resource('comment', 'comment', 'words'),
  note: resource('note', 'id', 'title'),
  tag: resource('tag', 'id', 'word'),
};

let server: TwinServer;

beforeEach(async () => {
  server = await startTwin(contractOf(PATHS, { 'x-assay-resources': RESOURCES }), { foreign: 0 });
});

afterEach(() => server.close());

async function ask(method: string, target: string, body?: Json): Promise<{ status: number; body: Json }> {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const { status, text: said } = await send(server.origin, target, { method, ...content });
  return { status, body: said === '' ? null : (JSON.parse(said) as Json) };
}

async function created(target: string, body: Json): Promise<string> {
  const reply = await ask('POST', target, body);
  expect(reply.status).toBe(201);
  return `${target}/${String((reply.body as JsonObject)['id'])}`;
}

describe('objects below others', () => {
  it('are those of their parent alone', async () => {
    const first = await created('/notes', { title: 'first' });
    const second = await created('/notes', { title: 'second' });
    const own = await created(`${first}/comments`, { words: 'same' });
    const other = await created(`${second}/comments`, { words: 'same' });

    expect((await ask('GET', `${first}/comments`)).body).toEqual([
      expect.objectContaining({ words: 'same' }),
    ]);
    expect((await ask('GET', own)).status).toBe(200);
    expect((await ask('GET', other.replace(second, first))).status).toBe(404);
  });

  it('go with their parent', async () => {
    const note = await created('/notes', { title: 'mine' });
    const comment = await created(`${note}/comments`, { words: 'some' });

    await ask('DELETE', note);

    expect((await ask('GET', comment)).status).toBe(404);
    expect((await ask('GET', `${note}/comments`)).status).toBe(404);
    expect(server.twin.objects().get('comment')).toEqual([]);
    expect(server.twin.changes.map(({ what, resource: name }) => `${what} ${name}`)).toEqual([
      'created note',
      'created comment',
      'deleted comment',
      'deleted note',
    ]);
  });

  it('are not made below one that is not there', async () => {
    expect((await ask('POST', '/notes/none/comments', { words: 'some' })).status).toBe(404);
    expect(server.twin.changes).toEqual([]);
  });

  it('are told from those of another resource whose parameter has the same name', async () => {
    const tag = await created('/tags', { word: 'blue' });

    expect((await ask('GET', tag)).body).toMatchObject({ word: 'blue' });
  });
});
