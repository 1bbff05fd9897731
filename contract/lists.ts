import type { ListRule, Paging } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { entries, object, text } from './members.ts';
import { meant } from './reference.ts';

/** What `x-assay-list` says of an operation; where the items are, the resource that it lists says as well. */
export function readList(
  document: JsonObject,
  operation: Pointer,
  operationId: string | undefined,
): ListRule | undefined {
  const declared = object(meant(document, operation).value)['x-assay-list'];
  if (!isObject(declared)) return undefined;
  const listed = operationId === undefined ? {} : listOfResource(document, operationId);
  const limit = text(declared['limit']);
  const total = text(declared['total']);
  const paging = pagingOf(declared['paging']);
  return {
    pointer: child(operation, 'x-assay-list'),
    items: text(declared['items']) ?? text(listed['items']) ?? '',
    identity: text(declared['identity']) ?? text(listed['identity']) ?? '$item#/id',
    ...(limit === undefined ? {} : { limit }),
    ...(total === undefined ? {} : { total }),
    ...(paging ? { paging } : {}),
  };
}

function listOfResource(document: JsonObject, operationId: string): JsonObject {
  const lists = entries(document['x-assay-resources'], '/x-assay-resources').map(([, resource]) =>
    object(object(resource)['list']),
  );
  return lists.find(({ operation }) => operation === operationId) ?? {};
}

function pagingOf(declared: Json | undefined): Paging | undefined {
  const { offset, page, first, next, cursor } = object(declared);
  if (typeof offset === 'string') return { by: 'offset', parameter: offset };
  if (typeof page === 'string')
    return { by: 'page', parameter: page, first: typeof first === 'number' ? first : 1 };
  if (typeof next !== 'string') return undefined;
  return { by: 'next', next, ...(typeof cursor === 'string' ? { parameter: cursor } : {}) };
}
