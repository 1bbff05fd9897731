import fc from 'fast-check';
import { violations } from '../contract/validation.ts';
import { UnsupportedSchemaError, valid } from '../generators/index.ts';
import type { Echo } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { child, type Pointer, withValueAt } from '../model/pointer.ts';
import { generatorOptions, schemaAt } from './generation.ts';
import { MARK, sampled } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';

// Enough to meet another value wherever a schema has two.
const TRIES = 30;
const SEED = 1;

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
    const other = candidates(context, place).find(
      (candidate) =>
        !equalJson(candidate, before[member] ?? null) &&
        !equalJson(candidate, value) &&
        violations(context.contract, schema, 'request', sampled(withValueAt(so, at, candidate))).length === 0,
    );
    return other === undefined ? so : withValueAt(so, at, other);
  }, body);
}

function candidates(context: PlanContext, schema: Pointer): Json[] {
  try {
    return fc.sample(valid(schemaAt(context, schema), generatorOptions(context)), {
      seed: SEED,
      numRuns: TRIES,
    });
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return [];
    throw error;
  }
}
