import { isObject, type Json } from '../../model/json.ts';

/** A value of the same type that is another one. */
export function otherValue(value: Json | undefined): Json {
  if (typeof value === 'string') return otherText(value);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length === 0 ? ['other'] : value.slice(1);
  if (isObject(value)) {
    const [first, ...rest] = Object.entries(value);
    return first ? Object.fromEntries([[first[0], otherValue(first[1])], ...rest]) : { other: true };
  }
  return 'other';
}

/** Times stay times, and identities identities: one character is another one of its kind. */
function otherText(text: string): string {
  const at = [...text].findLastIndex((character) => /[0-9a-z]/i.test(character));
  const character = text[at];
  if (at < 0 || character === undefined) return `${text}x`;
  const next = character === '9' ? '8' : character.toLowerCase() === 'z' ? 'y' : following(character);
  return text.slice(0, at) + next + text.slice(at + 1);
}

function following(character: string): string {
  // What follows f is no hexadecimal digit.
  if (/f/i.test(character)) return character === 'f' ? 'e' : 'E';
  return String.fromCharCode((character.codePointAt(0) ?? 0) + 1);
}
