import { referred } from '../contract/reference.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import { type Level, weakest } from '../model/statement.ts';

/** A member of an object or an item of a list, with the place in the contract that declares it. */
export interface DeclaredMember {
  readonly instance: Pointer;
  readonly schema: Pointer;
  readonly required: boolean;
}

// Values are finite, but the schemas of one place may be composed in a circle.
const MAX_COMPOSITION = 16;

/** The declared members of a value, at every depth, through references and compositions. */
export function declaredMembers(
  contract: Contract,
  schema: Pointer,
  value: Json,
  instance: Pointer = '',
): DeclaredMember[] {
  const parts = partsOf(contract, schema, 0);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      parts.flatMap((part) => {
        const at = child(part, 'items');
        const place = child(instance, index);
        return isObject(valueAt(contract.document, at))
          ? [{ instance: place, schema: at, required: true }, ...declaredMembers(contract, at, item, place)]
          : [];
      }),
    );
  }
  if (!isObject(value)) return [];
  const required = new Set(
    parts.flatMap((part) => valueAt(contract.document, child(part, 'required')) ?? []),
  );
  return Object.entries(value).flatMap(([name, member]) => {
    const place = parts
      .map((part) => child(part, 'properties', name))
      .find((at) => valueAt(contract.document, at) !== undefined);
    if (place === undefined) return [];
    const at = child(instance, name);
    return [
      { instance: at, schema: place, required: required.has(name) },
      ...declaredMembers(contract, place, member, at),
    ];
  });
}

/** A schema and all that it is composed of. */
function partsOf(contract: Contract, schema: Pointer, depth: number): Pointer[] {
  if (depth > MAX_COMPOSITION) return [];
  const place = referred(contract.document, schema);
  const value = valueAt(contract.document, place);
  if (!isObject(value)) return [];
  const below = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const branches = value[keyword];
    return Array.isArray(branches)
      ? branches.flatMap((_, index) => partsOf(contract, child(place, keyword, index), depth + 1))
      : [];
  });
  return place === schema ? [place, ...below] : [place, schema, ...below];
}

/** How hard the target is bound to accept a value: the weakest of its optional members' own statements. */
export function presenceLevel(contract: Contract, schema: Pointer, value: Json): Level {
  const optional = declaredMembers(contract, schema, value).filter(({ required }) => !required);
  return weakest(...optional.map((member) => contract.statement(member.schema).level));
}
