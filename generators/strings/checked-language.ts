import { codePoints } from './alphabet.ts';
import { literal } from './back-references.ts';
import { firstWords, sizeOf } from './enumeration.ts';
import type { Grammar } from './grammar.ts';
import { isOfFormat } from './is-of-format.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { regularExpression } from './regular-expression.ts';
import { bySimplicity, type Draw, Spelling } from './spelling.ts';
import type { StringAutomaton } from './string-automaton.ts';
import type { StringConstraints } from './string-constraints.ts';
import type { StringLanguage, WordWish } from './string-language.ts';
import { WordLengths } from './word-lengths.ts';

/** Words that are written and checked until one is right. */
const TRIES = 200;
/** Longer words are not checked by a regular expression, which may take for ever. */
const LONGEST_CHECKED = 512;
/** One in so many words is one that formats are shown by. */
const SHOWN_SHARE = 4;

export interface LanguageParts {
  readonly constraints: StringConstraints;
  readonly grammars: readonly Grammar[];
  /** Of the patterns alone. */
  readonly free: StringAutomaton;
  /** What words are written by: of the patterns and of grammars for the formats. */
  readonly spelled: StringAutomaton;
}

/** A language whose words are written by an automaton and checked by all that it does not say. */
export class CheckedLanguage implements StringLanguage {
  readonly isExact: boolean;
  readonly shown: readonly string[];
  readonly characters: readonly string[];
  /** Whether there is any word. */
  readonly isFound: boolean;
  /** The shown words and unusual ones. */
  readonly #allShown: readonly string[];
  readonly #parts: LanguageParts;
  /** Everything is said by the automaton: no check is needed. */
  readonly #isSure: boolean;
  readonly #all: WordLengths;
  readonly #plain: WordLengths;
  readonly #expressions: readonly (readonly [RegExp, boolean])[];
  /** A word that was found when the language was made. */
  readonly #found: string | undefined;

  constructor(parts: LanguageParts) {
    this.#parts = parts;
    const { constraints, grammars, spelled, free } = parts;
    const { formats, avoidFormats = [] } = constraints;
    const isWritten = spelled.loose.length === 0 && avoidFormats.length === 0;
    this.#isSure = isWritten && (formats.length === 0 || spelled !== free);
    this.isExact = this.#isSure && grammars.length === 0 && !spelled.isBasic;
    this.#expressions = expressionsOf(constraints);
    const { automaton, characters } = spelled;
    const min = Math.max(0, constraints.min);
    const max = Math.min(
      constraints.max,
      ...grammars.map((grammar) => grammar.max ?? Number.POSITIVE_INFINITY),
    );
    this.#all = new WordLengths(new Spelling(automaton, characters, false), min, max);
    this.#plain = new WordLengths(new Spelling(automaton, characters, true), min, max);
    this.characters = representatives(spelled);
    this.shown = grammars.flatMap(({ shown }) => shown).filter((word) => this.has(word));
    const unusual = grammars.flatMap((grammar) => grammar.unusual ?? []).filter((word) => this.has(word));
    this.#allShown = [...this.shown, ...unusual];
    this.#found = this.#isSure ? undefined : (this.shown[0] ?? this.#search());
    this.isFound = this.#isSure ? this.#all.shortest !== undefined : this.#found !== undefined;
  }

  get shortest(): number {
    return this.#all.shortest ?? codePoints(this.#found ?? '');
  }

  get longest(): number {
    return this.#all.longest;
  }

  has(text: string): boolean {
    const { constraints, free } = this.#parts;
    const length = codePoints(text);
    if (length < constraints.min || length > constraints.max) return false;
    if (!this.#isMatched(text, free)) return false;
    return (
      constraints.formats.every((format) => isOfFormat(text, format)) &&
      !(constraints.avoidFormats ?? []).some((format) => isOfFormat(text, format))
    );
  }

  word(draw: Draw, wish: WordWish): string {
    const shown = this.#shownFor(wish);
    if (shown.length > 0 && draw(SHOWN_SHARE - 1) === 0) return shown[draw(shown.length - 1)] ?? '';
    const first = this.#written(draw, wish);
    if (first !== undefined && (this.#isSure || this.has(first))) return first;
    return this.#again(draw, wish) ?? shown[0] ?? this.#found ?? first ?? '';
  }

  size(limit: number): number {
    if (!this.#isSure || this.#all.shortest === undefined) return Number.POSITIVE_INFINITY;
    return sizeOf(this.#parts.spelled, this.#all, limit);
  }

  words(limit: number): string[] {
    const { spelled } = this.#parts;
    return firstWords(spelled, this.#all, limit, (word) => this.#isSure || this.has(word));
  }

  #isMatched(text: string, { automaton, characters, loose, isBasic }: StringAutomaton): boolean {
    if (isBasic && codePoints(text) < text.length) return this.#passes(text, this.#expressions);
    let state = 0;
    const isLong = text.length > LONGEST_CHECKED;
    if (loose.length > 0 && !isLong) return this.#passes(text, this.#expressions);
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at++;
      const one = characters.classOf(code);
      state = one < 0 ? -1 : (automaton.next[state * automaton.width + one] ?? -1);
      if (state < 0) return false;
    }
    return automaton.accepts[state] === 1;
  }

  #passes(text: string, expressions: readonly (readonly [RegExp, boolean])[]): boolean {
    return expressions.every(([expression, isWanted]) => expression.test(text) === isWanted);
  }

  #shownFor({ length, plain }: WordWish): readonly string[] {
    const words = plain ? this.shown : this.#allShown;
    return length === undefined ? words : words.filter((word) => codePoints(word) === length);
  }

  #written(draw: Draw, { length, plain }: WordWish): string | undefined {
    const lengths = plain && this.#plain.shortest !== undefined ? this.#plain : this.#all;
    const chosen = length === undefined ? lengths.choose(draw) : lengths.nearest(length);
    return chosen === undefined ? undefined : lengths.spelling.word(draw, chosen);
  }

  /** A replay would fail in the same way again: later tries draw from a fixed pseudo-random sequence. */
  #again(draw: Draw, wish: WordWish): string | undefined {
    const random = pseudoRandom(draw(0xffff) + 1);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const text = this.#written(random, attempt < TRIES / 2 ? wish : { plain: wish.plain });
      if (text === undefined) return undefined;
      if (this.has(text)) return text;
    }
    return undefined;
  }

  #search(): string | undefined {
    if (this.#all.shortest === undefined) return undefined;
    const simplest = this.#written(() => 0, { plain: true });
    if (simplest !== undefined && this.has(simplest)) return simplest;
    return this.#again(() => 0, { plain: true }) ?? this.#again(() => 1, { plain: false });
  }
}

/** All patterns, each with whether it has to match. */
function expressionsOf({
  patterns,
  avoid,
  avoidWords = [],
}: StringConstraints): (readonly [RegExp, boolean])[] {
  const words = avoidWords.map((word) => `^${literal(word)}$`);
  const all = [...patterns, ...avoid, ...words].map((pattern) => regularExpression(pattern) ?? /(?:)/);
  return all.map((expression, at) => [expression, at < patterns.length]);
}

function representatives({ characters }: StringAutomaton): string[] {
  return Array.from({ length: characters.count }, (_, one) => {
    const { plain, printable, unusual } = characters.samples(one);
    return plain[0] ?? printable[0] ?? unusual[0] ?? '';
  }).sort(bySimplicity);
}
