import { requestVariable } from '../../contract/invariant-variables.ts';
import { INVARIANTS } from '../../contract/invariants-keyword.ts';
import { isPromised, promiseLevel } from '../../contract/refusals.ts';
import {
  faultKindOf,
  hasRequestInvariants,
  type RequestOutcome,
  requestOutcomes,
} from '../../contract/request-invariants.ts';
import { unknownValues } from '../../contract/unknown-values.ts';
import { SchemaError, type Violation, violations } from '../../contract/validation.ts';
import { violatedStatement } from '../../contract/violation-statement.ts';
import { whereOf } from '../../contract/where-of.ts';
import type { Contract, FaultKind, Parameter } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { headerValue } from '../../model/request.ts';
import { weakest } from '../../model/statement.ts';
import { contentOf, isJson, isMediaType } from '../media-type.ts';
import type { SeenFault } from '../prism/refusals.ts';
import type { Call } from './twin-request.ts';

/** How what a contract leaves open is read: everything refused that may be, or only what must be. */
export type Reading = 'strict' | 'lenient';

// Overlooked by lenient servers, which no standard forbids.
const OVERLOOKED = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'format',
  'contentMediaType',
]);

/** Something that is wrong with a call. */
export interface CallFault {
  readonly kind: SeenFault;
  /** `body`, or in and name of a parameter: `query limit`. */
  readonly where: string;
  /** What it breaks, if it is a keyword of the contract. */
  readonly violation?: Violation;
}

/** The faults in a call that this reading refuses. */
export function faultsIn(contract: Contract, call: Call, reading: Reading): CallFault[] {
  const { operation, values, isMalformed } = call;
  const isUnread = reading === 'strict' || isMalformed || isPromised(operation, 'media-type');
  const found: CallFault[] = [];
  if (isUnread && mediaTypeIsWrong(call)) found.push({ kind: 'media-type', where: 'body' });
  for (const parameter of operation.parameters) {
    const kind = parameter.in === 'path' ? 'path' : 'query';
    const where = whereOf(parameter);
    for (const violation of parameterViolations(contract, parameter, values.get(parameter)))
      if (isRefused(contract, call, kind, violation, reading)) found.push({ kind, where, violation });
    if (parameter.in === 'path' && namesNothing(contract, parameter, values.get(parameter)))
      found.push({ kind: 'path', where });
  }
  found.push(...bodyFaults(contract, call, reading));
  // A rule between parts that are wrong by themselves says nothing more.
  return found.length > 0 ? found : brokenRules(contract, call, reading);
}

/** The rules between the parts of a request that it breaks. */
function brokenRules(contract: Contract, call: Call, reading: Reading): CallFault[] {
  const { operation, values, headers, body, content } = call;
  if (!hasRequestInvariants(contract, operation)) return [];
  const named = (wanted: string) =>
    new Map([...values].flatMap(([{ in: where, name }, value]) => (where === wanted ? [[name, value]] : [])));
  const value = requestVariable({ path: named('path'), query: named('query'), headers, body });
  const schema = content?.schema ?? operation.body?.contents[0]?.schema;
  return requestOutcomes(contract, operation, { value, schema })
    .filter(({ verdict }) => verdict === 'broken')
    .map(ruleFault)
    .filter(({ kind, violation }) => isRefused(contract, call, kind, violation, reading));
}

function ruleFault(outcome: RequestOutcome): CallFault & { readonly violation: Violation } {
  const { holder, id } = outcome.invariant;
  const kind = faultKindOf(outcome);
  const violation = {
    instance: outcome.instance,
    schema: holder,
    keyword: `${INVARIANTS}/${id}`,
    message: '',
    expected: true,
  };
  return { kind, where: outcome.where, violation };
}

/** A media type that is none, or not the operation's. */
function mediaTypeIsWrong({ operation, bytes, headers }: Call): boolean {
  const contents = operation.body?.contents ?? [];
  if (contents.length === 0 || bytes.length === 0) return false;
  const said = headerValue(headers, 'content-type') ?? '';
  const isAny = contents.some(({ mediaType }) => mediaType.includes('*'));
  const charset = /;\s*charset="?([^";]+)/i.exec(said)?.[1];
  if (isJson(said) && charset !== undefined && !/^utf-?8$/i.test(charset)) return true;
  return !isMediaType(said) || !(isAny || contentOf(contents, said) !== undefined);
}

function parameterViolations(contract: Contract, parameter: Parameter, value: Json | undefined): Violation[] {
  if (value !== undefined) return brokenIn(contract, parameter.schema, value);
  if (!parameter.required) return [];
  const { pointer: schema, name } = parameter;
  return [{ instance: '', schema, keyword: 'required', message: `${name} is missing`, expected: true }];
}

/** What a value of a request breaks of a schema; one that cannot be compiled asks for nothing. */
export function brokenIn(contract: Contract, schema: Pointer, value: Json): Violation[] {
  try {
    return violations(contract, schema, 'request', value);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

function namesNothing(
  { document }: Contract,
  { unknown, schema }: Parameter,
  value: Json | undefined,
): boolean {
  if (value === undefined) return false;
  return [...(unknown === undefined ? [] : [unknown]), ...unknownValues(document, schema)].some(
    (nothing) => String(nothing) === String(value),
  );
}

function bodyFaults(contract: Contract, call: Call, reading: Reading): CallFault[] {
  const { operation, content, body, bytes, isMalformed } = call;
  if (!operation.body) return [];
  const unread = { kind: 'body', where: 'body' } as const;
  if (bytes.length === 0) {
    const { required, pointer: schema } = operation.body;
    const message = 'the body is missing';
    const violation = { instance: '', schema, keyword: 'required', message, expected: true };
    return required ? [{ ...unread, violation }] : [];
  }
  if (isMalformed || (call.isAmbiguous && reading === 'strict')) return [unread];
  const schema = content?.schema ?? operation.body.contents[0]?.schema;
  if (schema === undefined || body === undefined) return [];
  return brokenIn(contract, schema, body)
    .filter((violation) => isRefused(contract, call, 'body', violation, reading))
    .map((violation) => ({ ...unread, violation }));
}

function isRefused(
  contract: Contract,
  { operation }: Call,
  kind: FaultKind,
  violation: Violation,
  reading: Reading,
): boolean {
  if (reading === 'strict') return true;
  const isLenient = OVERLOOKED.has(violation.keyword) || (kind === 'query' && !isPromised(operation, kind));
  const level = weakest(
    violatedStatement(contract, violation).level,
    promiseLevel(contract, operation, kind),
    isLenient ? 'should' : 'must',
  );
  return level === 'must';
}
