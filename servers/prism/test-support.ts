import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { type PrismOptions, type PrismServer, startPrism } from './start.ts';

/** A contract of some paths, compiled from a file of its own. */
export function contractOf(paths: JsonObject, more: JsonObject = {}): Contract {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-prism-')), 'openapi.json');
  const document = { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths, ...more };
  writeFileSync(file, JSON.stringify(document));
  return compile({ file });
}

/** A reply as tests look at it. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What a test sends; the path as it stands on the wire. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends a request without any tidying of its URL. */
export function send(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Seen> {
  const { hostname, port } = new URL(origin);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method, headers: { ...length, ...headers } };
    const request = httpRequest(options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends JSON. */
export function sendJson(origin: string, path: string, body: Json, method = 'POST'): Promise<Seen> {
  return send(origin, path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

/** Runs something against a mock that is closed afterwards. */
export async function withMock<T>(
  contract: Contract,
  use: (server: PrismServer) => Promise<T>,
  options: PrismOptions = {},
): Promise<T> {
  const server = await startPrism(contract, options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

export const JSON_TYPE = 'application/json';

/** A success and a refusal. */
export const RESPONSES = {
  '200': { description: 'Done.', content: { [JSON_TYPE]: { schema: { type: 'object' } } } },
  '400': { description: 'Refused.' },
};

/** One operation and a request to it. */
export interface Trial {
  readonly operation: JsonObject;
  readonly path?: string;
  readonly sent: string;
  readonly as?: Sent;
  readonly more?: JsonObject;
}

/** An operation with a query parameter. */
export const query = (name: string, more: JsonObject): JsonObject => ({
  parameters: [{ in: 'query', name, ...more }],
});
/** An operation with a required body. */
export const body = (schema: Json, mediaType = JSON_TYPE): JsonObject => ({
  requestBody: { required: true, content: { [mediaType]: { schema } } },
});
/** A POST. */
export const posts = (text: string, mediaType = JSON_TYPE): Sent => ({
  method: 'POST',
  body: text,
  headers: { 'content-type': mediaType },
});

export const INTEGER = { type: 'integer' };
export const LIST = { type: 'array', items: INTEGER, maxItems: 2 };
export const CLOSED = {
  type: 'object',
  properties: { a: INTEGER, Big: INTEGER },
  required: ['a'],
  additionalProperties: false,
};

/** Makes a mock of one operation, sends one request and closes it. */
export function exchange({ path = '/t', operation, more, sent, as }: Trial): Promise<Seen> {
  const method = (as?.method ?? 'GET').toLowerCase();
  const contract = contractOf({ [path]: { [method]: { responses: RESPONSES, ...operation } } }, more);
  return withMock(contract, ({ origin }) => send(origin, sent, as));
}
