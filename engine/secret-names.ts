import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import type { SecretNames } from '../targets/redaction.ts';

/** The headers and members that a contract marks as secret. */
export function secretNames(contract: Contract): SecretNames {
  const members = new Set<string>();
  collect(contract.document, members);
  const headers = contract.schemes.flatMap(({ carrier }) => (carrier?.in === 'header' ? [carrier.name] : []));
  // What a login gives is a secret before anybody knows its value.
  for (const { session } of contract.schemes) members.add(session?.token.split('/').at(-1) ?? '');
  return { headers, members: [...members].filter((name) => name !== '') };
}

function collect(value: Json, members: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, members);
    return;
  }
  if (!isObject(value)) return;
  const { properties } = value;
  if (isObject(properties)) {
    for (const [name, property] of Object.entries(properties)) if (isSecret(property)) members.add(name);
  }
  for (const member of Object.values(value)) collect(member, members);
}

function isSecret(schema: Json): boolean {
  if (!isObject(schema)) return false;
  return schema['writeOnly'] === true || schema['format'] === 'password' || schema['x-assay-secret'] === true;
}
