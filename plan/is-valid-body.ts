import { invariantPlaces, outcomeOf } from '../contract/invariants.ts';
import { violations } from '../contract/validation.ts';
import type { Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { sampled } from './marks.ts';
import type { PlanContext } from './options.ts';

/** Whether a planned body keeps to its schema and to the invariants in it. */
export function isValidBody(
  { contract }: Pick<PlanContext, 'contract'>,
  schema: Pointer,
  planned: Json,
): boolean {
  const body = sampled(planned);
  return (
    violations(contract, schema, 'request', body).length === 0 &&
    invariantPlaces(contract, schema, 'request', body).every(
      (place) =>
        outcomeOf(place, { request: { path: {}, query: {}, headers: {}, body } }).verdict !== 'broken',
    )
  );
}
