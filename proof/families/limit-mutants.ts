import type { ListedConstraint } from '../../contract/constraints.ts';
import type { Contract } from '../../model/contract.ts';
import { equalJson, isObject, type Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import { type Mutant, mutantId, type Target } from '../mutant.ts';
import { valuesIn } from './place-values.ts';
import { refusing } from './refusing.ts';

const SIZES = /^(?:min|max)(?:Length|Items|Properties)$/;
const NUMBERS = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);

/** Servers that are wrong at a limit alone, or of one listed value. */
export function limitMutants(contract: Contract, target: Target, constraint: ListedConstraint): Mutant[] {
  const { keyword, schema, where } = constraint;
  // What a path names has the name that the server gave it.
  if (where.startsWith('path ')) return [];
  const declared = valueAt(contract.document, schema);
  const said = isObject(declared) ? declared[keyword] : undefined;
  if (keyword === 'enum' && Array.isArray(said))
    return said.map((value) => refusingValue(target, constraint, value));
  if (typeof said !== 'number') return [];
  if (!SIZES.test(keyword) && !NUMBERS.has(keyword)) return [];
  // Nothing is as long as an exclusive limit, and the least that a size can be is nothing.
  return keyword.startsWith('exclusive') ? [] : [refusingLimit(target, constraint, said)];
}

function refusingLimit(
  target: Target,
  { where, instance, keyword }: ListedConstraint,
  limit: number,
): Mutant {
  return {
    id: mutantId('request', target, 'refuses the limit'),
    family: 'request',
    check: 'request-valid-refused',
    target,
    what: `refuses what is at the limit of ${limit}`,
    depart: () =>
      refusing(target.operation, where, (call) =>
        valuesIn(call, where, instance).some((value) => sizeFor(keyword, value) === limit),
      ),
  };
}

function refusingValue(target: Target, { where, instance }: ListedConstraint, listed: Json): Mutant {
  const text = JSON.stringify(listed);
  return {
    id: mutantId('request', target, `refuses ${text}`),
    family: 'request',
    check: 'request-valid-refused',
    target,
    what: `refuses the listed value ${text}`,
    depart: () =>
      refusing(target.operation, where, (call) =>
        valuesIn(call, where, instance).some((value) => equalJson(value, listed)),
      ),
  };
}

function sizeFor(keyword: string, value: Json): number | undefined {
  if (keyword.endsWith('Length')) return typeof value === 'string' ? [...value].length : undefined;
  if (keyword.endsWith('Items')) return Array.isArray(value) ? value.length : undefined;
  if (keyword.endsWith('Properties')) return isObject(value) ? Object.keys(value).length : undefined;
  return typeof value === 'number' ? value : undefined;
}
