import type { Json, JsonObject } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';

/** What is known of a request. */
export interface RequestParts {
  readonly path: ReadonlyMap<string, Json>;
  readonly query: ReadonlyMap<string, Json>;
  readonly headers: readonly HeaderField[];
  readonly body?: Json | undefined;
}

/** A request as invariants speak of it. */
export function requestVariable({ path, query, headers, body }: RequestParts): JsonObject {
  return {
    path: Object.fromEntries(path),
    query: Object.fromEntries(query),
    headers: headersVariable(headers),
    ...(body === undefined ? {} : { body }),
  };
}

/** Headers by lower-case name; one that comes twice is one list (RFC 9110, 5.3). */
export function headersVariable(headers: readonly HeaderField[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = found.get(key);
    found.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(found);
}
