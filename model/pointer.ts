import { isObject, type Json } from './json.ts';

/** A JSON Pointer (RFC 6901): `''` is the whole document. */
export type Pointer = string;

/** Appends reference tokens to a pointer, escaped. */
export function child(pointer: Pointer, ...tokens: (string | number)[]): Pointer {
  let longer = pointer;
  for (const token of tokens) longer += `/${escaped(String(token))}`;
  return longer;
}

function escaped(token: string): string {
  // Nearly no name has either, and pointers are made all the time.
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The reference tokens of a pointer, unescaped. */
export function tokens(pointer: Pointer): string[] {
  if (pointer === '') return [];
  const found = pointer.split('/').slice(1);
  return pointer.includes('~') ? found.map(unescaped) : found;
}

function unescaped(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** The pointer one level up; the root is its own parent. */
export function parent(pointer: Pointer): Pointer {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The value at a pointer, or undefined where there is none. */
export function valueAt(document: Json | undefined, pointer: Pointer): Json | undefined {
  return valueAlong(document, tokens(pointer));
}

/** The value that a path of members and items leads to, or undefined where it leads nowhere. */
export function valueAlong(document: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = document;
  for (const token of path) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

/** A copy of `document` with the value at `pointer` replaced, or removed when `value` is undefined. */
export function withValueAt(document: Json, pointer: Pointer, value: Json | undefined): Json {
  return withValueAlong(document, tokens(pointer), 0, value);
}

function withValueAlong(
  document: Json,
  path: readonly string[],
  from: number,
  value: Json | undefined,
): Json {
  const head = path[from];
  if (head === undefined) return value ?? null;
  const isLast = from === path.length - 1;
  if (Array.isArray(document)) {
    const index = Number(head);
    if (isLast && value === undefined) return document.filter((_, at) => at !== index);
    const copy = [...document];
    copy[index] = isLast ? (value as Json) : withValueAlong(copy[index] ?? null, path, from + 1, value);
    return copy;
  }
  const copy = isObject(document) ? { ...document } : {};
  if (!isLast) copy[head] = withValueAlong(copy[head] ?? {}, path, from + 1, value);
  else if (value === undefined) delete copy[head];
  else Object.defineProperty(copy, head, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
