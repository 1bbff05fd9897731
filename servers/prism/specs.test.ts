import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../contract/compile.ts';
import { evaluate } from '../../contract/expressions.ts';
import { violations } from '../../contract/validation.ts';
import type { Contract, Operation, Parameter } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { HeaderField } from '../../model/request.ts';
import { exampleValue } from '../example-value.ts';
import { isJson } from '../media-type.ts';
import { demandsOf } from './demands.ts';
import { documentedResponse, refusalStatus } from './refusals.ts';
import { type PrismServer, startPrism } from './start.ts';
import { type Seen, type Sent, send } from './test-support.ts';

const folder = fileURLToPath(new URL('../../specs/', import.meta.url));
const AUTHORIZATION = {
  basic: 'Basic dTpw',
  bearer: 'Bearer t',
  oauth2: 'Bearer t',
  oauth1: 'OAuth oauth_consumer_key="k", oauth_signature="s"',
} as const;

for (const [name, contract] of contracts()) {
  describe(`the mock of ${name}`, () => {
    let server: PrismServer;
    beforeAll(async () => {
      server = await startPrism(contract);
    }, 30_000);
    afterAll(() => server.close());

    it.each(contract.operations)('answers a valid $id with its documented success', async (operation) => {
      const [path, sent] = validRequest(contract, operation);

      const seen = await send(server.origin, contract.basePath + path, sent);

      expect(seen.headers['x-assay-mock-fault']).toBeUndefined();
      const success = operation.responses.find(({ status }) => status.startsWith('2'));
      expect(String(seen.status), seen.text).toBe(success?.status);
      expect(bodyFaults(contract, operation, seen)).toEqual([]);
    });

    it.each(contract.operations.filter(({ security }) => security.length > 0))(
      'refuses $id without credentials as documented',
      async (operation) => {
        const [path, sent] = validRequest(contract, operation);
        const { authorization: _, 'x-dr-session': __, ...headers } = sent.headers ?? {};

        const seen = await send(server.origin, contract.basePath + path, { ...sent, headers });

        expect(seen.status).toBe(refusalStatus(operation, 'credentials') ?? 401);
        expect(bodyFaults(contract, operation, seen)).toEqual([]);
      },
    );

    it.each(demandedOperations(contract))(
      'answers $id so that the next request can be made',
      async (operation) => {
        const [path, sent] = validRequest(contract, operation);

        const seen = await send(server.origin, contract.basePath + path, sent);

        const response = documentedResponse(operation, seen.status);
        for (const demand of demandsOf(contract).get(operation.id) ?? []) {
          if (demand.response !== undefined && demand.response !== response?.pointer) continue;
          const headers = Object.entries(seen.headers).map(
            ([name, value]): HeaderField => [name, String(value)],
          );
          const body = seen.text === '' ? undefined : (JSON.parse(seen.text) as Json);
          const values = evaluate(demand.expression, { response: { headers, body } });
          expect(
            values.some((value) => demand.suits(value)),
            `${demand.expression} of ${seen.text}`,
          ).toBe(true);
        }
      },
    );

    it('has no faults of its own', () => {
      expect(server.faults).toEqual([]);
    });
  });
}

/** The shipped contracts, each also with its versions' overlays. */
function contracts(): [string, Contract][] {
  const products = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return products.flatMap(({ name }): [string, Contract][] => {
    const file = join(folder, name, 'openapi.yaml');
    const versions = join(folder, name, 'versions');
    const overlays = existsSync(versions) ? readdirSync(versions) : [];
    const later = overlays.map((overlay): [string, Contract] => [
      `${name} ${overlay}`,
      compile({ file, overlay: join(versions, overlay) }),
    ]);
    return existsSync(file) ? [[name, compile({ file })], ...later] : [];
  });
}

function demandedOperations(contract: Contract): Operation[] {
  const demands = demandsOf(contract);
  return contract.operations.filter(({ id }) => demands.has(id));
}

function validRequest(contract: Contract, operation: Operation): [string, Sent] {
  const headers: Record<string, string> = {};
  for (const name of operation.security[0] ?? []) {
    const scheme = contract.schemes.find((candidate) => candidate.name === name);
    if (scheme?.carrier) headers[scheme.carrier.name] = 'token';
    else if (scheme) headers['authorization'] = AUTHORIZATION[scheme.kind as keyof typeof AUTHORIZATION];
  }
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find(
      (candidate) => candidate.in === 'path' && candidate.name === name,
    );
    return encodeURIComponent(String(parameter ? parameterText(contract, parameter) : '1'));
  });
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(
      (parameter) => `${parameter.name}=${encodeURIComponent(String(parameterText(contract, parameter)))}`,
    );
  const target = path + (query.length > 0 ? `?${query.join('&')}` : '');
  return [target, { method: operation.method, headers, ...bodyFor(contract, operation, headers) }];
}

function bodyFor(
  contract: Contract,
  { body }: Operation,
  headers: Record<string, string>,
): { body?: string } {
  const content = body?.contents[0];
  if (content?.schema === undefined) return {};
  headers['content-type'] = content.mediaType;
  const value = content.examples[0]?.value ?? exampleValue(contract, content.schema, 'request') ?? {};
  return {
    body: isJson(content.mediaType)
      ? JSON.stringify(value)
      : new URLSearchParams(value as Record<string, string>).toString(),
  };
}

function parameterText(contract: Contract, { schema, value, examples }: Parameter): Json {
  return value?.default ?? examples[0]?.value ?? exampleValue(contract, schema, 'request') ?? '1';
}

function bodyFaults(contract: Contract, operation: Operation, { status, headers, text }: Seen): unknown[] {
  const response = documentedResponse(operation, status);
  if (!response || response.contents.length === 0) return text === '' ? [] : [`a body: ${text}`];
  const content = response.contents.find(({ mediaType }) => mediaType === headers['content-type']);
  if (!content) return [`media type ${headers['content-type']}`];
  if (content.schema === undefined) return [];
  const value = isJson(content.mediaType) ? (JSON.parse(text) as Json) : text;
  return violations(contract, content.schema, 'response', value);
}
