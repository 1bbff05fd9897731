import type { Case, Credentials, Expectation } from '../../model/case.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { HeaderField } from '../../model/request.ts';
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
  };
  const request = { method, path: operation.path, headers: [] };
  const recorded = {
    number: 1,
    at: 0,
    operation: id,
    purpose: 'a test',
    request: { method, url: operation.path, headers: [], body: null },
    response: { status, headers: [], body: null },
    durationMs: 0,
  };
  const reply = replyOf(status, json, parts);
  return { case: planned, operation, request, path: new Map(), query: new Map(), reply, recorded };
}

/** An operation of a contract by its id. */
export function operationOf(contract: Contract, id: string): Operation {
  const found = contract.operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`the contract has no ${id}`);
  return found;
}

function replyOf(
  status: number,
  json: Json | undefined,
  { headers = [], contentType }: ExchangeParts,
): Reply {
  const type = contentType ?? (json === undefined ? undefined : 'application/json');
  return {
    status,
    headers: type === undefined ? headers : [...headers, ['Content-Type', type]],
    body: json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json)),
    truncated: false,
    contentType: type,
    ...(json === undefined ? {} : { json }),
  };
}
