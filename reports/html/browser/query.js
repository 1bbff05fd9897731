// @ts-check
// The language of the filter, for findings and exchanges alike.

/**
 * What a filter looks at. Several values of a key are several that fit.
 * @typedef {{ text: string, keys: Record<string, readonly string[]> }} Entry
 * @typedef {{ key: string | null, value: string, isNot: boolean }} Token
 */

/** @type {Record<string, string>} */
const KEYS = {
  s: 'status',
  status: 'status',
  m: 'method',
  method: 'method',
  op: 'op',
  p: 'phase',
  phase: 'phase',
  c: 'check',
  check: 'check',
  l: 'level',
  level: 'level',
  is: 'is',
};

// What is one of a few words has to be the whole word: `must` is no part of anything.
const WHOLE = new Set(['method', 'phase', 'level', 'is']);

/**
 * Words, `key:value`, `"quoted phrases"`, and any of them turned round by `!` or `-` before it.
 * @param {string} text
 * @returns {Token[]}
 */
export function parseQuery(text) {
  const found = text.toLowerCase().matchAll(/([!-]?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))/g);
  return [...found].flatMap(([, sign, name, phrase, word]) => {
    const value = phrase ?? word ?? '';
    if (value === '') return [];
    const key = name === undefined ? null : (KEYS[name] ?? null);
    // An unknown key is a word with a colon.
    const whole = key === null && name !== undefined ? `${name}:${value}` : value;
    return [{ key, value: whole, isNot: sign !== '' }];
  });
}

/**
 * Of one key any value is enough; of all else everything must fit.
 * @param {readonly Token[]} query
 * @param {Entry} entry
 */
export function fits(query, entry) {
  for (const token of query) {
    const isMet =
      token.isNot || token.key === null
        ? fitsToken(token, entry) !== token.isNot
        : query.some((other) => other.key === token.key && !other.isNot && fitsToken(other, entry));
    if (!isMet) return false;
  }
  return true;
}

/**
 * @param {Token} token
 * @param {Entry} entry
 */
function fitsToken({ key, value }, { text, keys }) {
  if (key === null) return text.includes(value);
  const own = keys[key] ?? [];
  if (key === 'status') return own.some((status) => fitsStatus(status, value));
  if (WHOLE.has(key)) return own.includes(value);
  return own.some((each) => each.includes(value));
}

/**
 * `404`, `4xx`, or `none` where no reply came.
 * @param {string} status
 * @param {string} value
 */
function fitsStatus(status, value) {
  return /^\dxx$/.test(value) ? status.length === 3 && status[0] === value[0] : status === value;
}
