/** A front end before a hand-written server: the same replies, written on the wire as other servers write them. */
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HandServer } from '../servers/hand-server.ts';

/** How replies are written. */
export interface WireManners {
  /** Milliseconds before each reply. */
  readonly delay?: number;
  /** Closes each connection and says so. */
  readonly closes?: boolean;
  /** Sends bodies in pieces, without their length. */
  readonly chunked?: boolean;
  /** Writes the names of headers anew. */
  readonly header?: (name: string) => string;
  /** Writes the values of Content-Type anew. */
  readonly contentType?: (type: string) => string;
  /** Answers a request by itself; undefined passes it on. Counted from 1. */
  readonly answer?: (
    count: number,
    path: string,
  ) => { status: number; headers?: Record<string, string> } | undefined;
}

/** Starts a front end; its `leftovers` and `log` are those of the server behind it. */
export async function behind(server: HandServer, manners: WireManners): Promise<HandServer> {
  const { port } = new URL(server.origin);
  let count = 0;
  const front = createServer(async (incoming, outgoing) => {
    count += 1;
    const body = await collected(incoming);
    const own = manners.answer?.(count, incoming.url ?? '');
    await sleep(manners.delay ?? 0);
    if (own) {
      outgoing.writeHead(own.status, own.headers).end();
      return;
    }
    const { method, url, headers } = incoming;
    const passed = forward({ host: '127.0.0.1', port, method, path: url, headers }, async (reply) => {
      write(outgoing, reply, await collected(reply), manners);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    leftovers: () => server.leftovers(),
    get log() {
      return server.log;
    },
    async close() {
      front.closeAllConnections();
      await new Promise<void>((resolve) => front.close(() => resolve()));
      await server.close();
    },
  };
}

function write(outgoing: ServerResponse, reply: IncomingMessage, body: Buffer, manners: WireManners): void {
  const { header = (name) => name, contentType = (type) => type } = manners;
  const dropped = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length']);
  for (const [name, value] of Object.entries(reply.headers)) {
    if (dropped.has(name) || value === undefined) continue;
    outgoing.setHeader(header(name), name === 'content-type' ? contentType(String(value)) : value);
  }
  if (manners.closes) outgoing.setHeader('Connection', 'close');
  outgoing.statusCode = reply.statusCode ?? 502;
  if (manners.chunked) {
    const middle = Math.floor(body.length / 2);
    if (body.length > 1) outgoing.write(body.subarray(0, middle));
    outgoing.end(body.subarray(body.length > 1 ? middle : 0));
    return;
  }
  outgoing.end(body.length > 0 ? body : undefined);
}

async function collected(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
