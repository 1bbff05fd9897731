import { type Choice, choicesOf, demandsOf, type Factor, type Row } from './factor.ts';

const MOOT = 0;
const OPEN = 1;
const DONE = 2;
const IMPOSSIBLE = 3;

/** Which pairs of choices of two factors have occurred, cannot occur, or are still to come. */
export class PairTable {
  readonly demands: ReadonlyMap<number, ReadonlySet<number>>[];
  readonly #factors: readonly Factor[];
  readonly #offsets: number[] = [];
  readonly #size: number;
  readonly #cells: Uint8Array;
  readonly #openOf: Uint32Array;
  #open = 0;
  #next = 0;

  constructor(factors: readonly Factor[]) {
    this.#factors = factors;
    this.demands = demandsOf(factors);
    let size = 0;
    for (const { levels } of factors) {
      this.#offsets.push(size);
      size += levels;
    }
    this.#size = size;
    this.#cells = new Uint8Array(size * size);
    this.#openOf = new Uint32Array(size);
    for (const [a, b] of this.#pairs()) if (!this.#isMoot(a, b)) this.#set(a, b, OPEN);
  }

  /** Pairs that are still to come. */
  get open(): number {
    return this.#open;
  }

  /** Whether a pair is still to come. */
  isOpen(a: Choice, b: Choice): boolean {
    return this.#cell(a, b) === OPEN;
  }

  /** Whether a pair is known not to occur. */
  isImpossible(a: Choice, b: Choice): boolean {
    return this.#cell(a, b) === IMPOSSIBLE;
  }

  /** How many pairs with a choice are still to come. */
  openWith(choice: Choice): number {
    return this.#openOf[this.#id(choice)] ?? 0;
  }

  /** The first pair that is still to come. */
  first(): [Choice, Choice] | undefined {
    for (; this.#next < this.#cells.length; this.#next += 1) {
      if (this.#cells[this.#next] !== OPEN) continue;
      return [this.#choice(Math.floor(this.#next / this.#size)), this.#choice(this.#next % this.#size)];
    }
    return undefined;
  }

  /** Notes the pairs of a row. */
  cover(row: Row): void {
    const choices = choicesOf(row);
    for (const [at, a] of choices.entries()) {
      for (const b of choices.slice(at + 1)) if (this.isOpen(a, b)) this.#set(a, b, DONE);
    }
  }

  /** Notes that a choice cannot occur at all. */
  ruleOut(choice: Choice): void {
    for (const [factor, { levels }] of this.#factors.entries()) {
      for (let level = 0; level < levels; level += 1) {
        const other = { factor, level };
        if (factor !== choice.factor && this.isOpen(choice, other)) this.rule(choice, other);
      }
    }
  }

  /** Notes that a pair cannot occur. */
  rule(a: Choice, b: Choice): void {
    this.#set(a, b, IMPOSSIBLE);
  }

  *#pairs(): Generator<[Choice, Choice]> {
    for (const [factor, { levels }] of this.#factors.entries()) {
      for (let other = factor + 1; other < this.#factors.length; other += 1) {
        for (let level = 0; level < levels; level += 1) {
          const count = this.#factors[other]?.levels ?? 0;
          for (let at = 0; at < count; at += 1)
            yield [
              { factor, level },
              { factor: other, level: at },
            ];
        }
      }
    }
  }

  /** What lies in an object is no choice where the object is not there. */
  #isMoot(a: Choice, b: Choice): boolean {
    const [ofA, ofB] = [this.#allowed(a), this.#allowed(b)];
    return [...ofA].some(([factor, levels]) => {
      const others = ofB.get(factor);
      return others !== undefined && ![...levels].some((level) => others.has(level));
    });
  }

  #allowed({ factor, level }: Choice): Map<number, ReadonlySet<number>> {
    return new Map([...(this.demands[factor] ?? []), [factor, new Set([level])]]);
  }

  #id({ factor, level }: Choice): number {
    return (this.#offsets[factor] ?? 0) + level;
  }

  #choice(id: number): Choice {
    let factor = this.#offsets.length - 1;
    while (factor > 0 && (this.#offsets[factor] ?? 0) > id) factor -= 1;
    return { factor, level: id - (this.#offsets[factor] ?? 0) };
  }

  #place(a: Choice, b: Choice): number {
    const [low, high] = [this.#id(a), this.#id(b)].sort((x, y) => x - y);
    return (low ?? 0) * this.#size + (high ?? 0);
  }

  #cell(a: Choice, b: Choice): number {
    return this.#cells[this.#place(a, b)] ?? MOOT;
  }

  #set(a: Choice, b: Choice, state: number): void {
    const place = this.#place(a, b);
    const step = Number(state === OPEN) - Number(this.#cells[place] === OPEN);
    this.#cells[place] = state;
    this.#open += step;
    for (const id of [this.#id(a), this.#id(b)]) this.#openOf[id] = (this.#openOf[id] ?? 0) + step;
  }
}
