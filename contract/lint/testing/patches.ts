import type { JsonObject } from '../../../model/json.ts';

/** A fault that lint finds, and the same matter without it. */
export interface Pair {
  readonly code: string;
  readonly faulty: JsonObject;
  /** The same matter without the fault. */
  readonly sound: JsonObject;
}

/** A shared schema. */
export const schema = (value: JsonObject): JsonObject => ({ components: { schemas: { A: value } } });
/** More of the operation that creates things. */
export const post = (value: JsonObject): JsonObject => ({ paths: { '/things': { post: value } } });
/** More of the operation that lists things. */
export const get = (value: JsonObject): JsonObject => ({ paths: { '/things': { get: value } } });
/** More of the resource. */
export const thing = (value: JsonObject): JsonObject => ({ 'x-assay-resources': { thing: value } });
/** Things that are created below a tenant. */
export const createdBelow = (tenant: JsonObject): JsonObject => ({
  paths: {
    '/tenants/{tenant}/things': {
      post: {
        operationId: 'createBelow',
        parameters: [{ name: 'tenant', in: 'path', required: true, schema: { type: 'string' }, ...tenant }],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
          },
        },
        responses: { '201': { description: '' } },
      },
    },
  },
  ...thing({ create: { operation: 'createBelow' } }),
});
/** More of the security scheme. */
export const basic = (value: JsonObject): JsonObject => ({
  components: { securitySchemes: { basic: value } },
});
/** One more response of the list. */
export const answers = (status: string, value: JsonObject): JsonObject =>
  get({ responses: { [status]: { description: '', ...value } } });
/** A link in the list. */
export const linked = (value: JsonObject): JsonObject => answers('200', { links: { thing: value } });
/** A scheme with a session. */
export const session = (value: JsonObject): JsonObject => ({
  components: {
    securitySchemes: {
      session: {
        type: 'apiKey',
        in: 'header',
        name: 'x-session',
        'x-assay-session': { login: 'createThing', with: 'basic', token: '$response.body#/id', ...value },
      },
    },
  },
});
/** A response that work goes on after. */
export const task = (value: JsonObject): JsonObject =>
  answers('202', {
    'x-assay-task': {
      poll: { operation: 'getThing', parameters: { id: '$response.body#/id' } },
      status: '/s',
      succeeded: ['OK'],
      ...value,
    },
  });
/** A declared document. */
export const guide = { info: { 'x-assay-documents': [{ id: 'guide', title: 'Guide' }] } };
/** A schema with a source. */
export const sourced = (value: JsonObject): JsonObject =>
  schema({ type: 'string', maxLength: 5, 'x-assay-source': { ...value } });
/** A source in the declared document. */
export const ofGuide = { document: 'guide', at: 'p. 1', basis: 'documented' };
/** A read that shows a thing with some members. */
export const shown: JsonObject = {
  paths: {
    '/things/{id}': {
      get: {
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    created_at: { type: 'string', format: 'date-time' },
                    keys: {
                      type: 'array',
                      items: { type: 'object', properties: { code: { type: 'string' } } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
/** An operation on something that is no resource. */
export const foreign = (more: JsonObject): JsonObject => ({
  paths: {
    '/others/{other}': {
      parameters: [{ name: 'other', in: 'path', required: true, schema: { type: 'string' }, ...more }],
      get: { operationId: 'getOther', responses: { 200: { description: '' } } },
    },
  },
});
/** A body with a member that is only read, and an example. */
export const bodyExample = (example: JsonObject): JsonObject =>
  post({
    requestBody: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['name', 'id'],
            properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
          },
          example,
        },
      },
    },
  });
