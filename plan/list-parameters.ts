import type { PlannedParameter } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';

// Where a list shows at least so many, less cannot be asked for.
const ROUND = [1, 2, 5, 10, 20, 50, 100];

/** A query parameter with a value, as a number or a text; undefined where the document does not allow it. */
export function queryParameter(
  context: Pick<PlanContext, 'contract'>,
  operation: Operation,
  name: string,
  value: Json,
): PlannedParameter | undefined {
  const parameter = operation.parameters.find(
    (candidate) => candidate.name === name && candidate.in === 'query',
  );
  if (!parameter) return undefined;
  const fitting = [value, String(value)].find(
    (one) =>
      unsendable(context, operation, parameter, one) === undefined &&
      parameterViolations(context, parameter, one).length === 0,
  );
  return fitting === undefined ? undefined : { name, in: 'query', value: fitting };
}

/** The limit nearest to a size that a list can be asked for, smaller ones first. */
export function limitNear(
  context: Pick<PlanContext, 'contract'>,
  operation: Operation,
  size: number,
): PlannedParameter | undefined {
  const name = operation.list?.limit;
  if (name === undefined) return undefined;
  const halves = Array.from({ length: Math.ceil(Math.log2(size + 1)) }, (_, at) =>
    Math.floor(size / 2 ** at),
  );
  for (const count of [...halves, ...ROUND]) {
    const found = queryParameter(context, operation, name, count);
    if (found) return found;
  }
  return undefined;
}

/** Parameters with another one in place of its namesake. */
export function withQuery(
  parameters: readonly PlannedParameter[],
  ...more: readonly PlannedParameter[]
): PlannedParameter[] {
  const isReplaced = (one: PlannedParameter) =>
    one.in === 'query' && more.some(({ name }) => name === one.name);
  return [...parameters.filter((one) => !isReplaced(one)), ...more];
}
