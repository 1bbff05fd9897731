import { type Site, siteOf } from '../contract/site.ts';
import type { Contract } from '../model/contract.ts';
import { madeUpValue, twinEnvironment } from './twin-environment.ts';

const EMBEDDED: ReadonlySet<string> = new Set(['prism', 'twin']);

/** Whether a target is a server that is started for the run and ends with it. */
export function isEmbedded(target: string): boolean {
  return EMBEDDED.has(target);
}

/** What a run takes for its surroundings: the twin is a live target whose variables are made up. */
export function surroundings(
  contract: Contract,
  target: string,
  given: ReadonlyMap<string, string>,
): { readonly env: ReadonlyMap<string, string>; readonly site: Site } {
  if (target !== 'twin') return { env: given, site: siteOf(contract, given, target === 'prism') };
  const env = twinEnvironment(contract);
  return { env, site: withFileValues(contract, siteOf(contract, env, false)) };
}

/** The site of a twin: what a user would name a file for is made up without one. */
function withFileValues(contract: Contract, site: Site): Site {
  const files = contract.siteValues.filter(({ file }) => file === true);
  const made = new Map(files.map((value) => [value.pointer, madeUpValue(contract, value)]));
  return {
    ...site,
    answersFromDocument: true,
    valuesFor(value) {
      const own = made.get(value.pointer);
      return own === undefined ? site.valuesFor(value) : [own];
    },
    has: (name) =>
      site.has(name) || files.some(({ env, pointer }) => env === name && made.get(pointer) !== undefined),
  };
}
