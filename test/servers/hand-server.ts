/**
 * The frame that the hand-written servers share: routing, bodies, faults and the account of what is left.
 * They are written from the vendors' documents, never from the contracts: they judge our reading of them.
 */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a hand-written server sees it. */
export interface HandRequest {
  readonly method: string;
  /** Decoded path segments, base path included, e.g. `['api', 'v2', 'orgs', '1']`. */
  readonly segments: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a hand-written server answers; `json` is serialised, `body` is sent as it is, neither means an empty body. */
export interface HandReply {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  body?: string;
}

/** How a server reads what the documents leave open. */
export type Reading = 'strict' | 'lenient';

/** Departures from the documents, planted to see them found. */
export interface Faults {
  /** Changes a reply on its way out. */
  tamper?: (request: HandRequest, reply: HandReply) => HandReply;
  /** Stands around the server: may pass a request on changed, more than once, or not at all. */
  around?: (request: HandRequest, answer: Handler) => HandReply | Promise<HandReply>;
  /** Lets requests in without credentials, or with any. */
  letsAnyoneIn?: boolean;
  /** Deletes answer as documented and remove nothing. */
  keepsDeleted?: boolean;
  /** What is refused for its body is kept all the same. */
  keepsRefused?: boolean;
  /** Body members, by name, that the server no longer insists on. */
  acceptsMissing?: readonly string[];
}

/** A running hand-written server. */
export interface HandServer {
  readonly origin: string;
  /** Identities of objects that clients created and nobody removed, and of pre-existing objects that changed. */
  leftovers(): string[];
  /** Every request so far, oldest first. */
  readonly log: readonly HandRequest[];
  close(): Promise<void>;
}

/** Answers one request. */
export type Handler = (request: HandRequest) => HandReply | Promise<HandReply>;

/** Starts `handler` on a free loopback port. */
export async function listen(
  handler: Handler,
  leftovers: () => string[],
  faults: Faults,
): Promise<HandServer> {
  const log: HandRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const request: HandRequest = {
      method: incoming.method ?? 'GET',
      segments: url.pathname.split('/').filter(Boolean).map(decodeSegment),
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    };
    log.push(request);
    const honest = await (faults.around ? faults.around(request, handler) : handler(request));
    const reply = faults.tamper ? faults.tamper(request, honest) : honest;
    const text = reply.json === undefined ? reply.body : JSON.stringify(reply.json);
    const type = reply.json === undefined ? {} : { 'content-type': 'application/json' };
    outgoing.writeHead(reply.status, { ...type, ...reply.headers });
    outgoing.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    leftovers,
    log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
