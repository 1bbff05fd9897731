import { isPrintable } from '../strings/alphabet.ts';

/** Whether a string is plain: its length is the same in every unit, and nothing trims or escapes it. */
export function isPlain(text: string): boolean {
  return isPrintable(text) && text.trim() === text;
}
