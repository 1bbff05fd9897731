import type { Json } from '../../model/json.ts';

const LONGEST = 160;

/** A value as JSON in printable ASCII, cut where it is long. */
export function shortJson(value: Json): string {
  const text = JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}... (${text.length} characters)`;
}
