import type { JsonObject } from '../../model/json.ts';
import type { Conjunct } from '../schema/part.ts';
import type { State } from './state.ts';

/** The conjuncts whose descriptions count for the `unevaluated…` of one: itself and what it applies in place. */
export function evaluatorsFor({ conjuncts, applications }: State, asking: Conjunct): readonly Conjunct[] {
  const reached = new Set<JsonObject>([asking.schema]);
  for (const schema of reached) {
    for (const application of applications) {
      if (application.by === schema && !application.silent) reached.add(application.schema);
    }
  }
  return conjuncts.filter(({ schema }) => reached.has(schema));
}
