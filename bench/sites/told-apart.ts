import { isObject, type Json, type JsonSchema } from '../../model/json.ts';
import { child, valueAt, withValueAt } from '../../model/pointer.ts';
import { proposals } from './proposals.ts';
import type { Site } from './reachable-sites.ts';

/** Values that are tried for one schema. */
const TRIED = 2000;
const SEED = 7;

/** Whether a value is valid to a schema; undefined where no judge takes the schema. */
export type JudgeOf = (schema: JsonSchema) => Promise<((value: Json) => boolean) | undefined>;

/**
 * Marks the sites as idle that no value tells: a constraint that can be broken alone has a value that is valid without
 * it and not with it. A judge decides, and the values come from no generator that is measured.
 */
export async function idleByTrial(
  sites: readonly Site[],
  { schema, tests }: { readonly schema: JsonSchema; readonly tests: readonly { readonly data: Json }[] },
  judgeOf: JudgeOf,
): Promise<Site[]> {
  const isValid = await judgeOf(schema);
  if (!isValid) return [...sites];
  const values = proposals(
    schema,
    tests.map(({ data }) => data),
    { count: TRIED, seed: SEED },
  );
  const invalid = values.filter((value) => !isValid(value));
  const marked: Site[] = [];
  for (const site of sites) {
    const reduced = site.idle === undefined ? without(schema, site) : undefined;
    const isReduced = reduced === undefined ? undefined : await judgeOf(reduced);
    const isIdle = isReduced !== undefined && !invalid.some(isReduced);
    marked.push(isIdle ? { ...site, idle: 'no value was found that tells it from nothing' } : site);
  }
  return marked;
}

/** The schema without a site; undefined where the site stands in another document. */
function without(schema: JsonSchema, { schema: place, keyword }: Site): JsonSchema | undefined {
  if (place.includes('#') || !isObject(schema)) return undefined;
  const at = valueAt(schema, place);
  if (at === false) return withValueAt(schema, place, true) as JsonSchema;
  if (!isObject(at) || at[keyword] === undefined) return undefined;
  return withValueAt(schema, child(place, keyword), undefined) as JsonSchema;
}
