import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, errors } from 'undici';
import { UserError } from '../model/errors.ts';
import type { HeaderField, WireFailure, WireReply, WireRequest } from '../model/request.ts';
import { decoded, MAX_BODY_BYTES, TooLarge } from './decode.ts';
import { failureOf } from './failure.ts';

/** What came back, or why nothing did. */
export type Outcome = { readonly reply: WireReply } | { readonly failure: WireFailure };

/** Sends requests to one origin. */
export interface Transport {
  /** The target's base URL, without a slash at the end. */
  readonly url: string;
  send(request: WireRequest, signal?: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

/** How to reach a target. */
export interface TransportOptions {
  readonly url: string;
  /** Seconds for one exchange, from the first byte sent to the last received. */
  readonly timeout: number;
  /** Connections at once; as many as are needed where it is absent. */
  readonly concurrency?: number | undefined;
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Accept any certificate. */
  readonly insecure?: boolean | undefined;
}

// Larger than servers send, small enough to hold.
const MAX_HEADER_BYTES = 64 * 1024;
// Appliances close idle connections early, and a write that meets a closing one is never sent again.
const KEEP_ALIVE_MS = 1000;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * A transport over HTTP/1.1. Redirects are not followed: a redirect is a reply to judge.
 * @throws UserError where the URL or a certificate file cannot be used.
 */
export function httpTransport(options: TransportOptions): Transport {
  const base = parsed(options.url);
  const reads = dispatcherFor(base, options, 1);
  // A server may close an idle connection just as it is used again. A read is sent once more then, a write never is, so
  // each gets a connection of its own.
  const writes = dispatcherFor(base, options, 0);
  const prefix = base.pathname.replace(/\/+$/, '');
  const { timeout } = options;
  return {
    url: base.origin + prefix,
    async send(request, signal) {
      const deadline = AbortSignal.timeout(timeout * 1000);
      const either = signal ? AbortSignal.any([deadline, signal]) : deadline;
      try {
        const dispatcher = SAFE_METHODS.has(request.method) ? reads : writes;
        const startedAt = performance.now();
        const sent = exchange(dispatcher, base.origin, prefix, request, either);
        const reply = await Promise.race([sent, whenAborted(either)]);
        return { reply: { ...reply, durationMs: performance.now() - startedAt } };
      } catch (error) {
        const aborted = signal?.aborted === true;
        return { failure: failureOf(error, { timedOut: deadline.aborted, timeout, aborted }) };
      }
    },
    // Idle keep-alive connections must not hold the process.
    async close() {
      await Promise.all([reads.destroy(), writes.destroy()]);
    },
  };
}

function parsed(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  const mend = 'Give it as https://host[:port][/base/path], or `prism` for the embedded mock.';
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:') {
    // What stands before an @ may be a password.
    throw new UserError(
      'TARGET_URL',
      `--target ${url.replace(/\/\/[^/]*@/, '//…@')} is no http or https URL.`,
      { mend },
    );
  }
  if (base.username + base.password + base.search + base.hash !== '') {
    const what = `--target ${base.origin} has credentials, a query or a fragment, which would not be sent.`;
    throw new UserError('TARGET_URL', what, { mend: `${mend} Credentials come from the environment.` });
  }
  return base;
}

function dispatcherFor(base: URL, options: TransportOptions, pipelining: 0 | 1): Dispatcher {
  const timeout = options.timeout * 1000;
  const connect = { timeout, rejectUnauthorized: options.insecure !== true, ...certificates(options) };
  const common = {
    pipelining,
    ...(options.concurrency === undefined ? {} : { connections: options.concurrency }),
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The deadline of the exchange holds instead: a server that trickles would start these again and again.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
    maxResponseSize: MAX_BODY_BYTES,
  };
  if (isLoopback(base.hostname)) return new Agent({ ...common, connect });
  return new EnvHttpProxyAgent({ ...common, connect, requestTls: connect, proxyTunnel: false });
}

function certificates(options: TransportOptions): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  const files = (['ca', 'cert', 'key'] as const).flatMap((name) => {
    const path = options[name];
    return path === undefined ? [] : [[name, fileOf(`--${name}`, path), path] as const];
  });
  const given = Object.fromEntries(files.map(([name, content]) => [name, content]));
  try {
    // Node takes an authority that is none without a word.
    if (given['ca']) new X509Certificate(given['ca']);
    createSecureContext(given);
  } catch (error) {
    const names = files.map(([name, , path]) => `--${name} ${path}`).join(', ');
    throw new UserError('TLS_FILE', `${names} cannot be used: ${(error as Error).message}.`, {
      mend: 'Name PEM files.',
    });
  }
  return given;
}

function fileOf(flag: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError('TLS_FILE', `${flag} ${path} cannot be read: ${(error as Error).message}.`, {
      mend: 'Name a PEM file.',
    });
  }
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost\.?|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);
}

/** undici hears of an abort only once it is connected, which may be never. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

async function exchange(
  dispatcher: Dispatcher,
  origin: string,
  prefix: string,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireReply> {
  const response = await dispatcher.request({
    origin,
    path: prefix + request.path,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flatMap(([name, value]) => [name, asBytes(value)]),
    body: request.body ? Buffer.from(request.body) : null,
    signal,
    responseHeaders: 'raw',
  });
  const headers = pairs(response.headers as unknown as readonly (string | Buffer)[]);
  const bytes = await bodyOf(response.body).catch((error: unknown) => endedEarly(error, response.statusCode));
  return { status: response.statusCode, headers, ...decoded(bytes, headers) };
}

/** Values beyond ASCII are sent as UTF-8. */
function asBytes(value: string): string {
  return Buffer.from(value).toString('latin1');
}

/**
 * RFC 9112, section 6.3: a 204 and a 304 end with their headers, whatever length these announce. undici takes the length
 * for a body that did not come.
 */
function endedEarly(error: unknown, status: number): Uint8Array {
  const isMismatch = error instanceof errors.ResponseContentLengthMismatchError;
  if (isMismatch && (status === 204 || status === 304)) return new Uint8Array();
  throw error;
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    // Not every way to a target lets undici keep its own limit.
    if (length > MAX_BODY_BYTES) throw new TooLarge('');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pairs(raw: readonly (string | Buffer)[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    fields.push([headerText(raw[index] ?? ''), headerText(raw[index + 1] ?? '')]);
  }
  return fields;
}

/** UTF-8 where it is any, else Latin-1: nothing is lost, so that nothing hides a secret. */
function headerText(raw: string | Buffer): string {
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw;
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
