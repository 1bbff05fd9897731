import { cut } from '../visible-text.ts';

/** Our own text is never wider. */
export const COLUMNS = 80;

/** Words set into lines of at most `width` columns, each indented; longer words are broken. */
export function wrap(text: string, indent: number, width = COLUMNS): string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = text.split(' ').flatMap((word) => broken(word, width - indent));
  for (const word of pieces) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (indent + longer.length <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => ' '.repeat(indent) + each);
}

function broken(word: string, width: number): string[] {
  const characters = [...word];
  const count = Math.ceil(characters.length / width);
  return Array.from({ length: count }, (_, at) => characters.slice(at * width, (at + 1) * width).join(''));
}

/** Text at the left and at the right end of a line; the left one is cut where both do not fit. */
export function spread(left: string, right: string): [left: string, gap: string, right: string] {
  const shown = cut(left, COLUMNS - right.length - 2);
  return [shown, ' '.repeat(COLUMNS - shown.length - right.length), right];
}
