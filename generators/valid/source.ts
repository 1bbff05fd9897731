import { ExhaustedError, UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { pseudoRandom } from '../strings/pseudo-random.ts';
import type { Draw } from '../strings/spelling.ts';

/** Choices that one value may cost, failed attempts included: keeps every value well below a second. */
const BUDGET = 60_000;

/**
 * Where a generator's choices come from. Every choice is a whole number whose 0 is the simplest; what the
 * successful attempts drew is recorded, and drawing the record again gives the same value, so that a value is
 * shrunk by simplifying its record.
 */
export class Source {
  readonly record: number[] = [];
  #spent = 0;
  #wild: Draw | undefined;
  readonly #chance: Draw | undefined;
  readonly #replayed: readonly number[];

  private constructor(chance: Draw | undefined, replayed: readonly number[]) {
    this.#chance = chance;
    this.#replayed = replayed;
  }

  /** Draws by chance. */
  static random(draw: Draw): Source {
    return new Source(draw, []);
  }

  /** Draws what is recorded, then the simplest. */
  static replay(record: readonly number[] = []): Source {
    return new Source(undefined, record);
  }

  /** A choice from 0 to `bound`, both included. */
  draw(bound: number): number {
    this.spend();
    if (bound <= 0) return 0;
    const chance = this.#wild ?? this.#chance;
    const choice = chance ? chance(bound) : this.#recorded(bound);
    this.record.push(choice);
    return choice;
  }

  /** By the number of choices that count: what a failed attempt drew is not in the record that is replayed. */
  #recorded(bound: number): number {
    return Math.min(this.#replayed[this.record.length] ?? 0, bound);
  }

  /** One of the items; the first is the simplest. */
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.draw(items.length - 1)];
  }

  /** The work that the value has cost, in choices. */
  get spent(): number {
    return this.#spent;
  }

  /** Counts work against the budget of the value. */
  spend(cost = 1): void {
    this.#spent += cost;
    if (this.#spent > BUDGET) throw new ExhaustedError('', `none was found within ${BUDGET} choices`);
  }

  /** A first attempt failed: what is simplest has been tried. */
  get isWild(): boolean {
    return this.#wild !== undefined;
  }

  /** Repeats an action that returned nothing or was refused; only what the last attempt drew is recorded. */
  retry<T>(tries: number, action: (attempt: number) => T | undefined): T | undefined {
    const mark = this.record.length;
    const before = this.#wild;
    let refusal: UnsupportedSchemaError | undefined;
    for (let attempt = 0; attempt < tries; attempt++) {
      if (this.record.length !== mark) this.record.length = mark;
      // A replay would fail in the same way again: later attempts draw from a fixed pseudo-random sequence.
      if (attempt > 0 && !this.#chance) this.#wild = pseudoRandom(attempt * 7919 + mark);
      try {
        const result = action(attempt);
        if (result !== undefined) return result;
      } catch (error) {
        if (!(error instanceof UnsupportedSchemaError) || error instanceof ExhaustedError) throw error;
        refusal = error;
      } finally {
        this.#wild = before;
      }
    }
    this.record.length = mark;
    if (refusal) throw refusal;
    return undefined;
  }
}
