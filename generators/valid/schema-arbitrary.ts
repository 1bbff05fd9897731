import fc from 'fast-check';
import type { Json } from '../../model/json.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { pseudoRandom } from '../strings/pseudo-random.ts';
import { Source } from './source.ts';

/** Makes a value from a source's choices. */
export type Make = (source: Source) => Json;

/** Simplifications that are tried for one value before it counts as simplest. */
const MOST_STEPS = 400;
/** What a choice counts begins within so many choices after it. */
const FOLLOWING = 2;
/** Choices that trying them may cost: one of a large value costs hundreds. */
const MOST_WORK = 60_000;

/**
 * Values made from recorded choices. A value is shrunk by simplifying its record and making it again, so that
 * what is made stays what the maker promises.
 */
export class SchemaArbitrary extends fc.Arbitrary<Json> {
  readonly #make: Make;

  constructor(make: Make) {
    super();
    this.#make = make;
  }

  override generate(mrng: fc.Random): fc.Value<Json> {
    // A value may cost hundreds of choices: fast-check's generator gives the seed, a quicker one the choices.
    const source = Source.random(pseudoRandom(mrng.nextInt()));
    const value = this.#make(source);
    return new fc.Value(value, source.record);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Json {
    return false;
  }

  override shrink(value: Json, context: unknown): fc.Stream<fc.Value<Json>> {
    if (!Array.isArray(context)) return fc.Stream.nil();
    return fc.stream(this.#simpler(value, context));
  }

  *#simpler(value: Json, record: readonly number[]): IterableIterator<fc.Value<Json>> {
    const seen = new Set([JSON.stringify(value)]);
    const size = JSON.stringify(value).length;
    let steps = 0;
    let work = 0;
    for (const candidate of simplifications(record)) {
      if (steps++ > MOST_STEPS || work > MOST_WORK) return;
      const source = Source.replay(candidate);
      const made = this.#replay(source);
      work += source.spent;
      if (!made || !isSimpler(made.record, record)) continue;
      const text = JSON.stringify(made.value);
      if (seen.has(text) || text.length > size) continue;
      seen.add(text);
      yield new fc.Value(made.value, made.record);
    }
  }

  #replay(source: Source): { value: Json; record: number[] } | undefined {
    try {
      return { value: this.#make(source), record: source.record };
    } catch (error) {
      if (error instanceof UnsupportedSchemaError) return undefined;
      throw error;
    }
  }
}

/** Shorter, or as long and with a smaller choice first: ends, because both are bounded. */
function isSimpler(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const at = a.findIndex((choice, index) => choice !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

function* simplifications(record: readonly number[]): Generator<readonly number[]> {
  yield [];
  for (let size = Math.ceil(record.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    // Deleting every single choice of a long record costs more than it brings.
    if (record.length / size > 128) break;
    for (let at = 0; at < record.length; at += size) {
      yield record.toSpliced(at, size);
      if (size > 1) yield record.with(at, 0).fill(0, at, at + size);
    }
  }
  for (const [at, choice] of record.entries()) {
    if (choice === 0) continue;
    yield record.with(at, 0);
    // The choice may decide how many follow, at once or a little later: without those the rest stays in step.
    yield record.with(at, 0).toSpliced(at + 1, 1);
    for (let next = 1; next <= FOLLOWING; next++) {
      yield record.with(at, 0).toSpliced(at + next, choice);
      yield record.with(at, choice - 1).toSpliced(at + next, 1);
    }
    if (choice > 2) yield record.with(at, Math.floor(choice / 2));
    if (choice > 1) yield record.with(at, choice - 1);
  }
}
