import type { CharRange, CharSet } from 'refa';
import { isAwkward, PLAIN, UNUSUAL } from './alphabet.ts';

const LAST = 0x10ffff;
/** Beyond the basic plane a pattern without the `u` flag sees two characters. */
const LAST_OF_BASIC_PLANE = 0xffff;
/** Ranges of a class whose ends are shown. */
const RANGES_SHOWN = 12;
/** How far from the end of a range a usable character is looked for. */
const NEAR = 64;

/** Characters of one class, each list the simplest first. */
export interface Samples {
  readonly plain: readonly string[];
  /** The rest of printable ASCII. */
  readonly printable: readonly string[];
  readonly unusual: readonly string[];
}

/**
 * The Unicode scalar values in classes that no pattern of a constraint tells apart, so that automata have a column
 * for each class instead of a million.
 */
export class Characters {
  readonly count: number;
  readonly #starts: readonly number[];
  /** The class of the segment that begins at the start of the same index; -1 outside of the alphabet. */
  readonly #classes: readonly number[];
  readonly #ascii = new Int16Array(128);
  readonly #samples = new Map<number, Samples>();

  constructor(sets: readonly CharSet[], isBasic: boolean) {
    const last = isBasic ? LAST_OF_BASIC_PLANE : LAST;
    const scalars: readonly CharRange[] = [
      { min: 0, max: 0xd7ff },
      { min: 0xe000, max: last },
    ];
    const all = [scalars, [{ min: 0x20, max: 0x7e }], ...distinct(sets)];
    const starts = [...new Set(all.flatMap(edges))].filter((start) => start <= LAST).sort((a, b) => a - b);
    let classes = starts.map(() => 0);
    for (const ranges of all) classes = split(classes, starts, ranges);
    const isInside = starts.map((start) => start <= last && (start < 0xd800 || start > 0xdfff));
    const names = new Map<number, number>();
    this.#starts = starts;
    this.#classes = classes.map((one, at) => {
      if (!isInside[at]) return -1;
      const name = names.get(one) ?? names.size;
      names.set(one, name);
      return name;
    });
    this.count = names.size;
    for (let code = 0; code < 128; code++) this.#ascii[code] = this.#find(code);
  }

  /** The class of a code point; -1 if it is not in the alphabet. */
  classOf(codePoint: number): number {
    return codePoint < 128 ? (this.#ascii[codePoint] ?? -1) : this.#find(codePoint);
  }

  /** For each class whether it lies in a set; a class lies in it as a whole or not at all. */
  membership(set: CharSet): Uint8Array {
    const members = new Uint8Array(this.count);
    for (const { min, max } of set.ranges) {
      for (let at = this.#segment(min); (this.#starts[at] ?? LAST + 1) <= max; at++) {
        const one = this.#classes[at] ?? -1;
        if (one >= 0) members[one] = 1;
      }
    }
    return members;
  }

  /** Whether a class is made of printable ASCII. */
  isPrintable(one: number): boolean {
    const { plain, printable } = this.samples(one);
    return plain.length + printable.length > 0;
  }

  /** Characters that stand for a class: never none. */
  samples(one: number): Samples {
    const known = this.#samples.get(one);
    if (known) return known;
    const ranges = this.ranges(one);
    const isMember = (character: string): boolean => this.classOf(character.codePointAt(0) ?? -1) === one;
    const plain = PLAIN.filter(isMember);
    const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)).filter(
      (character) => isMember(character) && !PLAIN.includes(character),
    );
    const made = { plain, printable, unusual: unusual(ranges, isMember) };
    this.#samples.set(one, made);
    return made;
  }

  /** The code points of a class. */
  ranges(one: number): CharRange[] {
    return this.#starts.flatMap((min, at) =>
      this.#classes[at] === one ? [{ min, max: (this.#starts[at + 1] ?? LAST + 1) - 1 }] : [],
    );
  }

  #find(codePoint: number): number {
    return this.#classes[this.#segment(codePoint)] ?? -1;
  }

  #segment(codePoint: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function distinct(sets: readonly CharSet[]): (readonly CharRange[])[] {
  return [...new Map(sets.map((set) => [set.toRangesString(), set.ranges])).values()];
}

function edges(ranges: readonly CharRange[]): number[] {
  return [0, ...ranges.flatMap(({ min, max }) => [min, max + 1])];
}

function split(
  classes: readonly number[],
  starts: readonly number[],
  ranges: readonly CharRange[],
): number[] {
  const names = new Map<number, number>();
  let at = 0;
  return classes.map((one, segment) => {
    const start = starts[segment] ?? 0;
    while ((ranges[at]?.max ?? LAST + 1) < start) at++;
    const isInside = (ranges[at]?.min ?? LAST + 1) <= start;
    const key = one * 2 + (isInside ? 1 : 0);
    const name = names.get(key) ?? names.size;
    names.set(key, name);
    return name;
  });
}

function unusual(ranges: readonly CharRange[], isMember: (character: string) => boolean): string[] {
  const step = Math.max(1, Math.ceil(ranges.length / RANGES_SHOWN));
  const shown = ranges.filter((_, at) => at % step === 0 || at === ranges.length - 1);
  const ends = shown.flatMap(({ min, max }) => [settle(min, max, 1), settle(max, min, -1)]);
  const characters = [
    ...UNUSUAL.filter(isMember),
    ...ends.flatMap((end) => (end === undefined ? [] : [String.fromCodePoint(end)])),
  ].filter((character) => !/[\x20-\x7e]/.test(character));
  const [first] = ranges;
  if (characters.length === 0 && first && first.min >= 0x7f) return [String.fromCodePoint(first.min)];
  if (characters.length === 0 && first && first.min < 0x20) return ranges.flatMap(everyOf).slice(0, 40);
  return [...new Set(characters)];
}

function everyOf({ min, max }: CharRange): string[] {
  return Array.from({ length: Math.min(max - min + 1, 40) }, (_, at) => String.fromCodePoint(min + at));
}

/** The first code point from an end of a range on that is not awkward, if it is near. */
function settle(from: number, to: number, step: 1 | -1): number | undefined {
  const end = step > 0 ? Math.min(to, from + NEAR) : Math.max(to, from - NEAR);
  for (let code = from; step > 0 ? code <= end : code >= end; code += step) if (!isAwkward(code)) return code;
  return undefined;
}
