import fc from 'fast-check';
import {
  faults,
  type GeneratorOptions,
  invalid,
  UnsupportedSchemaError,
  unbreakable,
  valid,
} from '../../generators/index.ts';
import type { Json, JsonSchema } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import { DIALECTS } from '../corpora/dialect.ts';
import { type FaultSubject, Refusal, type SubjectFault, type SubjectInput } from './subject.ts';

interface Options extends GeneratorOptions {
  readonly dialect: string;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Shrinks that are looked at for one value. */
const SHRINKS = 2;

/** Our own generators, as a user of the package calls them. */
export const assay: FaultSubject = {
  name: 'assay',
  maker: (input) => {
    const arbitrary = refusing(() => valid(schemaOf(input), optionsOf(input)));
    return ({ count, seed }) => refusing(() => fc.sample(arbitrary, { numRuns: count, seed }));
  },
  faults: (input) => refusing(() => faults(schemaOf(input), optionsOf(input))),
  unbreakable: (input) => refusing(() => unbreakable(schemaOf(input), optionsOf(input))),
  faultyValues: (input, fault, { count, seed, isShrunk }) =>
    refusing(() => {
      const arbitrary = invalid(schemaOf(input), asFault(fault), optionsOf(input));
      return {
        values: fc.sample(arbitrary, { numRuns: count, seed }),
        shrunk: isShrunk ? firstShrinks(arbitrary, seed) : [],
      };
    }),
};

/** The very object of the document, where there is one: that is how the generators know its place. */
function schemaOf({ benchCase, root }: SubjectInput): JsonSchema {
  if (!benchCase.place || !root) return benchCase.schema;
  return valueAt(root, benchCase.place.pointer) as JsonSchema;
}

function optionsOf({ benchCase, root, schemas }: SubjectInput): Options {
  return {
    dialect: DIALECTS[benchCase.draft],
    schemas,
    deprecated: true,
    ...(root ? { root } : {}),
  };
}

function asFault(fault: SubjectFault): Parameters<typeof invalid>[1] {
  return fault as Parameters<typeof invalid>[1];
}

function refusing<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) throw new Refusal(error.pointer, error.reason);
    throw error;
  }
}

/** fast-check shrinks what a property fails for: one that always fails is shown the first steps. */
function firstShrinks(arbitrary: fc.Arbitrary<Json>, seed: number): Json[] {
  const seen: Json[] = [];
  const property = fc.property(fc.limitShrink(arbitrary, SHRINKS), (value) => {
    seen.push(value);
    return false;
  });
  fc.check(property, { numRuns: 1, seed });
  return seen.slice(1);
}
