import type { Contract, FaultKind, Operation, Response } from '../model/contract.ts';
import { LEVELS, type Level, type Statement, weakest } from '../model/statement.ts';
import { weakerParts, weakerWays } from './weaker-account.ts';

const DEFAULTS: Readonly<Record<FaultKind, readonly number[]>> = {
  body: [400, 406, 413, 415, 422],
  query: [400, 406, 413, 415, 422],
  path: [400, 404, 406, 410, 413, 415, 422],
  'media-type': [415, 400, 406, 422],
  method: [405, 404, 501],
  credentials: [401, 403],
  state: [409, 412, 428, 400, 404, 422],
};

// Answered by front ends and frameworks of themselves; these need no documentation to be right (RFC 9110).
const PROTOCOL_KINDS: ReadonlySet<FaultKind> = new Set(['method', 'credentials', 'media-type']);

/** The statuses by which the contract lets an operation refuse a kind of fault. */
export function isRefusal(operation: Operation, kind: FaultKind, status: number): boolean {
  if (status < 400 || status >= 500) return status === 501 && kind === 'method';
  const find = (key: string) => operation.responses.find((response) => response.status === key);
  const said = find(String(status)) ?? find('4XX') ?? find('default');
  if (said?.refuses) return said.refuses.includes(kind);
  if (!DEFAULTS[kind].includes(status)) return false;
  return PROTOCOL_KINDS.has(kind) || said !== undefined;
}

/** The documented responses that refuse a kind of fault. */
export function refusingResponses(operation: Operation, kind: FaultKind): Response[] {
  return operation.responses.filter(({ status, refuses }) => {
    if (refuses) return refuses.includes(kind);
    return status === 'default' || status === '4XX' || DEFAULTS[kind].includes(Number(status));
  });
}

/** Whether a response says in so many words that it refuses a kind of fault. */
export function isPromised(operation: Operation, kind: FaultKind): boolean {
  return operation.responses.some(({ refuses }) => refuses?.includes(kind) === true);
}

/** Whether a status is documented to refuse a request for the state that things are in. */
export function refusesState({ responses }: Operation, status: number): boolean {
  return responses.some(({ status: one, refuses }) => one === String(status) && refuses?.includes('state'));
}

// What a response may refuse that says of a path that nothing is there, and of nothing else.
const ABSENCE: ReadonlySet<FaultKind> = new Set(['path', 'state']);

/** Whether a status says of a sound request that what its path names is not there. */
export function saysAbsent({ responses }: Operation, status: number | undefined): boolean {
  if (status === 404 || status === 410) return true;
  const said = responses.find((response) => response.status === String(status))?.refuses;
  return said?.includes('path') === true && said.every((kind) => ABSENCE.has(kind));
}

/** How hard an operation is bound to refuse a kind of fault: its strongest promise, SHOULD where there is none. */
export function promiseLevel(contract: Contract, operation: Operation, kind: FaultKind): Level {
  const levels = refusingResponses(operation, kind).map(
    ({ pointer }) => contract.statement(pointer, `x-assay-refuses/${kind}`).level,
  );
  return LEVELS.find((level) => levels.includes(level)) ?? 'should';
}

/** The statement that an operation asks for credentials: its first scheme's, no harder than the operation's own. */
export function credentialsStatement(contract: Contract, operation: Operation): Statement {
  const name = operation.security[0]?.[0];
  const scheme = contract.schemes.find((candidate) => candidate.name === name);
  const own = contract.statement(operation.pointer, 'security');
  if (!scheme) return own;
  const asked = contract.statement(scheme.pointer);
  return { ...asked, keyword: 'security', level: weakest(asked.level, own.level) };
}

/** The statement that an account may read and change nothing, no harder than that credentials are asked for at all. */
export function weakerStatement(contract: Contract, operation: Operation): Statement {
  const asked = credentialsStatement(contract, operation);
  const names = weakerWays(contract, operation).flatMap(({ requirement }) => requirement);
  const scheme = contract.schemes.find((one) => names.includes(one.name) && weakerParts(contract, one));
  const holder = scheme?.session
    ? contract.schemes.find(({ name }) => name === scheme.session?.with)
    : scheme;
  if (!holder) return asked;
  const said = contract.statement(holder.pointer, 'x-assay-credentials/weaker');
  return { ...said, level: weakest(said.level, asked.level) };
}
