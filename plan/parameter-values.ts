import { boundaries, example } from '../generators/index.ts';
import type { Operation, Parameter } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { attempt, constraintOptions, generatorOptions, schemaAt } from './generation.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';

/** What must leave something on the wire. */
export const NOT_EMPTY = { minLength: 1, minItems: 1, minProperties: 1 };

/** The plainest value of a parameter; undefined where the site has none or none can be made. */
export function parameterValue(
  context: PlanContext,
  operation: Operation,
  parameter: Parameter,
): Json | undefined {
  if (isCursor(operation, parameter) && parameter.examples.length === 0) return undefined;
  const site = parameter.value && context.site.valuesFor(parameter.value);
  if (site) return site.find((value) => unsendable(context, operation, parameter, value) === undefined);
  for (const make of candidates(context, parameter)) {
    const fitting = attempt(() =>
      make().find(
        (value) =>
          unsendable(context, operation, parameter, value) === undefined &&
          parameterViolations(context, parameter, value).length === 0,
      ),
    );
    if (fitting !== undefined) return fitting;
  }
  return undefined;
}

/** Whether a parameter carries what a reply of the list named: no other value of it means anything to the target. */
export function isCursor({ list }: Operation, { name, in: where }: Parameter): boolean {
  const { paging } = list ?? {};
  return where === 'query' && paging?.by === 'next' && paging.parameter === name;
}

/** Ways to a value, the plainest first: what the document shows, then what its schema says. */
function candidates(context: PlanContext, { examples, schema: pointer }: Parameter): (() => Json[])[] {
  const schema = schemaAt(context, pointer);
  const options = generatorOptions(context);
  return [
    () => examples.map(({ value }) => value),
    () => [example(schema, options)],
    () => [example({ allOf: [schema, NOT_EMPTY] }, options)],
    () => [example(schema, { ...options, optional: 'all' })],
    () => boundaries(schema, constraintOptions(context)).map(({ value }) => value),
  ];
}
