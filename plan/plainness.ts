import { isObject, type Json } from '../model/json.ts';

// Where no limit is stated, a column of 255 is the usual one.
const MAX_PLAIN_LENGTH = 255;

/** Whether every server can be expected to take a value: printable ASCII without blanks at the ends, safe integers. */
export function isPlain(value: Json): boolean {
  if (typeof value === 'string') {
    return value.length <= MAX_PLAIN_LENGTH && /^[\x20-\x7e]*$/.test(value) && value.trim() === value;
  }
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return (
    !isObject(value) || Object.entries(value).every(([name, member]) => isPlain(name) && isPlain(member))
  );
}
