import type { ListedConstraint } from '../../contract/constraints.ts';
import type { Contract } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';

/**
 * A contract that does not ask for one thing any more; undefined where it is nothing that a schema says. Whatever is composed
 * with it is judged anew: what the branches of a choice leave, and what says the same in other words.
 */
export function relaxedContract(
  contract: Contract,
  { schema, keyword, member }: Pick<ListedConstraint, 'schema' | 'keyword' | 'member'>,
): Contract | undefined {
  const holder = valueAt(contract.document, schema);
  if (!isObject(holder) || !Object.hasOwn(holder, keyword) || isOfRequest(contract, schema)) return undefined;
  const { [keyword]: said = null, ...others } = holder;
  const left = member === undefined ? undefined : without(said, member);
  const relaxed: Json = left === undefined ? others : { ...others, [keyword]: left };
  return { ...contract, document: withValueAt(contract.document, schema, relaxed) as JsonObject };
}

/** Parameters and bodies are required by a keyword of their own. */
function isOfRequest({ operations }: Contract, place: Pointer): boolean {
  return operations.some(
    ({ parameters, body }) => body?.pointer === place || parameters.some(({ pointer }) => pointer === place),
  );
}

/** A list of names, or several of them, without one name. */
function without(said: Json, member: string): Json {
  if (Array.isArray(said)) return said.filter((name) => name !== member);
  if (!isObject(said)) return said;
  return Object.fromEntries(Object.entries(said).map(([name, names]) => [name, without(names, member)]));
}
