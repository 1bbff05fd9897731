/** A server of the contract in pets.ts, right but for what is asked of it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How it departs. */
export interface PetFaults {
  /** Names are numbers. */
  readonly hasNumbers?: boolean;
  /** What each pet has beside its name and age. */
  readonly more?: object;
  /** Headers of the list. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Status of the list. */
  readonly status?: number;
  /** A wrong limit is taken. */
  readonly isLenient?: boolean;
  /** How many pets there are. @defaultValue 1 */
  readonly pets?: number;
  /** Milliseconds before each answer. */
  readonly delayMs?: number;
  /** Value of the authorization header that it asks for. */
  readonly secret?: string;
}

/** A pet server that is running. */
export interface PetServer {
  readonly url: string;
  /** Departs otherwise from now on. */
  depart(faults: PetFaults): void;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function petServer(faults: PetFaults = {}): Promise<PetServer> {
  let now = faults;
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => delay(now.delayMs ?? 0, body))
      .then((body) => answer(request, response, body, now));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    depart: (next) => {
      now = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  faults: PetFaults,
): unknown {
  const send = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    return response.end(JSON.stringify(value));
  };
  const url = new URL(request.url ?? '/', 'http://host');
  if (url.pathname !== '/v1/pets') return send(404, { message: 'nothing there' });
  if (faults.secret !== undefined && request.headers.authorization !== faults.secret)
    return send(401, { message: 'who are you?' }, { 'www-authenticate': 'Bearer' });
  if (request.method === 'GET') {
    if (!isLimit(url.searchParams.getAll('limit')) && faults.isLenient !== true)
      return send(400, { message: 'limit' });
    const pets = Array.from({ length: faults.pets ?? 1 }, (_, at) => pet(at, faults));
    return send(faults.status ?? 200, pets, faults.headers);
  }
  if (request.method !== 'POST') return send(405, { message: 'no' }, { allow: 'GET, POST' });
  const made = petIn(body);
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return send(415, { message: 'JSON' });
  return made === undefined ? send(400, { message: 'no pet' }) : send(201, made);
}

function pet(at: number, { hasNumbers, more }: PetFaults): object {
  return { name: hasNumbers === true ? at : `pet ${at}`, age: at % 2 === 0 ? null : at, ...more };
}

function isLimit(values: readonly string[]): boolean {
  return values.length === 0 || (values.length === 1 && /^([1-9]|[1-4]\d|50)$/.test(values[0] ?? ''));
}

function petIn(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
    const age = 'age' in value ? value.age : null;
    const isRight = typeof value.name === 'string' && value.name.length > 0;
    return isRight && (age === null || Number.isInteger(age)) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
