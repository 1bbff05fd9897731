// What terminals show in two columns: East Asian scripts and full-width forms, by their blocks in Unicode.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
// What stands upon the character before it.
const COMBINING = /[\p{Mn}\p{Me}]/u;
// Most text: a column for each character.
const PLAIN = /^[\x20-\x7e]*$/;

/** How many columns a line of text takes on a terminal. The text has no control characters. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return [...text].reduce((so, character) => so + characterWidth(character), 0);
}

/** At most so many columns of a text, the last one an ellipsis where something was cut. */
export function fitted(text: string, columns: number): string {
  if (isWithin(text, columns)) return text;
  return `${beginning(text, Math.max(0, columns - 1))}…`;
}

/** The first so many columns of a text. */
export function beginning(text: string, columns: number): string {
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return kept;
}

/** Text with blanks behind it up to a width. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

function characterWidth(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Looks at no more of a long text than it takes to know. */
function isWithin(text: string, columns: number): boolean {
  // A character has two code units at most; combining ones may be many, and are cut then.
  return text.length <= (columns + 1) * 4 && textWidth(text) <= columns;
}
