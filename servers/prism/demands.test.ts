import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { contractOf, JSON_TYPE, send, sendJson, withMock } from './test-support.ts';

const replies = (status: number, schema: Json, more: JsonObject = {}): JsonObject => ({
  [status]: { description: 'Done.', content: { [JSON_TYPE]: { schema } }, ...more },
});
const STRING = { type: 'string' };
const ID = { in: 'path', name: 'id', required: true, schema: { type: 'integer', minimum: 100 } };
const ITEM = { type: 'object', properties: { href: STRING, name: STRING } };

const CONTRACT = contractOf(
  {
    '/login': {
      post: {
        operationId: 'login',
        'x-assay-effect': 'session',
        responses: replies(200, {
          type: 'object',
          properties: { token: { enum: [null, 'mock-session-1'] } },
        }),
      },
    },
    '/things': {
      get: {
        operationId: 'list',
        responses: replies(200, { type: 'object', properties: { things: { type: 'array', items: ITEM } } }),
      },
      post: {
        operationId: 'create',
        responses: replies(201, STRING, { headers: { Location: { schema: STRING } } }),
      },
    },
    '/things/{id}': { parameters: [ID], get: { operationId: 'read', responses: replies(200, ITEM) } },
    '/things/{id}/start': {
      parameters: [ID],
      post: {
        operationId: 'start',
        responses: replies(
          202,
          { type: 'object', properties: { task: STRING } },
          {
            'x-assay-task': {
              poll: { operation: 'task', parameters: { task: '$response.body#/task' } },
              status: '/state',
              pending: ['RUNNING'],
              succeeded: ['DONE'],
              failed: ['ERROR'],
              result: {
                operation: 'read',
                parameters: { id: '$response.body#/result/href#regex:/things/([0-9]+)$' },
              },
            },
          },
        ),
      },
    },
    '/tasks/{task}': {
      parameters: [
        { in: 'path', name: 'task', required: true, schema: { type: 'string', pattern: '^task-[0-9]+$' } },
      ],
      get: {
        operationId: 'task',
        responses: replies(200, {
          type: 'object',
          properties: {
            state: { enum: ['RUNNING', 'DONE', 'ERROR'] },
            result: { type: 'object', properties: { href: STRING } },
          },
        }),
      },
    },
  },
  {
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        user: { type: 'http', scheme: 'basic' },
        session: {
          type: 'apiKey',
          in: 'header',
          name: 'X-S',
          'x-assay-session': { login: 'login', with: 'user', token: '$response.body#/token' },
        },
      },
    },
    'x-assay-resources': {
      thing: {
        parameter: 'id',
        create: { operation: 'create', identity: '$response.header.Location#regex:/things/([0-9]+)$' },
        read: { operation: 'read' },
        list: { operation: 'list', items: '/things', identity: '$item#/href#regex:/things/([0-9]+)$' },
      },
    },
  },
);

it('gives replies from which the next request can be made', async () => {
  await withMock(CONTRACT, async ({ origin }) => {
    const body = async (path: string) => JSON.parse((await send(origin, `/api${path}`)).text) as JsonObject;

    expect(await body('/things')).toMatchObject({
      things: [{ href: expect.stringMatching(/^\/things\/[1-9]\d\d$/) }],
    });
    const created = await sendJson(origin, '/api/things', {});
    expect(created.headers['location']).toMatch(/\/things\/[1-9]\d\d$/);
    const login = await sendJson(origin, '/api/login', {});
    expect(JSON.parse(login.text)).toEqual({ token: 'mock-session-1' });
  });
});

it('has finished a task when it is first looked at', async () => {
  await withMock(CONTRACT, async ({ origin }) => {
    const started = await sendJson(origin, '/api/things/100/start', {});
    const { task } = JSON.parse(started.text) as { task: string };
    const polled = await send(origin, `/api/tasks/${task}`);

    expect(task).toMatch(/^task-[0-9]+$/);
    expect(JSON.parse(polled.text)).toMatchObject({
      state: 'DONE',
      result: { href: expect.stringMatching(/\/things\/\d+$/) },
    });
  });
});
