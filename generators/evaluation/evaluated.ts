/** Members and items that some schema has described: the others are what `unevaluated…` speaks of. */
export class Evaluated {
  readonly #names = new Set<string>();
  readonly #indexes = new Set<number>();
  #allNames = false;
  #items = 0;

  name(name: string): void {
    this.#names.add(name);
  }

  allNames(): void {
    this.#allNames = true;
  }

  index(index: number): void {
    this.#indexes.add(index);
  }

  /** The first items; Infinity for all. */
  items(count: number): void {
    this.#items = Math.max(this.#items, count);
  }

  hasName(name: string): boolean {
    return this.#allNames || this.#names.has(name);
  }

  hasIndex(index: number): boolean {
    return index < this.#items || this.#indexes.has(index);
  }

  /** Takes over what a schema applied in place has evaluated. */
  add(other: Evaluated): void {
    for (const name of other.#names) this.#names.add(name);
    for (const index of other.#indexes) this.#indexes.add(index);
    this.#allNames ||= other.#allNames;
    this.#items = Math.max(this.#items, other.#items);
  }
}
