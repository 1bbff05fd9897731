/** A small contract in the three versions of OpenAPI that are read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './cli.ts';

const pet = (age: object) => ({
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 }, age },
});

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const PET = { $ref: '#/components/schemas/Pet' };

const paths = {
  '/pets': {
    get: {
      operationId: 'listPets',
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
      responses: {
        200: { description: 'the pets', ...json({ type: 'array', items: PET }) },
        400: { description: 'refused' },
      },
    },
    post: {
      operationId: 'addPet',
      requestBody: { required: true, ...json(PET) },
      responses: { 201: { description: 'the new pet', ...json(PET) }, 400: { description: 'refused' } },
    },
  },
};

const info = { title: 'Pets', version: '1' };
const servers = [{ url: 'http://localhost/v1' }];

/** As OpenAPI 3.1. */
export const PETS_31 = {
  openapi: '3.1.0',
  info,
  servers,
  paths,
  components: { schemas: { Pet: pet({ type: ['integer', 'null'] }) } },
};

/** As OpenAPI 3.0. */
export const PETS_30 = {
  ...PETS_31,
  openapi: '3.0.3',
  components: { schemas: { Pet: pet({ type: 'integer', nullable: true }) } },
};

/** As Swagger 2.0. */
export const PETS_20 = {
  swagger: '2.0',
  info,
  host: 'localhost',
  basePath: '/v1',
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/pets': {
      get: {
        responses: {
          200: { description: 'the pets', schema: { type: 'array', items: { $ref: '#/definitions/Pet' } } },
        },
      },
      post: {
        parameters: [{ name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }],
        responses: {
          201: { description: 'the new pet', schema: { $ref: '#/definitions/Pet' } },
          400: { description: 'refused' },
        },
      },
    },
  },
  definitions: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
};

/** A new folder with files of these texts, or of these values as JSON. */
export function folderWith(files: Readonly<Record<string, string | object>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}
