import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';

/** A server that speaks whatever a test wants it to. */
export interface RawServer {
  readonly port: number;
  readonly origin: string;
  /** What every request brought, as it came. */
  readonly requests: readonly string[];
  /** Open connections. */
  readonly sockets: ReadonlySet<Socket>;
}

/** Answers one request on its connection; `count` is how many there were before it. */
export type RawHandler = (socket: Socket, request: string, count: number) => void;

const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Starts a raw server on loopback, closed after the test. */
export async function startRaw(handler: RawHandler): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = requestEnd(text); end !== undefined; end = requestEnd(text)) {
        const request = text.slice(0, end);
        text = text.slice(end);
        requests.push(request);
        handler(socket, request, requests.length - 1);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, origin: `http://127.0.0.1:${port}`, requests, sockets };
}

/** A handler that always sends the same. */
export function always(reply: string | Buffer, isLast = true): RawHandler {
  return (socket) => {
    socket.write(reply);
    if (isLast) socket.end();
  };
}

/** A reply with a body and its length. */
export function reply(status: number, headers: readonly string[], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status} Whatever`, ...headers, `Content-Length: ${bytes.length}`, '', ''].join(
    '\r\n',
  );
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}

function requestEnd(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1] ?? 0);
  const end = head + 4 + length;
  return text.length >= end ? end : undefined;
}
