import { type Violation, violations } from '../contract/validation.ts';
import { readParameter, serializeParameter } from '../generators/wire/index.ts';
import type { Operation, Parameter } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { PlanContext } from './options.ts';
import { namesAnotherPath } from './path-values.ts';

/** Why a value cannot stand in its parameter's place; undefined where it can. */
export function unsendable(
  { contract }: PlanContext,
  operation: Operation,
  parameter: Parameter,
  value: Json,
): string | undefined {
  if (value === null && parameter.mediaType === undefined) return 'null has no form there';
  const wire = serializeParameter(parameter, value);
  switch (parameter.in) {
    case 'path':
      if (['', '.', '..'].includes(wire)) return 'it would name another path';
      return namesAnotherPath(contract, operation, parameter.name, wire)
        ? 'it would name another path'
        : undefined;
    case 'header':
      if (wire === '') return 'it leaves nothing on the wire';
      return /^[\x20-\x7e]*$/.test(wire) && wire.trim() === wire ? undefined : 'no header can carry it';
    case 'query':
    case 'cookie':
      return wire === '' ? 'it leaves nothing on the wire' : undefined;
  }
}

/** What a value breaks on the wire: in a query, 5 and "5" are the same. */
export function parameterViolations(
  { contract }: PlanContext,
  parameter: Parameter,
  value: Json,
): Violation[] {
  const read = readParameter(parameter, serializeParameter(parameter, value), contract.document);
  return read === undefined ? [] : violations(contract, parameter.schema, 'request', read);
}
