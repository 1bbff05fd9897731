import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import type { BenchCase } from '../corpora/bench-case.ts';

/** A schema as a generator gets it. */
export interface SubjectInput {
  readonly benchCase: BenchCase;
  /** The document that the schema was cut out of, if it was. */
  readonly root?: JsonObject;
  /** Other documents that it may refer to, metaschemas among them, by absolute URI. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** A generator says that it makes no values for a schema. */
export class Refusal extends Error {
  readonly place: string;

  constructor(place: string, reason: string) {
    super(reason);
    this.place = place;
  }
}

/** How many values are asked for, and the seed that decides about them. */
export interface Draw {
  readonly count: number;
  readonly seed: number;
}

/**
 * Makes values for one schema.
 * @throws Refusal where it makes none; any other error counts as a crash.
 */
export type Maker = (draw: Draw) => unknown[];

/** A generator of valid values that is measured. */
export interface Subject {
  readonly name: string;
  /**
   * Prepares for a schema what can be prepared once.
   * @throws Refusal where it makes no values; any other error counts as a crash.
   */
  maker(input: SubjectInput): Maker;
}

/** A fault that a generator says it can make. */
export interface SubjectFault {
  readonly id: string;
  readonly instance: string;
  readonly schema: string;
  readonly keyword: string;
  readonly member?: string;
  readonly what: string;
  /** What must fail with it, said beforehand; undefined where the generator does not say. */
  readonly companions?: readonly Companion[];
}

/** A keyword that fails along with a fault; without one, all that fails at the place and below it. */
export interface Companion {
  readonly keyword?: string;
  readonly instance: string;
  readonly schema?: string;
}

/** Values with one fault, and the first shrinks of one of them. */
export interface FaultyValues {
  readonly values: readonly Json[];
  readonly shrunk: readonly Json[];
}

/** A generator of values with one fault each that is measured. */
export interface FaultSubject extends Subject {
  faults(input: SubjectInput): readonly SubjectFault[];
  unbreakable(input: SubjectInput): readonly (SubjectFault & { readonly reason: string })[];
  /** Values with a fault; shrinks only where they are asked for. */
  faultyValues(
    input: SubjectInput,
    fault: SubjectFault,
    draw: Draw & { readonly isShrunk: boolean },
  ): FaultyValues;
}

/** Whether a generator makes faulty values, too. */
export function makesFaults(subject: Subject): subject is FaultSubject {
  return 'faults' in subject;
}
