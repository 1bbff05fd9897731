import { createHash } from 'node:crypto';
import type { Json } from '../../model/json.ts';

/** Makes a value that was not made before, like one that a document shows; undefined where none is right. */
export type NewValue = (like: Json | undefined, isRight: (value: Json) => boolean) => Json | undefined;

// Of one letter there are a few values only, and they may all have been given.
const TRIES = 200;
const CLASSES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const HEX_CLASSES = ['0123456789', 'abcdef', 'ABCDEF'];

/** Makes values that are all different, the same for the same tokens, of which none comes twice. */
export function distinctValues(newToken: () => string): NewValue {
  const given = new Set<string>();
  return (like, isRight) => {
    for (let at = 0; at < TRIES; at++) {
      const token = newToken();
      const candidates = typeof like === 'number' ? [like + given.size + 1 + at] : textsLike(like, token);
      const found = candidates.find((value) => !given.has(JSON.stringify(value)) && isRight(value));
      if (found === undefined) continue;
      given.add(JSON.stringify(found));
      return found;
    }
    return undefined;
  };
}

/** Texts of a token: with the letters and digits of another put anew, so that most patterns still take it, or alone. */
function textsLike(like: Json | undefined, token: string): string[] {
  const bare = token.replaceAll('-', '');
  const usual = [token, bare, `id-${bare}`];
  return typeof like === 'string' && like !== '' ? [respelt(like, token), ...usual] : usual;
}

function respelt(text: string, token: string): string {
  const isHex = /^[0-9a-f-]+$/i.test(text);
  const bytes = bytesOf(token, text.length);
  return [...text]
    .map((letter, at) => {
      const own = (isHex ? HEX_CLASSES : CLASSES).find((letters) => letters.includes(letter));
      return own === undefined ? letter : own.charAt((bytes[at] ?? 0) % own.length);
    })
    .join('');
}

function bytesOf(token: string, count: number): number[] {
  const bytes: number[] = [];
  for (let block = 0; bytes.length < count; block++)
    bytes.push(...createHash('sha256').update(`${token} ${block}`).digest());
  return bytes;
}
