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

/** The kind of the first fault in a call that this reading refuses; undefined where there is none. */
export function faultIn(contract: Contract, call: Call, reading: Reading): SeenFault | undefined {
  const { operation, values, isMalformed } = call;
  const isUnread = reading === 'strict' || isMalformed || isPromised(operation, 'media-type');
  if (isUnread && mediaTypeIsWrong(call)) return 'media-type';
  for (const parameter of operation.parameters) {
    const kind = parameter.in === 'path' ? 'path' : 'query';
    const broken = parameterViolations(contract, parameter, values.get(parameter));
    if (broken.some((one) => isRefused(contract, call, kind, one, reading))) return kind;
    if (parameter.in === 'path' && namesNothing(contract, parameter, values.get(parameter))) return 'path';
  }
  if (bodyIsWrong(contract, call, reading)) return 'body';
  return brokenRule(contract, call, reading);
}

/** The kind of the first rule between the parts of a request that it breaks. */
function brokenRule(contract: Contract, call: Call, reading: Reading): SeenFault | undefined {
  const { operation, values, headers, body, content } = call;
  if (!hasRequestInvariants(contract, operation)) return undefined;
  const named = (wanted: string) =>
    new Map([...values].flatMap(([{ in: where, name }, value]) => (where === wanted ? [[name, value]] : [])));
  const value = requestVariable({ path: named('path'), query: named('query'), headers, body });
  const schema = content?.schema ?? operation.body?.contents[0]?.schema;
  const broken = requestOutcomes(contract, operation, { value, schema }).find(
    (outcome) => outcome.verdict === 'broken' && ruleIsRefused(contract, call, outcome, reading),
  );
  return broken && faultKindOf(broken);
}

function ruleIsRefused(contract: Contract, call: Call, outcome: RequestOutcome, reading: Reading): boolean {
  const { holder, id } = outcome.invariant;
  const broken = {
    instance: outcome.instance,
    schema: holder,
    keyword: `${INVARIANTS}/${id}`,
    message: '',
    expected: true,
  };
  return isRefused(contract, call, faultKindOf(outcome), broken, reading);
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

/** A schema that cannot be compiled asks for nothing. */
function brokenIn(contract: Contract, schema: Pointer, value: Json): Violation[] {
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

function bodyIsWrong(contract: Contract, call: Call, reading: Reading): boolean {
  const { operation, content, body, bytes, isMalformed } = call;
  if (!operation.body) return false;
  if (bytes.length === 0) return operation.body.required;
  if (isMalformed || (call.isAmbiguous && reading === 'strict')) return true;
  const schema = content?.schema ?? operation.body.contents[0]?.schema;
  if (schema === undefined || body === undefined) return false;
  return brokenIn(contract, schema, body).some((one) => isRefused(contract, call, 'body', one, reading));
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
