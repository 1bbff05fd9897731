import { type Automaton, tabulate } from './automaton.ts';
import type { Characters } from './characters.ts';
import type { PatternGraph, Place } from './pattern-graph.ts';
import { type Budget, Unserved } from './unserved.ts';

/**
 * All ways that a search for a pattern may be in after a part of a word: sets of threads. A thread stands at a place
 * and owes what look-aheads have asked of the rest, each again a set of threads. So look-aheads and look-behinds
 * anywhere are exact. Sets of threads and of debts are numbers, equal ones the same number.
 */
class Search {
  readonly #graph: PatternGraph;
  readonly #budget: Budget;
  readonly #members: (Uint8Array | undefined)[];
  readonly #threads = new Interned();
  readonly #debts = new Interned();
  readonly #places: number;
  /** For each look-behind: the debts under which it is met at this point of the word. */
  #met: readonly (readonly number[])[] = [];
  /** Look-aheads that begin at this point of the word. */
  readonly #begun = new Map<number, number>();

  constructor(graph: PatternGraph, characters: Characters, budget: Budget) {
    this.#graph = graph;
    this.#budget = budget;
    this.#places = graph.places.length;
    const memberships = new Map<object, Uint8Array>();
    this.#members = graph.places.map((place) => {
      if (place.is !== 'character') return undefined;
      const known = memberships.get(place.set) ?? characters.membership(place.set);
      memberships.set(place.set, known);
      return known;
    });
    this.#debts.numberOf([]);
  }

  start(): number[] {
    const state = this.#behinds((at) => this.#from(this.#graph.behinds[at] ?? 0));
    return [...state, this.#from(this.#graph.start)];
  }

  step(state: readonly number[], one: number): number[] {
    const before = state.length - 1;
    const main = state[before] ?? 0;
    // Matched for good: what was read does not matter any more.
    if (this.#isSure(main)) return state as number[];
    const behinds = this.#behinds((at) => this.#step(state[at] ?? 0, one));
    const after = this.#step(main, one);
    return this.#isSure(after) ? [...behinds.fill(0), after] : [...behinds, after];
  }

  /** Whether the word may end here. */
  accepts(threads: number): boolean {
    return this.#threads.itemsOf(threads).some((thread) => {
      if (this.#placeOf(thread)?.is !== 'matched') return false;
      const debts = this.#debts.itemsOf(Math.floor(thread / this.#places));
      return debts.every((debt) => this.accepts(debt >> 1) !== ((debt & 1) === 1));
    });
  }

  #placeOf(thread: number): Place | undefined {
    return this.#graph.places[thread % this.#places];
  }

  #behinds(move: (at: number) => number): number[] {
    const met: (readonly number[])[] = [];
    this.#met = met;
    this.#begun.clear();
    return this.#graph.behinds.map((_, at) => {
      const threads = move(at);
      const ends = this.#threads
        .itemsOf(threads)
        .filter((thread) => this.#placeOf(thread)?.is === 'met')
        .map((thread) => Math.floor(thread / this.#places));
      met.push(ends.includes(0) ? [0] : ends);
      return threads;
    });
  }

  #isSure(threads: number): boolean {
    const [only] = this.#threads.itemsOf(threads);
    return only !== undefined && only < this.#places && this.#placeOf(only)?.is === 'matched';
  }

  #from(place: number): number {
    const found = new Set<number>();
    this.#follow(place, 0, found, new Set());
    return this.#collect(found);
  }

  #step(threads: number, one: number): number {
    const found = new Set<number>();
    const seen = new Set<number>();
    for (const thread of this.#threads.itemsOf(threads)) {
      this.#budget.spend(1);
      const at = thread % this.#places;
      const place = this.#graph.places[at];
      if (place?.is !== 'matched' && !this.#members[at]?.[one]) continue;
      const debts = this.#pay(Math.floor(thread / this.#places), one);
      if (debts === undefined) continue;
      if (place?.is === 'character') this.#follow(place.next, debts, found, seen);
      else found.add(debts * this.#places + at);
    }
    return this.#collect(found);
  }

  /** What is still owed after one more character; undefined if a debt can no longer be paid. */
  #pay(debts: number, one: number): number | undefined {
    if (debts === 0) return 0;
    const left: number[] = [];
    for (const debt of this.#debts.itemsOf(debts)) {
      const isNegated = (debt & 1) === 1;
      const threads = this.#step(debt >> 1, one);
      if (!this.#owe(threads, isNegated, left)) return undefined;
    }
    return this.#debts.numberOf(left);
  }

  /** Adds a debt to a list unless it is paid already; false if it cannot be paid. */
  #owe(threads: number, isNegated: boolean, debts: number[]): boolean {
    const isMet = this.#isSure(threads);
    const isMissed = this.#threads.itemsOf(threads).length === 0;
    if (isNegated ? isMet : isMissed) return false;
    if (!isMet && !isMissed) debts.push(threads * 2 + (isNegated ? 1 : 0));
    return true;
  }

  /** Follows all that takes no character. */
  #follow(at: number, debts: number, found: Set<number>, seen: Set<number>): void {
    const thread = debts * this.#places + at;
    if (seen.has(thread)) return;
    seen.add(thread);
    this.#budget.spend(1);
    const place = this.#graph.places[at];
    switch (place?.is) {
      case 'either':
        for (const next of place.next) this.#follow(next, debts, found, seen);
        return;
      case 'ahead': {
        const more = [...this.#debts.itemsOf(debts)];
        const begun = this.#begun.get(place.to) ?? this.#from(place.to);
        this.#begun.set(place.to, begun);
        if (!this.#owe(begun, place.isNegated, more)) return;
        this.#follow(place.next, this.#debts.numberOf(more), found, seen);
        return;
      }
      case 'behind':
        for (const more of this.#behind(place.index, place.isNegated, debts))
          this.#follow(place.next, more, found, seen);
        return;
      default:
        found.add(thread);
    }
  }

  #behind(index: number, isNegated: boolean, debts: number): number[] {
    const met = this.#met[index] ?? [];
    if (!isNegated)
      return met.map((more) =>
        this.#debts.numberOf([...this.#debts.itemsOf(debts), ...this.#debts.itemsOf(more)]),
      );
    if (met.length === 0) return [debts];
    if (met[0] === 0) return [];
    throw new Unserved('it looks ahead at the end of a negated look-behind');
  }

  #collect(found: Set<number>): number {
    const threads = [...found];
    // A thread that owes nothing makes those at the same place needless.
    const free = new Set(threads.filter((thread) => thread < this.#places));
    const sure = threads.find((thread) => free.has(thread) && this.#placeOf(thread)?.is === 'matched');
    if (sure !== undefined) return this.#threads.numberOf([sure]);
    return this.#threads.numberOf(
      threads.filter((thread) => free.has(thread) || !free.has(thread % this.#places)),
    );
  }
}

/** Gives equal sets of numbers the same number. */
class Interned {
  readonly #numbers = new Map<string, number>();
  readonly #items: (readonly number[])[] = [];

  numberOf(items: readonly number[]): number {
    const sorted = [...new Set(items)].sort((a, b) => a - b);
    const key = sorted.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#items.length);
    return this.#items.push(sorted) - 1;
  }

  itemsOf(number: number): readonly number[] {
    return this.#items[number] ?? [];
  }
}

/** The automaton of all words in which a search finds the pattern. */
export function searchAutomaton(graph: PatternGraph, characters: Characters, budget: Budget): Automaton {
  const search = new Search(graph, characters, budget);
  return tabulate<readonly number[]>(
    {
      start: search.start(),
      key: (state) => state.join(),
      accepts: (state) => search.accepts(state.at(-1) ?? 0),
      step: (state, one) => search.step(state, one),
    },
    characters.count,
    budget,
  );
}
