import { PLAIN, UNUSUAL } from './alphabet.ts';
import { memo } from './memo.ts';
import { type Pattern, parsePattern } from './pattern-syntax.ts';
import { regularExpression } from './regular-expression.ts';
import type { Source } from './source.ts';

const parsed = new Map<string, Pattern | undefined>();
/** Repetitions of `*` and `+` beyond the least, where no length asks for more. */
const FEW = 6;

/** What a word of a pattern should be like. */
export interface WordWish {
  readonly plain: boolean;
  /** Length to aim at; it may be missed. */
  readonly length: number;
}

/** Whether words of a pattern can be made at all. */
export function isSpellable(pattern: string): boolean {
  return tree(pattern) !== undefined && regularExpression(pattern) !== undefined;
}

/** A word that the pattern probably matches: assertions inside are left to the caller's check. */
export function patternWord(pattern: string, source: Source, wish: WordWish): string {
  const root = tree(pattern);
  return root ? new Speller(source, wish).spell(root) : '';
}

function tree(pattern: string): Pattern | undefined {
  if (!parsed.has(pattern)) parsed.set(pattern, parsePattern(pattern));
  return parsed.get(pattern);
}

class Speller {
  readonly #source: Source;
  readonly #wish: WordWish;
  readonly #captures: string[] = [];
  readonly #named = new Map<string, string>();
  #left: number;

  constructor(source: Source, wish: WordWish) {
    this.#source = source;
    this.#wish = wish;
    this.#left = wish.length;
  }

  spell(pattern: Pattern): string {
    switch (pattern.is) {
      case 'either':
        return this.spell(this.#source.pick(pattern.branches) ?? { is: 'sequence', items: [] });
      case 'sequence':
        return pattern.items.map((item) => this.spell(item)).join('');
      case 'repeat':
        return this.#repeat(pattern.item, pattern.min, pattern.max);
      case 'set':
        this.#left--;
        return this.#character(pattern.source);
      case 'group':
        return this.#group(pattern.item, pattern.name);
      case 'back':
        return this.#named.get(pattern.to) ?? this.#captures[Number(pattern.to) - 1] ?? '';
      case 'assertion':
        return '';
    }
  }

  #repeat(item: Pattern, min: number, max: number): string {
    const room = Math.max(
      0,
      Math.floor((this.#left - min * leastLength(item)) / Math.max(1, leastLength(item))),
    );
    const most = Math.min(max, min + Math.max(room, Math.min(FEW, this.#wish.length)));
    // Half of the time all the room is used, so that stated lengths are met.
    const count = this.#source.draw(1) === 1 ? most : min + this.#source.draw(most - min);
    let word = '';
    for (let made = 0; made < count; made++) word += this.spell(item);
    return word;
  }

  #group(item: Pattern, name: string | undefined): string {
    const at = this.#captures.push('') - 1;
    const word = this.spell(item);
    this.#captures[at] = word;
    if (name !== undefined) this.#named.set(name, word);
    return word;
  }

  #character(set: string): string {
    const { plain, all } = charactersOf(set);
    const usable = this.#wish.plain && plain.length > 0 ? plain : all;
    return this.#source.pick(usable) ?? '';
  }
}

/** The least length of a pattern's words. */
export const leastLength: (pattern: Pattern) => number = memo((pattern: Pattern): number => {
  switch (pattern.is) {
    case 'either':
      return Math.min(...pattern.branches.map(leastLength));
    case 'sequence':
      return pattern.items.reduce((sum, item) => sum + leastLength(item), 0);
    case 'repeat':
      return pattern.min * leastLength(pattern.item);
    case 'set':
      return 1;
    case 'group':
      return leastLength(pattern.item);
    default:
      return 0;
  }
});

interface Characters {
  readonly plain: readonly string[];
  readonly all: readonly string[];
}

const characters = new Map<string, Characters>();

/** Characters that a set matches, plain ones first. */
function charactersOf(set: string): Characters {
  const known = characters.get(set);
  if (known) return known;
  const expression = regularExpression(`^(?:${set})$`);
  const matches = (character: string): boolean => expression?.test(character) ?? false;
  const plain = PLAIN.filter(matches);
  const printable = printableAscii().filter((character) => matches(character) && !plain.includes(character));
  const all = [...plain, ...printable, ...UNUSUAL.filter(matches)];
  const found = { plain, all: all.length > 0 ? all : scanned(matches) };
  characters.set(set, found);
  return found;
}

function printableAscii(): string[] {
  return Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
}

/** The first characters of Unicode that match; what no other way finds. */
function scanned(matches: (character: string) => boolean): string[] {
  const found: string[] = [];
  for (let code = 0; code < 0x30000 && found.length < 64; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (matches(character)) found.push(character);
  }
  return found;
}
