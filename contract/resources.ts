import type { Echo, IdentitySource, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { OperationNames } from './links.ts';
import { entries, object, text, texts } from './members.ts';

/** The resources that `x-assay-resources` declares. */
export function readResources(document: JsonObject, names: OperationNames): Resource[] {
  return entries(document['x-assay-resources'], '/x-assay-resources').map(([name, value, pointer]) =>
    readResource(name, object(value), pointer, names),
  );
}

function readResource(name: string, declared: JsonObject, pointer: Pointer, names: OperationNames): Resource {
  const create = stepOf(declared['create'], names);
  const read = stepOf(declared['read'], names);
  const list = listOf(declared['list'], names);
  const update = stepOf(declared['update'], names);
  const removal = deleteOf(declared['delete'], names);
  const mark = text(declared['mark']);
  return {
    name,
    pointer,
    parameter: text(declared['parameter']) ?? '',
    ...(create
      ? {
          create: {
            operation: create.operation,
            identity: identityOf(create.said['identity']),
            at: create.at,
          },
        }
      : {}),
    ...(read ? { read: { operation: read.operation, at: read.at } } : {}),
    ...(list ? { list } : {}),
    ...(update ? { update: { operation: update.operation, semantics: semanticsOf(update.said) } } : {}),
    ...(removal ? { delete: removal } : {}),
    ...actsOf(declared['act'], names),
    echo: echoesOf(declared['echo']),
    fixed: texts(declared['fixed']),
    rising: texts(declared['rising']),
    unique: texts(declared['unique']),
    ...(mark === undefined ? {} : { mark }),
  };
}

function stepOf(
  declared: Json | undefined,
  names: OperationNames,
): { operation: string; at: Pointer; said: JsonObject } | undefined {
  const said = object(declared);
  const operation = names.byOperationId(text(said['operation']) ?? '');
  return operation === undefined ? undefined : { operation, at: text(said['at']) ?? '', said };
}

function identityOf(declared: Json | undefined): IdentitySource {
  if (isObject(declared)) {
    const lookup = object(declared['lookup']);
    return { lookup: new Map(Object.entries(lookup).map(([item, member]) => [item, String(member)])) };
  }
  return { expression: text(declared) ?? '$response.body#/id' };
}

function listOf(declared: Json | undefined, names: OperationNames): Resource['list'] {
  const step = stepOf(declared, names);
  if (!step) return undefined;
  return {
    operation: step.operation,
    items: text(step.said['items']) ?? '',
    identity: text(step.said['identity']) ?? '$item#/id',
    find: new Map(Object.entries(object(step.said['find'])).map(([name, member]) => [name, String(member)])),
  };
}

function deleteOf(declared: Json | undefined, names: OperationNames): Resource['delete'] {
  const step = stepOf(declared, names);
  if (!step) return undefined;
  const revive = names.byOperationId(text(step.said['revive']) ?? '');
  return {
    ...(revive === undefined ? {} : { revive }),
    operation: step.operation,
    gone: goneOf(step.said['gone']),
    prepare: texts(step.said['prepare']).flatMap((id) => names.byOperationId(id) ?? []),
  };
}

/** Where a read may succeed after the delete, as with what is put away, it does not tell what is gone. */
function goneOf(declared: Json | undefined): NonNullable<Resource['delete']>['gone'] {
  if (!Array.isArray(declared)) return declared === 'unspecified' ? declared : ['404', '410'];
  const statuses = declared.map(String);
  return statuses.some((status) => status.startsWith('2')) ? 'unspecified' : statuses;
}

/** An act is named alone, or with the place in its reply that is another each time. */
function actsOf(declared: Json | undefined, names: OperationNames): Pick<Resource, 'act' | 'distinct'> {
  const acts = (Array.isArray(declared) ? declared : []).flatMap((said) => {
    const id = names.byOperationId(text(said) ?? text(object(said)['operation']) ?? '');
    return id === undefined ? [] : [{ id, distinct: text(object(said)['distinct']) }];
  });
  return {
    act: acts.map(({ id }) => id),
    distinct: new Map(acts.flatMap(({ id, distinct }) => (distinct === undefined ? [] : [[id, distinct]]))),
  };
}

function semanticsOf(said: JsonObject): 'merge' | 'replace' | 'upsert' {
  const semantics = said['semantics'];
  return semantics === 'replace' || semantics === 'upsert' ? semantics : 'merge';
}

/** The members that a read shows as they were sent, and how each is compared. */
export function echoesOf(declared: Json | undefined): Echo[] {
  return Array.isArray(declared) ? declared.flatMap(echoOf) : [];
}

function echoOf(declared: Json): Echo[] {
  if (typeof declared === 'string') return [{ member: declared, as: 'exact' }];
  const said = object(declared);
  const member = text(said['member']);
  if (member === undefined) return [];
  const as = said['as'];
  return [{ member, as: as === 'value' || as === 'set' ? as : 'exact' }];
}
