import { siteValue } from '../contract/site-values.ts';
import { isObject, type Json } from '../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../model/pointer.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';

/**
 * An example fitted to the site: members that only the site knows get its values, and are left out where it has none;
 * undefined where a required one is missing.
 */
export function adapted(context: PlanContext, schema: Pointer, value: Json): Json | undefined {
  const { contract, site } = context;
  let fitted = value;
  // From the last to the first, so that taking an item out of a list leaves the places before it alone.
  for (const member of declaredMembers(contract, schema, value).reverse()) {
    const holder = valueAt(contract.document, member.schema);
    const declared = isObject(holder) ? siteValue(holder, member.schema) : undefined;
    const unknown = isObject(holder) && !site.mock ? holder['x-assay-unknown'] : undefined;
    const values = declared ? site.valuesFor(declared) : unknown === undefined ? undefined : [unknown];
    if (!values) continue;
    if (values.length === 0 && member.required) return undefined;
    fitted = withValueAt(fitted, member.instance, values[0]);
  }
  return fitted;
}
