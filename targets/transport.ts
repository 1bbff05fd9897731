import { readFileSync } from 'node:fs';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { UserError } from '../model/errors.ts';
import type { HeaderField, WireFailure, WireReply, WireRequest } from '../model/request.ts';
import { decoded, MAX_BODY_BYTES } from './decode.ts';
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
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Accept any certificate. */
  readonly insecure?: boolean | undefined;
}

const MAX_HEADER_BYTES = 64 * 1024;

/**
 * A transport over HTTP/1.1. Redirects are not followed: a redirect is a reply to judge.
 * @throws UserError where the URL or a certificate file cannot be used.
 */
export function httpTransport(options: TransportOptions): Transport {
  const base = parsed(options.url);
  const dispatcher = dispatcherFor(base, options);
  const prefix = base.pathname.replace(/\/+$/, '');
  return {
    url: base.origin + prefix,
    async send(request, signal) {
      const deadline = AbortSignal.timeout(options.timeout * 1000);
      try {
        return {
          reply: await exchange(dispatcher, base.origin, prefix, request, anyOf(deadline, signal)),
        };
      } catch (error) {
        return { failure: failureOf(error, deadline.aborted, options.timeout) };
      }
    },
    // Idle keep-alive connections must not hold the process.
    close: () => dispatcher.destroy(),
  };
}

function parsed(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol === 'http:' || base?.protocol === 'https:') return base;
  throw new UserError('TARGET_URL', `--target ${url} is no http or https URL.`, {
    mend: 'Give it as https://host[:port][/base/path], or `prism` for the embedded mock.',
  });
}

function anyOf(deadline: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  return signal ? AbortSignal.any([deadline, signal]) : deadline;
}

function dispatcherFor(base: URL, options: TransportOptions): Dispatcher {
  const connect = {
    rejectUnauthorized: options.insecure !== true,
    ...(options.ca === undefined ? {} : { ca: fileOf('--ca', options.ca) }),
    ...(options.cert === undefined ? {} : { cert: fileOf('--cert', options.cert) }),
    ...(options.key === undefined ? {} : { key: fileOf('--key', options.key) }),
  };
  const common = {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
    maxResponseSize: MAX_BODY_BYTES,
  };
  if (isLoopback(base.hostname)) return new Agent({ ...common, connect });
  return new EnvHttpProxyAgent({ ...common, connect, requestTls: connect });
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
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
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
    headers: request.headers.flatMap(([name, value]) => [name, value]),
    body: request.body ? Buffer.from(request.body) : null,
    signal,
    responseHeaders: 'raw',
  });
  const headers = pairs(response.headers as unknown as readonly (string | Buffer)[]);
  const bytes = new Uint8Array(await response.body.arrayBuffer());
  return { status: response.statusCode, headers, ...decoded(bytes, headers) };
}

function pairs(raw: readonly (string | Buffer)[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    fields.push([String(raw[index]), String(raw[index + 1])]);
  }
  return fields;
}
