// Names that differ in more letters are no slips of the keyboard.
const MAX_EDITS = 3;

/** The known name that a wrong one was most likely meant to be; undefined where none is near. */
export function nearestName(wrong: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.min(MAX_EDITS, Math.floor(wrong.length / 2)) + 1;
  for (const name of known) {
    const count = edits(wrong.toLowerCase(), name.toLowerCase());
    if (count < fewest) [best, fewest] = [name, count];
  }
  return best;
}

/** The end of a sentence about a wrong name, with the near one where there is one. */
export function hintFor(wrong: string, known: Iterable<string>): string {
  const near = nearestName(wrong, known);
  return near === undefined ? '.' : `; did you mean ${near}?`;
}

/** Levenshtein's distance. */
function edits(from: string, to: string): number {
  const letters = Array.from(to);
  let row = [0, ...letters.map((_, index) => index + 1)];
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of letters.entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
