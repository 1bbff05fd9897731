import { type Violation, violations } from '../contract/validation.ts';
import { lackOfForm, percentDecode, readParameter, serializeParameter } from '../generators/wire/index.ts';
import type { Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import type { PlanContext } from './options.ts';
import { namesAnotherPath } from './path-values.ts';

/** Why a value cannot stand in its parameter's place; undefined where it can. */
export function unsendable(
  { contract }: Pick<PlanContext, 'contract'>,
  operation: Operation,
  parameter: Parameter,
  value: Json,
): string | undefined {
  const lack = lackOfForm(parameter, value) ?? lackBeside(operation, parameter, value);
  if (lack !== undefined) return lack;
  const wire = serializeParameter(parameter, value);
  switch (parameter.in) {
    case 'path':
      // Readers of URLs take %2E for a dot.
      if (['', '.', '..'].includes(percentDecode(wire))) return 'it would name another path';
      return namesAnotherPath(contract, operation, parameter.name, wire)
        ? 'it would name another path'
        : undefined;
    case 'header':
      return undefined;
    case 'query':
    case 'cookie':
      return wire === '' ? 'it leaves nothing on the wire' : undefined;
  }
}

/** Members of an exploded object stand beside the operation's other parameters, whose names they must not have. */
function lackBeside({ parameters }: Operation, parameter: Parameter, value: Json): string | undefined {
  if (
    parameter.style !== 'form' ||
    !parameter.explode ||
    !isObject(value) ||
    parameter.mediaType !== undefined
  )
    return undefined;
  const shared = parameters.find(
    (other) => other !== parameter && other.in === parameter.in && Object.hasOwn(value, other.name),
  );
  return shared && `its member ${shared.name} would be another parameter`;
}

/** What a value breaks on the wire: in a query, 5 and "5" are the same. */
export function parameterViolations(
  { contract }: Pick<PlanContext, 'contract'>,
  parameter: Parameter,
  value: Json,
): Violation[] {
  const read = readParameter(parameter, serializeParameter(parameter, value), contract.document);
  return read === undefined ? [] : violations(contract, parameter.schema, 'request', read);
}

/** Whether a parameter is there and nothing stands behind its name. */
export function isEmptyText(parameter: Parameter, value: Json): boolean {
  const isNamed = parameter.in === 'query' || parameter.in === 'cookie';
  return isNamed && /^[^=]*=$/.test(serializeParameter(parameter, value));
}
