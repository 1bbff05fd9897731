import { describe, expect, it } from 'vitest';
import type { FaultKind, Operation } from '../model/contract.ts';
import type { JsonObject } from '../model/json.ts';
import { credentialsStatement, isPromised, isRefusal, promiseLevel, refusingResponses } from './refusals.ts';
import { compileDocument } from './testing/compile-document.ts';

const inferred = { basis: 'inferred' };

function contractWith(responses: JsonObject) {
  const get = { responses, security: [{ basic: [] }] };
  const basic = { type: 'http', scheme: 'basic', 'x-assay-source': { basis: 'corroborated' } };
  return compileDocument({
    openapi: '3.1.0',
    paths: { '/a': { get } },
    components: { securitySchemes: { basic } },
  });
}

function operationWith(responses: JsonObject): Operation {
  const [operation] = contractWith(responses).operations;
  if (!operation) throw new Error('no operation');
  return operation;
}

describe('isRefusal', () => {
  it.each<{ kind: FaultKind; responses: JsonObject; status: number; is: boolean }>([
    { kind: 'body', responses: { 400: {} }, status: 400, is: true },
    { kind: 'body', responses: { 200: {} }, status: 400, is: false },
    { kind: 'body', responses: { 404: {} }, status: 404, is: false },
    { kind: 'path', responses: { 404: {} }, status: 404, is: true },
    { kind: 'body', responses: { default: {} }, status: 422, is: true },
    { kind: 'query', responses: { '4XX': {} }, status: 400, is: true },
    { kind: 'credentials', responses: {}, status: 401, is: true },
    { kind: 'method', responses: {}, status: 405, is: true },
    { kind: 'method', responses: {}, status: 501, is: true },
    { kind: 'body', responses: { 501: {} }, status: 501, is: false },
    { kind: 'media-type', responses: {}, status: 415, is: true },
    { kind: 'body', responses: { 500: {} }, status: 500, is: false },
    { kind: 'body', responses: { 400: { 'x-assay-refuses': ['query'] } }, status: 400, is: false },
    { kind: 'body', responses: { 409: { 'x-assay-refuses': ['body'] } }, status: 409, is: true },
    { kind: 'credentials', responses: { 401: { 'x-assay-refuses': ['state'] } }, status: 401, is: false },
    { kind: 'state', responses: { '4XX': { 'x-assay-refuses': ['state'] } }, status: 418, is: true },
    { kind: 'body', responses: { '4XX': { 'x-assay-refuses': ['state'] } }, status: 400, is: false },
    {
      kind: 'body',
      responses: { 400: {}, default: { 'x-assay-refuses': ['state'] } },
      status: 400,
      is: true,
    },
  ])('is $is for $kind answered $status under $responses', ({ kind, responses, status, is }) => {
    expect(isRefusal(operationWith(responses), kind, status)).toBe(is);
  });
});

describe('promises', () => {
  it('are kept by the responses that may refuse', () => {
    const operation = operationWith({
      200: {},
      400: {},
      404: {},
      409: { 'x-assay-refuses': ['body'] },
      default: {},
    });

    expect(refusingResponses(operation, 'body').map(({ status }) => status)).toEqual([
      '400',
      '409',
      'default',
    ]);
    expect(isPromised(operation, 'body')).toBe(true);
    expect(isPromised(operation, 'query')).toBe(false);
  });

  it('bind as hard as the strongest of them, and SHOULD without any', () => {
    const keywords = { 'x-assay-refuses/body': inferred };
    const weak = contractWith({
      400: { 'x-assay-refuses': ['body', 'query'], 'x-assay-source': { basis: 'documented', keywords } },
    });
    const [operation] = weak.operations;
    if (!operation) throw new Error('no operation');

    expect(promiseLevel(weak, operation, 'body')).toBe('may');
    expect(promiseLevel(weak, operation, 'query')).toBe('must');
    expect(promiseLevel(weak, operation, 'path')).toBe('should');
  });

  it('ask for credentials no harder than scheme and operation do', () => {
    const contract = contractWith({});
    const [operation] = contract.operations;
    if (!operation) throw new Error('no operation');

    expect(credentialsStatement(contract, operation)).toMatchObject({
      level: 'should',
      keyword: 'security',
      pointer: '/components/securitySchemes/basic',
    });
  });
});
