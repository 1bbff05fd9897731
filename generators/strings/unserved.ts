/** Why an exact automaton of a pattern cannot be built: its syntax, or its size. */
export class Unserved extends Error {
  readonly isSize: boolean;
  /** The pattern that it is about, if it is one. */
  readonly pattern: string | undefined;

  constructor(reason: string, isSize = false, pattern?: string) {
    super(pattern === undefined ? reason : `pattern ${pattern} cannot be served: ${reason}`);
    this.name = 'Unserved';
    this.isSize = isSize;
    this.pattern = pattern;
  }
}

/** Steps of construction that one language may take: some tenths of a second, the same on every machine. */
const STEPS = 1_200_000;

/** Counts the work of building automata, so that it ends. */
export class Budget {
  #left: number;

  constructor(steps = STEPS) {
    this.#left = steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new Unserved('its automaton is too large', true);
  }
}
