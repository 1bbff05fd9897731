import { bySimplicity } from './spelling.ts';
import type { StringAutomaton } from './string-automaton.ts';
import type { WordLengths } from './word-lengths.ts';

/** Characters of one class that are written out, where all of them are wanted. */
const MOST_CHARACTERS = 1000;

/** How many words there are; infinite where there are more than the limit. */
export function sizeOf(
  { automaton, characters }: StringAutomaton,
  lengths: WordLengths,
  limit: number,
): number {
  const { width, next } = automaton;
  const longest = lengths.longest;
  if (!Number.isFinite(longest)) return Number.POSITIVE_INFINITY;
  const weights = Array.from({ length: width }, (_, one) =>
    characters.ranges(one).reduce((sum, { min, max }) => sum + max - min + 1, 0),
  );
  let counts = new Map<number, number>([[0, 1]]);
  let size = 0;
  for (let length = 0; length <= longest; length++) {
    if (length >= lengths.min)
      for (const [state, count] of counts) if (automaton.accepts[state] === 1) size += count;
    if (size > limit) return Number.POSITIVE_INFINITY;
    const after = new Map<number, number>();
    for (const [state, count] of counts) {
      for (let one = 0; one < width; one++) {
        const to = next[state * width + one] ?? -1;
        if (to >= 0) after.set(to, (after.get(to) ?? 0) + count * (weights[one] ?? 0));
      }
    }
    counts = after;
  }
  return size;
}

/** Words, the shortest first, as long as they pass a test. */
export function firstWords(
  { automaton, characters }: StringAutomaton,
  lengths: WordLengths,
  limit: number,
  passes: (word: string) => boolean,
): string[] {
  const { width, next } = automaton;
  const spelled = Array.from({ length: width }, (_, one) => one).flatMap((one) =>
    members(characters.ranges(one), characters.samples(one)).map((character) => ({ one, character })),
  );
  spelled.sort((a, b) => bySimplicity(a.character, b.character));
  const words: string[] = [];
  let looked = 0;
  const extend = (state: number, text: string, left: number): void => {
    if (words.length >= limit || looked > limit * 20) return;
    if (left === 0) {
      looked++;
      if (passes(text)) words.push(text);
      return;
    }
    for (const { one, character } of spelled) {
      const to = next[state * width + one] ?? -1;
      if (to >= 0 && lengths.spelling.lengths.canEnd(to, left - 1)) extend(to, text + character, left - 1);
      if (words.length >= limit) return;
    }
  };
  for (const length of lengths.all()) {
    if (words.length >= limit || looked > limit * 20) break;
    extend(0, '', length);
  }
  return words;
}

function members(
  ranges: readonly { readonly min: number; readonly max: number }[],
  samples: {
    readonly plain: readonly string[];
    readonly printable: readonly string[];
    readonly unusual: readonly string[];
  },
): string[] {
  const count = ranges.reduce((sum, { min, max }) => sum + max - min + 1, 0);
  if (count > MOST_CHARACTERS) return [...samples.plain, ...samples.printable, ...samples.unusual];
  return ranges.flatMap(({ min, max }) =>
    Array.from({ length: max - min + 1 }, (_, at) => String.fromCodePoint(min + at)),
  );
}
