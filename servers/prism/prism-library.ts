import { createRequire } from 'node:module';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** What Prism is told about one call. A fresh object each time: Prism writes the request's Accept into it. */
export interface MockChoice {
  readonly dynamic: boolean;
  readonly code?: number;
  readonly exampleKey?: string;
  readonly seed?: string;
}

/** A request as Prism takes it; header names in lower case. */
export interface PrismRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json | undefined;
}

/** One fault that Prism found in a request. */
export interface PrismViolation {
  readonly path?: readonly string[];
  readonly code?: string | number;
  readonly message: string;
  /** 0 is an error, anything above only a warning. */
  readonly severity: number;
}

/** What Prism answers. */
export interface PrismReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly violations: readonly PrismViolation[];
}

/** One operation, answered by Prism. */
export interface PrismClient {
  /** @throws whatever Prism throws, other than its problem documents, which are replies. */
  ask(path: string, request: PrismRequest, mock: MockChoice, validate: boolean): Promise<PrismReply>;
}

interface HttpOperation {
  readonly method: string;
  readonly path: string;
}

interface RawReply {
  readonly status: number;
  readonly headers?: Record<string, unknown>;
  readonly data: unknown;
  readonly violations: { readonly input: readonly PrismViolation[] };
}

interface RawClient {
  request(path: string, request: object, config: object): Promise<RawReply>;
}

interface Library {
  getHttpOperationsFromSpec(document: object): Promise<HttpOperation[]>;
  createClientFromOperations(operations: readonly HttpOperation[], config: object): RawClient;
}

const PROBLEM = 'https://stoplight.io/prism/errors#';

/**
 * Loads a document into Prism and gives a client for each of its operations, by "METHOD /path". One client an
 * operation, because Prism compares a request with every operation that a client knows.
 */
export async function prismClients(document: JsonObject): Promise<ReadonlyMap<string, PrismClient>> {
  const library = loadLibrary();
  const operations = await library.getHttpOperationsFromSpec(document);
  return new Map(
    operations.map((operation) => {
      const config = { checkSecurity: true, validateRequest: true, validateResponse: false, errors: false };
      const settings = { ...config, isProxy: false, mock: { dynamic: false }, logger: SILENT };
      const raw = library.createClientFromOperations([operation], settings);
      return [`${operation.method.toUpperCase()} ${operation.path}`, clientOf(raw)];
    }),
  );
}

function clientOf(raw: RawClient): PrismClient {
  return {
    async ask(path, request, mock, validate) {
      const input = { ...request, method: request.method.toLowerCase() };
      const config = { checkSecurity: validate, validateRequest: validate, mock: { ...mock } };
      try {
        const { status, headers = {}, data, violations } = await raw.request(path, input, config);
        return { status, headers, data, violations: violations.input };
      } catch (error) {
        return problemReply(error);
      }
    },
  };
}

/** Prism throws its problem documents: an undocumented refusal, an unacceptable Accept, an unknown example. */
function problemReply(error: unknown): PrismReply {
  if (!(error instanceof Error) || !error.name.startsWith(PROBLEM)) throw error;
  const { status, detail, additional } = error as Error & {
    status?: unknown;
    detail?: unknown;
    additional?: unknown;
  };
  if (typeof status !== 'number' || status >= 500) throw error;
  const { headers, ...told } = isObject(additional) ? additional : {};
  const data = { type: error.name, title: error.message, status, detail: String(detail ?? ''), ...told };
  return {
    status,
    headers: { ...(isObject(headers) ? headers : {}), 'Content-type': 'application/problem+json' },
    data,
    violations: violationsOf(error, told['validation']),
  };
}

function violationsOf(error: Error, validation: Json | undefined): PrismViolation[] {
  if (error.name === `${PROBLEM}UNAUTHORIZED`) return [{ code: 401, message: error.message, severity: 0 }];
  if (error.name === `${PROBLEM}INVALID_CONTENT_TYPE`)
    return [{ code: 415, message: error.message, severity: 0 }];
  if (!Array.isArray(validation)) return [];
  return validation.filter(isObject).map(({ location, code, message, severity }) => ({
    path: Array.isArray(location) ? location.map(String) : [],
    code: String(code ?? ''),
    message: String(message ?? ''),
    severity: severity === 'Error' ? 0 : 1,
  }));
}

let library: Library | undefined;

/** Prism takes more than a second to load and is CommonJS; its client is not exported from the package's root. */
function loadLibrary(): Library {
  if (library) return library;
  const require = createRequire(import.meta.url);
  const root = require('@stoplight/prism-http') as Pick<Library, 'getHttpOperationsFromSpec'>;
  const client = require('@stoplight/prism-http/dist/client') as Pick<Library, 'createClientFromOperations'>;
  library = {
    getHttpOperationsFromSpec: root.getHttpOperationsFromSpec,
    createClientFromOperations: client.createClientFromOperations,
  };
  return library;
}

const ignore = (): void => {};

interface SilentLogger {
  child(): SilentLogger;
  readonly [level: string]: () => unknown;
}

const SILENT: SilentLogger = {
  child: () => SILENT,
  success: ignore,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
};
