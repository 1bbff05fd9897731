import { meant } from '../contract/reference.ts';
import type { Contract, SiteValue } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { exampleValue } from '../servers/example-value.ts';
import { madeUpCredentials, madeUpWeaker } from '../servers/twin/twin-credentials.ts';

/**
 * What a user would have to set for a live target, made up for the twin: it lets in whoever brings these credentials,
 * and takes any legal value for what only a site knows. What a user would name a file for has no variable here.
 */
export function twinEnvironment(contract: Contract): ReadonlyMap<string, string> {
  const env = new Map<string, string>();
  for (const value of contract.siteValues) {
    const made = value.file === true ? undefined : madeUpValue(contract, value);
    if (made !== undefined && made !== null && value.default === undefined)
      env.set(value.env, typeof made === 'object' ? JSON.stringify(made) : String(made));
  }
  for (const scheme of contract.schemes) {
    const parts = madeUpCredentials(scheme);
    for (const [part, { env: name }] of scheme.credentials) env.set(name, parts.get(part) ?? '');
    const weaker = madeUpWeaker(scheme);
    for (const [part, { env: name }] of scheme.weaker ?? []) env.set(name, weaker?.get(part) ?? '');
  }
  return env;
}

/** A legal value in the place of one that only a site knows. */
export function madeUpValue(contract: Contract, value: SiteValue): Json | undefined {
  return exampleValue(contract, schemaOf(contract, value), 'request');
}

/** A parameter holds its schema, a member is one. */
function schemaOf({ document }: Contract, { pointer }: SiteValue): Pointer {
  const holder = meant(document, pointer).value;
  return isObject(holder) && holder['schema'] !== undefined ? child(pointer, 'schema') : pointer;
}
