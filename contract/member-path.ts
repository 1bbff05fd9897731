import { isObject, type JsonObject } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';
import { referred } from './reference.ts';
import { schemaItems, schemaMembers } from './schema-members.ts';
import { ANY } from './schema-walk.ts';

/** Where the schemas of the members of a path stand, as far as they are declared. */
export interface MemberPath {
  /** The first member that is not declared although others are, with the names that are. */
  readonly missing?: { readonly member: string; readonly known: readonly string[] };
  /** Whether a member on the way is in no request, or in no reply. */
  isHidden(hidden: 'readOnly' | 'writeOnly'): boolean;
}

/** Follows a path of members, `*` for any item, from a schema through references and compositions. */
export function membersAlong(document: JsonObject, schema: Pointer, path: readonly string[]): MemberPath {
  const passed: Pointer[] = [];
  let places: readonly Pointer[] = [schema];
  let missing: MemberPath['missing'];
  for (const token of path) {
    const next = places.flatMap((at) => below(document, at, token));
    if (next.length === 0) {
      const known = places.flatMap((at) => [...schemaMembers(document, at).keys()]);
      if (known.length > 0 && token !== ANY) missing = { member: token, known };
      break;
    }
    passed.push(...next);
    places = next;
  }
  return {
    ...(missing ? { missing } : {}),
    isHidden: (hidden) =>
      passed.some((at) =>
        [at, referred(document, at)].some((place) => {
          const value = valueAt(document, place);
          return isObject(value) && value[hidden] === true;
        }),
      ),
  };
}

function below(document: JsonObject, schema: Pointer, token: string): Pointer[] {
  const items = schemaItems(document, schema);
  if (token === ANY) return items;
  const member = schemaMembers(document, schema).get(token);
  return member === undefined ? items : [member];
}
