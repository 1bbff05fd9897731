import type { ListedConstraint } from '../../contract/constraints.ts';
import type { Contract } from '../../model/contract.ts';
import { equalJson, isObject, type Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { Replies } from '../../servers/twin/twin-replies.ts';
import { type Mutant, mutantId, type Target } from '../mutant.ts';
import type { BrokenConstraint } from './broken-constraint.ts';
import { overlooking } from './overlooking.ts';
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

/** Servers whose limit is off by one: they take what is the first beyond it, and nothing further. */
export function offByOneMutants(
  contract: Contract,
  target: Target,
  { keyword, schema, where, instance }: ListedConstraint,
  { isOnly }: BrokenConstraint,
  replies: Replies,
): Mutant[] {
  if (where.startsWith('path ')) return [];
  const holder = valueAt(contract.document, schema);
  const limit = isObject(holder) ? holder[keyword] : undefined;
  const isSize = SIZES.test(keyword);
  const isWhole = isObject(holder) && [holder['type']].flat().includes('integer');
  if (typeof limit !== 'number' || !(isSize || (NUMBERS.has(keyword) && isWhole))) return [];
  const step = keyword.startsWith('max') ? 1 : -1;
  const beyond = keyword.startsWith('exclusive') ? limit : limit + step;
  return [
    {
      id: mutantId('request', target, 'is off by one'),
      family: 'request',
      check: 'request-invalid-accepted',
      target,
      what: `takes ${beyond}, one beyond the limit`,
      depart: () =>
        overlooking(
          (call, faults) =>
            isOnly(call, faults) &&
            valuesIn(call, where, instance).some((value) => sizeFor(keyword, value) === beyond),
          replies,
        ),
    },
  ];
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
