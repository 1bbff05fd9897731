import type { Draw, Spelling } from './spelling.ts';
import { Unserved } from './unserved.ts';

/** Longer words are made only where no shorter ones are allowed, or where they are asked for. */
const CAP = 4096;
/** Words above this are not made. */
const LONGEST = 100_000;
/** Lengths that are chosen from. */
const CHOSEN = 64;
/** The shortest of them, which are chosen most. */
const SHORT = 12;

/** The lengths of an automaton's words within limits. */
export class WordLengths {
  readonly spelling: Spelling;
  readonly shortest: number | undefined;
  readonly min: number;
  readonly #max: number;
  #chosen: readonly number[] | undefined;
  #longest: number | undefined;

  constructor(spelling: Spelling, min: number, max: number) {
    this.spelling = spelling;
    this.min = min;
    this.#max = max;
    const [shortest] = spelling.lengths.between(min, Math.min(max, LONGEST));
    this.shortest = shortest;
    if (shortest === undefined && max > LONGEST && spelling.lengths.between(LONGEST, max).next().value)
      throw new Unserved(`strings of more than ${LONGEST} characters are not made`);
  }

  /** The greatest length: infinite if there is none, the limit where it is too far away to be known. */
  get longest(): number {
    this.#longest ??= this.#findLongest();
    return this.#longest;
  }

  #findLongest(): number {
    try {
      const longest = Math.min(this.#max, this.spelling.lengths.longest());
      return Number.isFinite(longest) ? (this.#below(longest) ?? longest) : longest;
    } catch (error) {
      if (error instanceof Unserved) return this.#max;
      throw error;
    }
  }

  /** A length: mostly one of the shortest, now and then the longest that is made. */
  choose(draw: Draw): number | undefined {
    if (this.shortest === undefined) return undefined;
    this.#chosen ??= this.#choices(this.shortest);
    const last = this.#chosen.length - 1;
    if (last === 0) return this.#chosen[0];
    const kind = draw(9);
    if (kind === 9) return this.#chosen[last];
    return this.#chosen[draw(kind < 6 ? Math.min(last, SHORT) : last)];
  }

  /** All of them, the shortest first. */
  all(): Iterable<number> {
    return this.spelling.lengths.between(this.min, Math.min(this.#max, LONGEST));
  }

  /** The length nearest to a wished one. */
  nearest(length: number): number | undefined {
    if (this.shortest === undefined) return undefined;
    const wished = Math.min(Math.max(length, this.min), this.#max, LONGEST);
    const below = this.#below(wished) ?? this.shortest;
    if (below === wished) return wished;
    const [above = below] = this.spelling.lengths.between(
      wished,
      Math.min(this.#max, wished + wished - below),
    );
    return above - wished < wished - below ? above : below;
  }

  #below(length: number): number | undefined {
    for (let one = length; one >= Math.max(this.min, length - CAP); one--)
      if (this.spelling.lengths.canEnd(0, one)) return one;
    return undefined;
  }

  #choices(shortest: number): number[] {
    const most = Math.min(this.#max, Math.max(CAP, shortest));
    const chosen: number[] = [];
    for (const length of this.spelling.lengths.between(this.min, most)) {
      chosen.push(length);
      if (chosen.length >= CHOSEN) break;
    }
    const longest =
      Number.isFinite(this.#max) || this.spelling.lengths.longest() < CAP ? this.#below(most) : undefined;
    if (longest !== undefined && longest !== chosen.at(-1)) chosen.push(longest);
    return chosen;
  }
}
