import { beginning, fitted, textWidth } from './text-width.ts';

/** Our own text is never wider. */
export const COLUMNS = 80;

/** Words set into lines of at most `width` columns, each indented; longer words are broken. */
export function wrap(text: string, indent: number, width = COLUMNS): string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = text.split(' ').flatMap((word) => broken(word, width - indent));
  for (const word of pieces) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (indent + textWidth(longer) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => ' '.repeat(indent) + each);
}

function broken(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (let rest = word; rest !== ''; ) {
    // One character is always taken, however wide it is.
    const piece = beginning(rest, width) || [...rest].slice(0, 1).join('');
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
}

/** Text at the left and at the right end of a line; the left one is cut where both do not fitted. */
export function spread(left: string, right: string): [left: string, gap: string, right: string] {
  const shown = fitted(left, COLUMNS - textWidth(right) - 2);
  return [shown, ' '.repeat(COLUMNS - textWidth(shown) - textWidth(right)), right];
}
