import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Contract } from '../../model/contract.ts';
import { closed, listening, originOf } from '../listening.ts';
import { headerText, MOCK_FAULT } from '../prism/reply.ts';
import { createTwin, type Twin, type TwinOptions } from './twin.ts';
import type { TwinReply } from './twin-replies.ts';
import type { TwinRequest } from './twin-request.ts';
import { writtenReply } from './written-reply.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** Where to serve a twin. */
export interface ServeOptions {
  /** @defaultValue `127.0.0.1` */
  readonly host?: string;
  /** 0 is any free port. @defaultValue 0 */
  readonly port?: number;
}

/** A twin on a port. */
export interface TwinServer {
  readonly origin: string;
  /** The origin with the contract's base path. */
  readonly url: string;
  readonly twin: Twin;
  close(): Promise<void>;
}

/** Serves the twin of a contract on a port of its own. */
export function startTwin(contract: Contract, options: ServeOptions & TwinOptions = {}): Promise<TwinServer> {
  return serveTwin(contract, createTwin(contract, options), options);
}

/** Serves a twin that is there already, or one that departs from it on purpose. */
export async function serveTwin(
  contract: Contract,
  twin: Twin,
  { host = '127.0.0.1', port = 0 }: ServeOptions = {},
): Promise<TwinServer> {
  const server = createServer((message, response) => void serve(twin, message, response));
  await listening(server, host, port);
  const origin = originOf(server.address());
  return { origin, url: origin + contract.basePath, twin, close: () => closed(server) };
}

async function serve(twin: Twin, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(message).catch(() => undefined);
  // The client went away.
  if (body === undefined) return;
  if (body === 'too large') {
    response.writeHead(413).end();
    return;
  }
  const request: TwinRequest = {
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    headers: fieldsOf(message),
    body,
  };
  try {
    const reply = twin.answer(request);
    if (reply.afterMs !== undefined) await pause(reply.afterMs);
    send(response, reply);
  } catch (error) {
    failed(response, error);
  }
}

function send(response: ServerResponse, reply: TwinReply): void {
  const { status, headers, body } = writtenReply(reply);
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.writeHead(status);
  response.end(body);
}

/** A bug of ours is no fault of the contract's, and no reason for everybody else to lose the server. */
function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(500, { [MOCK_FAULT]: headerText(String(error).slice(0, 200)) }).end();
}

function fieldsOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const fields: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    fields.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return fields;
}

async function bodyOf(message: IncomingMessage): Promise<Uint8Array | 'too large'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BYTES ? 'too large' : Buffer.concat(chunks);
}
