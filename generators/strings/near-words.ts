import type { StringLanguage } from './string-language.ts';

/** Places of a long text that are changed, from each end. */
const PLACES = 48;

/** Words of a language that differ from a text in one character changed, added or taken away. */
export function nearWords(text: string, language: StringLanguage, limit = 8): string[] {
  const characters = [...text];
  const near = new Set<string>();
  for (const one of changes(characters, language.characters)) {
    if (one === text || near.has(one) || !language.has(one)) continue;
    near.add(one);
    if (near.size >= limit) break;
  }
  return [...near];
}

/** Changes at the end come first: they keep what comes before readable. */
function* changes(characters: readonly string[], alphabet: readonly string[]): Generator<string> {
  const count = characters.length;
  const places = Array.from({ length: count + 1 }, (_, at) => count - at).filter(
    (at) => at >= count - PLACES || at <= PLACES,
  );
  const before = places.map((at) => characters.slice(0, at).join(''));
  const after = places.map((at) => characters.slice(at).join(''));
  const rest = places.map((at) => characters.slice(at + 1).join(''));
  for (const [index, at] of places.entries()) if (at < count) yield `${before[index]}${rest[index]}`;
  for (const character of alphabet) {
    for (const [index, at] of places.entries()) {
      if (at < count) yield `${before[index]}${character}${rest[index]}`;
      yield `${before[index]}${character}${after[index]}`;
    }
  }
}
