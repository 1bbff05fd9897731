import type { Echo } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { child, type Pointer, withValueAt } from '../model/pointer.ts';
import { isValidBody } from './is-valid-body.ts';
import { MARK } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';
import { otherValues } from './other-values.ts';

/**
 * The body of an update with another value than `before` for each echoed member that can have one: an update that
 * repeats what is there would show whether it is carried out or not.
 */
export function varied(
  context: PlanContext,
  schema: Pointer,
  body: Json,
  before: Json | undefined,
  echo: readonly Echo[],
): Json {
  const places = new Map(
    declaredMembers(context.contract, schema, body).map(({ instance, schema: place }) => [instance, place]),
  );
  return echo.reduce<Json>((so, { member }) => {
    const at = child('', member);
    const place = places.get(at);
    const value = isObject(so) ? so[member] : undefined;
    if (place === undefined || value === undefined || value === MARK || !isObject(before)) return so;
    if (before[member] !== undefined && !equalJson(value, before[member])) return so;
    const other = otherValues(context, place).find(
      (candidate) =>
        !equalJson(candidate, before[member] ?? null) &&
        !equalJson(candidate, value) &&
        isValidBody(context, schema, withValueAt(so, at, candidate)),
    );
    return other === undefined ? so : withValueAt(so, at, other);
  }, body);
}
