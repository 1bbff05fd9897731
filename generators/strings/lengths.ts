import type { Automaton } from './automaton.ts';
import { Unserved } from './unserved.ts';

/** States times lengths that are looked at for one automaton. */
const MOST_CELLS = 40_000_000;

/**
 * From which states a word may end after exactly so many characters: a row of bits for each number, made when it is
 * asked for. Rows repeat themselves sooner or later, so that any length is answered from few of them.
 */
export class Lengths {
  readonly #states: number;
  readonly #edges: readonly (readonly number[])[];
  readonly #rows: Uint8Array[];
  readonly #seen = new Map<number, number>();
  /** Where the rows begin to repeat, and after how many. */
  #loop: { readonly from: number; readonly period: number } | undefined;

  /** Only characters of the classes that `allows` names are used. */
  constructor(automaton: Automaton, allows: (one: number) => boolean) {
    this.#states = automaton.states;
    this.#edges = edgesOf(automaton, allows);
    this.#rows = [bits(this.#states, (state) => automaton.accepts[state] === 1)];
    this.#remember();
  }

  /** Whether a word may end after exactly `count` more characters from a state on. */
  canEnd(state: number, count: number): boolean {
    return isSet(this.#row(count), state);
  }

  /** The lengths of words from `min` to `max`, the shortest first. */
  *between(min: number, max: number): Generator<number> {
    for (let length = min; length <= max; length++) {
      if (this.canEnd(0, length)) yield length;
      const loop = this.#loop;
      // A whole turn without a word: there is none beyond.
      if (loop && length >= loop.from && !this.#isEndless(loop)) return;
    }
  }

  /** The greatest length of all words, which may be infinite; -1 if there is no word. */
  longest(): number {
    while (!this.#loop) this.#extend();
    if (this.#isEndless(this.#loop)) return Number.POSITIVE_INFINITY;
    for (let length = this.#loop.from; length >= 0; length--) if (this.canEnd(0, length)) return length;
    return -1;
  }

  #row(count: number): Uint8Array {
    while (!this.#loop && this.#rows.length <= count) this.#extend();
    const { from, period } = this.#loop ?? { from: 0, period: 1 };
    const at = count < this.#rows.length ? count : from + ((count - from) % period);
    return this.#rows[at] ?? new Uint8Array();
  }

  #isEndless({ from, period }: { readonly from: number; readonly period: number }): boolean {
    return this.#rows.slice(from, from + period).some((row) => isSet(row, 0));
  }

  #extend(): void {
    const last = this.#rows.at(-1) ?? new Uint8Array();
    if (this.#rows.length * this.#states > MOST_CELLS) throw new Unserved('its words are too long', true);
    const row = bits(this.#states, (state) => (this.#edges[state] ?? []).some((to) => isSet(last, to)));
    this.#rows.push(row);
    this.#remember();
  }

  /** Notes the last row; one that was there before closes the loop. */
  #remember(): void {
    const row = this.#rows.at(-1) ?? new Uint8Array();
    let hash = hashOf(row);
    for (let at = this.#seen.get(hash); at !== undefined; at = this.#seen.get(++hash)) {
      if (Buffer.compare(this.#rows[at] ?? row, row) !== 0) continue;
      this.#rows.pop();
      this.#loop = { from: at, period: this.#rows.length - at };
      return;
    }
    this.#seen.set(hash, this.#rows.length - 1);
  }
}

function bits(states: number, isOn: (state: number) => boolean): Uint8Array {
  const row = new Uint8Array((states + 7) >> 3);
  for (let state = 0; state < states; state++)
    if (isOn(state)) row[state >> 3] = (row[state >> 3] ?? 0) | (1 << (state & 7));
  return row;
}

function isSet(row: Uint8Array, state: number): boolean {
  return (((row[state >> 3] ?? 0) >> (state & 7)) & 1) === 1;
}

/** FNV-1a. */
function hashOf(row: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of row) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

function edgesOf({ states, width, next }: Automaton, allows: (one: number) => boolean): number[][] {
  const usable = Array.from({ length: width }, (_, one) => one).filter(allows);
  return Array.from({ length: states }, (_, state) => {
    const targets = new Set(usable.map((one) => next[state * width + one] ?? -1));
    targets.delete(-1);
    return [...targets];
  });
}
