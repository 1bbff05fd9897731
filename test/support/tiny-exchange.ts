import type { Case, Credentials, Expectation } from '../../model/case.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { HeaderField, WireFailure } from '../../model/request.ts';
import type { Exchange, Reply } from '../../model/trace.ts';

/** What is told of an exchange; the rest is the plainest. */
export interface ExchangeParts {
  readonly status: number;
  readonly json?: Json;
  readonly headers?: readonly HeaderField[];
  readonly contentType?: string;
  readonly method?: string;
  readonly credentials?: Credentials;
  readonly expectation?: Expectation;
  /** What the path, the query and the body said. */
  readonly path?: Readonly<Record<string, Json>>;
  readonly query?: Readonly<Record<string, Json>>;
  readonly body?: Json;
  /** What kept the reply from coming; there is none then. */
  readonly failure?: WireFailure;
  /** What the reply's body is where it is not `json` in UTF-8. */
  readonly bytes?: Uint8Array;
  readonly truncated?: boolean;
  /** Why the body is no JSON, though it claims to be. */
  readonly malformed?: string;
  readonly durationMs?: number;
  readonly maxResponseMs?: number;
  /** Headers of the request as it was sent. */
  readonly requestHeaders?: readonly HeaderField[];
  /** More of the case than the plainest one has. */
  readonly planned?: Partial<Case>;
}

/** An exchange of an operation, without a server: what checks see of one. */
export function exchangeOf(contract: Contract, id: string, parts: ExchangeParts): Exchange {
  const operation = operationOf(contract, id);
  const { status, json, method = operation.method, credentials = 'valid' } = parts;
  const planned: Case = {
    id: 'case',
    operation: id,
    phase: 'coverage',
    kind: 'plain',
    purpose: 'a test',
    effect: operation.effect,
    request: { method, parameters: [], credentials },
    expectation: parts.expectation ?? { kind: 'documented' },
    group: 'group',
    ...parts.planned,
  };
  const request = { method, path: operation.path, headers: parts.requestHeaders ?? [] };
  const recorded = {
    number: 1,
    at: 0,
    operation: id,
    purpose: 'a test',
    request: { method, url: operation.path, headers: [], body: null },
    response: { status, headers: [], body: null },
    durationMs: 0,
  };
  return {
    case: planned,
    operation,
    request,
    path: new Map(Object.entries(parts.path ?? {})),
    query: new Map(Object.entries(parts.query ?? {})),
    ...(parts.body === undefined ? {} : { body: parts.body }),
    ...(parts.failure ? { failure: parts.failure } : { reply: replyOf(status, json, parts) }),
    ...(parts.maxResponseMs === undefined ? {} : { maxResponseMs: parts.maxResponseMs }),
    recorded,
  };
}

/** An operation of a contract by its id. */
export function operationOf(contract: Contract, id: string): Operation {
  const found = contract.operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`the contract has no ${id}`);
  return found;
}

function replyOf(status: number, json: Json | undefined, parts: ExchangeParts): Reply {
  const { headers = [], contentType, bytes, truncated = false, malformed, durationMs } = parts;
  const type = contentType ?? (json === undefined ? undefined : 'application/json');
  return {
    status,
    headers: type === undefined ? headers : [...headers, ['Content-Type', type]],
    body: bytes ?? (json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json))),
    truncated,
    contentType: type,
    ...(json === undefined ? {} : { json }),
    ...(malformed === undefined ? {} : { malformed }),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}
