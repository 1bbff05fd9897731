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
  ...'😀𝒜𠮷',
  '👩\u200d💻',
  ...'"\'\\/<>&%;$#@!?*{}[]()|^~`=+:,',
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '…',
].flatMap((text) => [...text]);

/** Whether a string is plain: its length is the same in every unit, and nothing trims or escapes it. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && text.trim() === text;
}

/** The length that JSON Schema counts. */
export function codePoints(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
