import type { Echo } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';

/** The members that were sent and came back as something else. */
export function differingMembers(echo: readonly Echo[], sent: Json | undefined, shown: Json | undefined): Echo[] {
  if (!isObject(sent) || !isObject(shown)) return [];
  return echo.filter(({ member, as }) => {
    const before = sent[member];
    const after = shown[member];
    // What was not sent is the server's to choose, and what is not shown is the schema's to ask for.
    if (before === undefined || after === undefined) return false;
    return !isSame(before, after, as);
  });
}

function isSame(sent: Json, shown: Json, as: Echo['as']): boolean {
  if (equalJson(sent, shown)) return true;
  if (as === 'value') return scalar(sent) === scalar(shown);
  return as === 'set' && equalJson(members(sent), members(shown));
}

function scalar(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A list, or a list written with commas, in a fixed order. */
function members(value: Json): string[] {
  const list = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : Array.isArray(value) ? value : [value];
  return list.map((item) => JSON.stringify(item)).sort();
}
