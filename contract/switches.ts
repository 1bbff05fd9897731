import type { Switch } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { OperationNames } from './links.ts';
import { entries, object, text } from './members.ts';

/** What `x-assay-switch` of an operation says; undefined where it says nothing that can be followed. */
export function readSwitch(declared: Json | undefined, names: OperationNames): Switch | undefined {
  const said = object(declared);
  const read = object(said['read']);
  const operation = names.byOperationId(text(read['operation']) ?? '');
  const [parameter, member, path] = [said['parameter'], said['member'], read['parameter']].map(text);
  if (operation === undefined || parameter === undefined || member === undefined || path === undefined)
    return undefined;
  const done = text(said['done']);
  return {
    parameter,
    member,
    read: { operation, parameter: path },
    shows: new Map(
      entries(said['shows'], '').map(([value, shown]) => [value, new Map(Object.entries(object(shown)))]),
    ),
    ...(done === undefined ? {} : { done }),
  };
}
