import type { Contract } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, tokens } from '../model/pointer.ts';
import type { SecretNames } from '../targets/redaction.ts';
import { isSecretPlace } from '../targets/secret-places.ts';

interface Found {
  readonly headers: Set<string>;
  readonly members: Set<string>;
}

/** The headers, members and parameters that a contract marks as secret. */
export function secretNames(contract: Contract): SecretNames {
  const found: Found = { headers: new Set(), members: new Set() };
  collect(contract.document, contract.document, '', found);
  for (const { carrier, session } of contract.schemes) {
    if (carrier) add(found, carrier.in, carrier.name);
    // What a login gives is a secret before anybody knows its value.
    if (session) addToken(found, session.token);
  }
  return { headers: [...found.headers], members: [...found.members] };
}

function collect(document: JsonObject, value: Json, pointer: Pointer, found: Found): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(document, item, child(pointer, index), found);
  }
  if (!isObject(value)) return;
  for (const [map, where] of [
    ['properties', 'body'],
    ['headers', 'header'],
  ] as const) {
    for (const name of Object.keys(isObject(value[map]) ? value[map] : {})) {
      if (isSecretPlace(document, child(pointer, map, name))) add(found, where, name);
    }
  }
  const { name, in: where, schema } = value;
  if (
    typeof name === 'string' &&
    typeof where === 'string' &&
    schema !== undefined &&
    isSecretPlace(document, pointer)
  ) {
    add(found, where, name);
  }
  for (const [member, inner] of Object.entries(value))
    collect(document, inner, child(pointer, member), found);
}

function add(found: Found, where: string, name: string): void {
  (where === 'header' ? found.headers : found.members).add(name);
}

function addToken(found: Found, expression: string): void {
  const source = expression.split('#regex:', 1)[0] ?? '';
  const header = /^\$response\.header\.(.+)$/.exec(source)?.[1];
  if (header !== undefined) found.headers.add(header);
  const member = tokens(source.slice(source.indexOf('#') + 1)).at(-1);
  if (source.includes('#') && member !== undefined) found.members.add(member);
}
