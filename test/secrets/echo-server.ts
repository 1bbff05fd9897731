import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SPELLINGS } from './spellings.ts';

/** A server that gives back every secret it ever saw or made, everywhere. */
export interface EchoServer {
  readonly origin: string;
  /** The secrets that it made itself. */
  readonly made: ReadonlySet<string>;
  readonly count: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: readonly [string, string][];
  readonly body: string;
}

/** A random secret. */
export function canary(name: string): string {
  return `${name}-${randomBytes(12).toString('hex')}`;
}

/** Starts it; `given` are the secrets that it knows from the start. */
export async function startEcho(given: readonly string[]): Promise<EchoServer> {
  const made = new Set<string>();
  let count = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    count += 1;
    const answer = answerTo(incoming, Buffer.concat(chunks).toString(), { count, given, made });
    outgoing.writeHead(answer.status, answer.headers.flat());
    outgoing.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    made,
    get count() {
      return count;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Memory {
  readonly count: number;
  readonly given: readonly string[];
  readonly made: Set<string>;
}

function answerTo(incoming: IncomingMessage, sent: string, memory: Memory): Answer {
  const { count, given, made } = memory;
  const named = isWhole(incoming, count) ? namedSecrets(incoming.url ?? '', made) : {};
  const all = [
    ...given,
    ...made,
    incoming.headers.authorization ?? 'none',
    incoming.url ?? '',
    sent.slice(0, 500),
  ];
  const chosen = (step: number) => all[(count * 7 + step) % all.length] ?? '';
  const spell = (step: number) => (SPELLINGS[(count + step) % SPELLINGS.length] ?? String)(chosen(step));
  const line = (step: number) => spell(step).replaceAll(/[^\x20-\x7e]/g, '');
  const headers: [string, string][] = [
    ['Content-Type', 'application/json'],
    ['X-Echo', line(1)],
    ['Set-Cookie', `sid=${line(2).replaceAll(';', '')}; Path=/${encodeURIComponent(chosen(3))}`],
    ['Set-Cookie', line(4)],
    ['Location', `/api/${encodeURIComponent(chosen(5))}?a=${encodeURIComponent(chosen(6))}`],
    ['WWW-Authenticate', `Basic realm="${line(7).replaceAll('"', '')}"`],
  ];
  const echo = {
    text: spell(8),
    [spell(9)]: 1,
    deep: [{ list: [spell(10), JSON.stringify({ password: chosen(11) })] }],
    all: all.map((_, step) => spell(step)),
  };
  const json = JSON.stringify({
    ...named,
    id: `t${count}`,
    name: sentName(sent),
    note: spell(12),
    ...echo,
    items: [{ id: 't1', note: spell(13) }],
  });
  return said(incoming, count, headers, json, spell);
}

function isWayIn({ url }: IncomingMessage): boolean {
  return /\/(login|token)/.test(url ?? '');
}

/** Whether the reply is JSON that nothing is missing of, in which a new secret stands under its name. */
function isWhole(incoming: IncomingMessage, count: number): boolean {
  return isWayIn(incoming) || count < 12 || [0, 2, 8].includes(count % 10);
}

/** Replies of every kind, most of them faulty. */
function said(
  incoming: IncomingMessage,
  count: number,
  headers: [string, string][],
  json: string,
  spell: (step: number) => string,
): Answer {
  const success = incoming.method === 'POST' && !isWayIn(incoming) ? 201 : 200;
  const typed = (type: string): [string, string][] =>
    headers.map(([name, value]) => [name, name === 'Content-Type' ? type : value]);
  const kinds: Answer[] = [
    { status: success, headers, body: json },
    {
      status: 500,
      headers: typed('text/html'),
      body: `<p title="${spell(1)}">${spell(2)}</p><password>${spell(3)}</password>`,
    },
    { status: success, headers, body: json },
    { status: success, headers, body: json.slice(0, -9) },
    {
      status: 418,
      headers: typed('application/x-www-form-urlencoded'),
      body: `a=${encodeURIComponent(spell(1))}&password=${encodeURIComponent(spell(2))}`,
    },
    { status: success, headers, body: JSON.stringify(spell(4)) },
    { status: 302, headers, body: spell(1) },
    { status: success, headers, body: spell(5) },
    { status: success, headers, body: json },
    {
      status: 404,
      headers: typed('text/plain; charset=utf-16le'),
      body: Buffer.from(spell(6), 'utf16le').toString('latin1'),
    },
  ];
  return kinds[isWhole(incoming, count) ? 0 : count % kinds.length] ?? { status: 200, headers, body: json };
}

/** Each is new, and first shown under its own name. */
function namedSecrets(url: string, made: Set<string>): Record<string, unknown> {
  const fresh = (name: string) => {
    const value = canary(name);
    made.add(value);
    return value;
  };
  if (url.endsWith('/login')) return { sid: fresh('sid') };
  if (url.endsWith('/token')) return { access_token: fresh('access') };
  if (made.size > 30) return { code: [...made][0] };
  return { code: fresh('code'), keys: [fresh('key-a'), fresh('key-b')], refresh_token: fresh('refresh') };
}

function sentName(sent: string): string {
  return /"name":"([^"]*)"/.exec(sent)?.[1] ?? 'unnamed';
}
