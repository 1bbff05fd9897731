import { UNASSIGNED } from './unicode-version.ts';

/** Characters of plain strings, the simplest first. */
export const PLAIN: readonly string[] = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.',
];

/**
 * Legal and unusual: accents, combining marks, right to left, other scripts, beyond the basic plane, what markup,
 * shells and SQL take for theirs, white space. No lone surrogates, no NUL.
 */
export const UNUSUAL: readonly string[] = [
  ...'éßñœŁİı',
  'e\u0301',
  'a\u0308\u0323',
  ...'שלוםمرحبا',
  ...'日本語한글क्षทิ',
  ...'٣',
  ...'😀𝒜𠮷',
  '👩\u200d💻',
  ...'"\'\\/<>&%;$#@!?*{}[]()|^~`=+:,',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u00a0',
  '\u2028',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '…',
].flatMap((text) => [...text]);

/** Whether a string is printable ASCII. */
export function isPrintable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The length that JSON Schema counts. */
export function codePoints(text: string): number {
  let length = text.length;
  for (let at = 1; at < text.length; at++) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (isPair) length--;
  }
  return length;
}

/**
 * Whether a code point is chosen only where nothing else is allowed: controls but tab and line ends, the
 * noncharacters, which I-JSON (RFC 7493, 2.1) forbids, and what is not assigned, whose properties depend on the
 * version of Unicode.
 */
export function isAwkward(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint !== 9 && codePoint !== 10 && codePoint !== 13;
  if (codePoint >= 0x7f && codePoint < 0xa0) return true;
  return codePoint > 0x7f && (UNASSIGNED.has(codePoint) || /\p{Cn}/u.test(String.fromCodePoint(codePoint)));
}
