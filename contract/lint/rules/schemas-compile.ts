import type { Pointer } from '../../../model/pointer.ts';
import { localPointer } from '../../reference.ts';
import { SchemaError, violations } from '../../validation.ts';
import { error, type Remark } from '../diagnostic.ts';
import { type Place, placesBelow } from '../places.ts';
import type { LintContext, Rule } from '../rule.ts';

/** The validator takes every schema; what it does not take is shown at the innermost place. */
export const schemasCompile: Rule = {
  id: 'schemas-compile',
  *check(context) {
    const reasons = new Map<Pointer, string | undefined>();
    const reasonFor = (pointer: Pointer): string | undefined => {
      if (!reasons.has(pointer)) reasons.set(pointer, compileProblem(context, pointer));
      return reasons.get(pointer);
    };
    for (const holder of context.places('components', 'parameter', 'header', 'media-type')) {
      for (const place of placesBelow(holder)) {
        if (place.kind === 'schema') yield* innermost(place, reasonFor);
      }
    }
  },
};

function* innermost(place: Place, reasonFor: (pointer: Pointer) => string | undefined): Iterable<Remark> {
  const reason = reasonFor(place.pointer);
  if (reason === undefined) return;
  const below = placesBelow(place).filter(({ pointer }) => reasonFor(pointer) !== undefined);
  for (const inner of below) yield* innermost(inner, reasonFor);
  const reference = place.value['$ref'];
  const isElsewhere = typeof reference === 'string' && reasonFor(localPointer(reference)) !== undefined;
  if (below.length > 0 || isElsewhere) return;
  yield error(
    'schema',
    place.pointer,
    `the schema cannot be used: ${reason}.`,
    'Correct the keyword that is named.',
  );
}

function compileProblem({ contract }: LintContext, pointer: Pointer): string | undefined {
  try {
    violations(contract, pointer, 'request', null);
    return undefined;
  } catch (problem) {
    if (problem instanceof SchemaError) return problem.message;
    throw problem;
  }
}
