import type { Echo } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';

/** The members that were sent and came back as something else. */
export function differingMembers(
  echo: readonly Echo[],
  sent: Json | undefined,
  shown: Json | undefined,
): Echo[] {
  if (!isObject(sent) || !isObject(shown)) return [];
  return echo.filter(({ member, as }) => {
    const before = sent[member];
    const after = shown[member];
    // What was not sent is the server's to choose, and what is not shown is the schema's to ask for.
    if (before === undefined || after === undefined) return false;
    return !isSameMember(before, after, as);
  });
}

/** Whether two values of an echoed member are the same. */
export function isSameMember(sent: Json, shown: Json, as: Echo['as']): boolean {
  if (equalJson(sent, shown)) return true;
  if (as === 'value') return isScalar(sent) && isScalar(shown) && String(sent) === String(shown);
  return as === 'set' && isSameSet(listed(sent), listed(shown));
}

/** Each member has its match in the other list; an object may be shown with more members than were sent. */
function isSameSet(sent: readonly Json[], shown: readonly Json[]): boolean {
  return (
    sent.every((item) => shown.some((other) => shows(other, item))) &&
    shown.every((other) => sent.some((item) => shows(other, item)))
  );
}

function shows(shown: Json, sent: Json): boolean {
  if (isObject(shown) && isObject(sent)) {
    return Object.entries(sent).every(
      ([name, value]) => Object.hasOwn(shown, name) && spelling(shown[name] ?? null) === spelling(value),
    );
  }
  return spelling(shown) === spelling(sent);
}

/** A value that can be spelled as text and still be the same; null is no value. */
function isScalar(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== 'object';
}

/** The members of a list, or of a list written with commas. */
function listed(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [value];
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** One spelling for equal members: 1 and "1" are the same in a list with commas, and so are objects in any order. */
function spelling(value: Json): string {
  if (isScalar(value)) return `:${value}`;
  if (Array.isArray(value)) return `[${value.map(spelling).join()}]`;
  if (value === null) return 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([name, member]) => [name, spelling(member)]));
}
