import { stripVTControlCharacters } from 'node:util';

/**
 * Controls, formats (bidirectional marks, zero width, tags), halves of pairs, separators of lines, fillers and
 * what is no character at all: they hide, reorder or end text, so a reader must see that they are there.
 */
export const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Text of unknown origin with every control and bidirectional character shown; lines and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(HIDDEN, mark);
}

/** The same on one line: line feeds and tabs are shown too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

/** Text of unknown origin for a terminal: escape sequences removed, what is left of them shown, on one line. */
export function terminalText(text: string): string {
  return visibleLine(stripVTControlCharacters(text));
}

/** At most `length` characters, the last an ellipsis where something was cut. */
export function cut(text: string, length: number): string {
  // The copy of so many code units holds the wanted code points, however long the text is.
  const characters = [...text.slice(0, (length + 1) * 2)];
  if (characters.length <= length) return text;
  return `${characters.slice(0, Math.max(0, length - 1)).join('')}…`;
}

function mark(found: string): string {
  if (found === '\n' || found === '\t') return found;
  const code = found.codePointAt(0) ?? 0;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
