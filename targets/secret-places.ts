import { meant } from '../contract/reference.ts';
import type { Contract, SiteValue } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, tokens, valueAt } from '../model/pointer.ts';
import { secretWords } from './secret-words.ts';

// Deeper wrappings of one value are made to exhaust a reader.
const MAX_DEPTH = 8;
const LISTS = ['allOf', 'anyOf', 'oneOf'];

/** Whether a schema, or what it wraps, is marked as secret. */
export function isSecretPlace(document: JsonObject, place: Pointer, depth = 0): boolean {
  const { pointer, value } = meant(document, place);
  // A mark beside a $ref counts too.
  const marked = isMarked(valueAt(document, place)) || isMarked(value);
  if (marked || !isObject(value) || depth > MAX_DEPTH) return marked;
  const inner = [
    ...(value['items'] === undefined ? [] : [child(pointer, 'items')]),
    ...(value['schema'] === undefined ? [] : [child(pointer, 'schema')]),
    ...LISTS.flatMap((keyword) => partsOf(value[keyword]).map((index) => child(pointer, keyword, index))),
  ];
  return inner.some((part) => isSecretPlace(document, part, depth + 1));
}

/** The site's values that are secrets: marked as such, or under the name of one. */
export function secretSiteValues({ document, siteValues }: Contract): SiteValue[] {
  const words = secretWords({ headers: [], members: [] });
  return siteValues.filter(({ pointer }) => {
    const { value } = meant(document, pointer);
    const name =
      isObject(value) && typeof value['name'] === 'string' ? value['name'] : tokens(pointer).at(-1);
    return isSecretPlace(document, pointer) || words.isMember(name ?? '');
  });
}

function isMarked(schema: Json | undefined): boolean {
  if (!isObject(schema)) return false;
  return schema['writeOnly'] === true || schema['format'] === 'password' || schema['x-assay-secret'] === true;
}

function partsOf(list: Json | undefined): number[] {
  return Array.isArray(list) ? [...list.keys()] : [];
}
