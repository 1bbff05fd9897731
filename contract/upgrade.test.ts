import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { compileDocument, compileSchemas } from './testing/compile-document.ts';

function schemaOf(schema: JsonObject, version = '3.0.3'): unknown {
  return valueAt(compileSchemas({ A: schema }, version).document, '/components/schemas/A');
}

describe('upgraded', () => {
  it.each<{ what: string; old: JsonObject; now: JsonObject }>([
    { what: 'nullable', old: { type: 'string', nullable: true }, now: { type: ['string', 'null'] } },
    { what: 'nullable: false', old: { type: 'string', nullable: false }, now: { type: 'string' } },
    {
      what: 'nullable beside an enum',
      old: { type: 'string', nullable: true, enum: ['a'] },
      now: { type: ['string', 'null'], enum: ['a', null] },
    },
    {
      what: 'exclusive bounds',
      old: { minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
      now: { exclusiveMinimum: 1, maximum: 5 },
    },
    { what: 'bounds as numbers', old: { exclusiveMinimum: 1 }, now: { exclusiveMinimum: 1 } },
    {
      what: 'members called like keywords',
      old: {
        properties: {
          example: { type: 'string', nullable: true },
          default: { type: 'string', nullable: true },
          nullable: { type: 'boolean' },
        },
      },
      now: {
        properties: {
          example: { type: ['string', 'null'] },
          default: { type: ['string', 'null'] },
          nullable: { type: 'boolean' },
        },
      },
    },
  ])('translates $what', ({ old, now }) => {
    expect(schemaOf(old)).toEqual(now);
  });

  it('translates what it finds in a document of 3.1, too', () => {
    expect(schemaOf({ type: 'string', nullable: true }, '3.1.0')).toEqual({ type: ['string', 'null'] });
  });

  it('leaves defaults alone, which are data', () => {
    const schema = { default: { nullable: true, type: 'a' } };

    expect(schemaOf(schema, '3.1.0')).toEqual(schema);
  });

  it('translates Swagger 2.0', () => {
    const contract = compileDocument({
      swagger: '2.0',
      host: 'api.example.com',
      basePath: '/v1/',
      schemes: ['https'],
      securityDefinitions: { basic: { type: 'basic' }, key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      definitions: { A: { type: 'object' } },
      paths: {
        '/a/{id}': {
          put: {
            consumes: ['application/json'],
            parameters: [
              { name: 'id', in: 'path', required: true, type: 'integer', minimum: 0, exclusiveMinimum: true },
              { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/A' } },
            ],
            responses: { 200: { description: '', schema: { $ref: '#/definitions/A' } } },
          },
        },
      },
    });
    const [operation] = contract.operations;

    expect(contract).toMatchObject({
      serverUrl: expect.stringContaining('https://api.example.com/v1'),
      basePath: '/v1',
    });
    expect(contract.schemes.map(({ kind }) => kind)).toEqual(['basic', 'api-key']);
    expect(operation).toMatchObject({
      id: 'PUT /a/{id}',
      body: { required: true, contents: [{ mediaType: 'application/json' }] },
    });
    expect(valueAt(contract.document, operation?.parameters[0]?.schema ?? '')).toEqual({
      type: 'integer',
      exclusiveMinimum: 0,
    });
  });

  it.each([
    { document: { openapi: '3.2.0', paths: {} }, code: 'NOT_OPENAPI' },
    { document: { openapi: 3, paths: {} }, code: 'NOT_OPENAPI' },
    { document: { paths: {} }, code: 'NOT_OPENAPI' },
    { document: { openapi: '3.1.0' }, code: 'NO_PATHS' },
  ])('refuses $document with $code', ({ document, code }) => {
    expect(() => compileDocument(document)).toThrow(
      expect.objectContaining({ code, position: expect.objectContaining({ line: 1 }) }),
    );
  });
});
