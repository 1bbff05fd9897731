import { ancestorsOf, parentOf } from '../contract/parents.ts';
import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { lackingValue } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import { isNamedBy, type OwnObject } from './own-object.ts';

/** Path parameters below which an object is made. */
export type Place = ReadonlyMap<string, Json>;

/**
 * Where an object of a resource is to be made: nowhere in particular, or below one of another resource, which `parent`
 * gives; or why it cannot be.
 */
export async function placeFor(
  { contract, plan }: EngineContext,
  resource: Resource,
  parent: (resource: Resource) => Promise<OwnObject | { why: string }>,
): Promise<Place | { why: string }> {
  const basic = resource.create && plan.basics[resource.create.operation];
  if (!basic) return { why: `nothing creates a ${resource.name}` };
  const create = operationOf(contract, basic.operation);
  const lacking = lackingValue(basic, create, new Map());
  if (lacking === undefined) return new Map();
  const above = parentOf(contract, resource);
  if (!above) return { why: unknownValue(lacking) };
  const object = await parent(above);
  if ('why' in object)
    return { why: `there is no ${above.name} to create a ${resource.name} below: ${object.why}` };
  const path = new Map([...object.path].filter(([name]) => create.path.includes(`{${name}}`)));
  const still = lackingValue(basic, create, path);
  return still === undefined ? path : { why: unknownValue(still) };
}

/** Why a request cannot be sent whose path lacks a value. */
export function unknownValue(parameter: string): string {
  return `nothing in the document says where ${parameter} comes from`;
}

/** The objects that stand below another. */
export function objectsBelow(
  { contract }: Pick<EngineContext, 'contract'>,
  parent: OwnObject,
  objects: readonly OwnObject[],
): OwnObject[] {
  return objects.filter(({ resource, path }) => {
    const isBelow = ancestorsOf(contract, resource).includes(parent.resource);
    return isBelow && isNamedBy(parent, resource.create?.operation ?? '', path);
  });
}
