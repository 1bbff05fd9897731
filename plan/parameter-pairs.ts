import { boundaries, coveringRows, type Factor, type Row } from '../generators/index.ts';
import type { PlannedParameter } from '../model/case.ts';
import type { Parameter } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { weakest } from '../model/statement.ts';
import { type CaseMaker, withParameter } from './case-maker.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import { accepted } from './levels.ts';
import { type Omit, type PlanContext, WEAK } from './options.ts';
import { parameterValue } from './parameter-values.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';
import { isPlain } from './plainness.ts';

/** All values are sent once by themselves; pairs of more would be hundreds of requests. */
const MOST_VALUES = 8;
/** An operation gets no more requests for pairs of parameters than these. */
const MOST_ROWS = 60;

interface Chosen extends Factor {
  readonly parameter: Parameter;
  /** Undefined: left out. */
  readonly values: readonly (Json | undefined)[];
}

/** Every pair of parameters, each left out and with each of its listed values, with the plainest body. */
export function parameterPairs(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  if (context.budget.pairwise !== true) return;
  const { parameters } = maker.operation;
  const weak = parameters.filter((parameter) => isWeak(context, parameter));
  const factors = parameters
    .filter((parameter) => !weak.includes(parameter))
    .flatMap((parameter) => factorOf(context, maker, parameter, omit));
  if (weak.length > 0) omit(`pairs with ${weak.map(({ name }) => name).join(', ')}`, WEAK);
  if (factors.length < 2) return;
  const known = maker.cases
    .filter(({ expectation }) => expectation.kind === 'success')
    .map(({ request }) => rowOf(factors, request.parameters));
  const { rows, left } = coveringRows(factors, { known, mostRows: MOST_ROWS });
  for (const [at, row] of rows.entries()) addRow(context, maker, factors, row, at);
  if (left > 0) omit(`${left} pairs of parameters`, `an operation gets no more than ${MOST_ROWS} of them`);
}

function isWeak({ contract }: PlanContext, { in: where, required, pointer }: Parameter): boolean {
  return where !== 'path' && !required && contract.statement(pointer).level !== 'must';
}

function factorOf(
  context: PlanContext,
  { operation }: CaseMaker,
  parameter: Parameter,
  omit: Omit,
): Chosen[] {
  if (parameter.in === 'path' || (parameter.deprecated && !parameter.required)) return [];
  const usual = parameterValue(context, operation, parameter);
  if (usual === undefined) return [];
  const listed = listedValues(context, operation, parameter);
  const given = listed.length > 1 ? listed : [usual];
  if (given.length > MOST_VALUES)
    omit(
      `pairs with ${given.length - MOST_VALUES} values of ${parameter.name}`,
      `no more than ${MOST_VALUES} values are combined`,
    );
  const values = [...(parameter.required ? [] : [undefined]), ...given.slice(0, MOST_VALUES)];
  return values.length < 2 ? [] : [{ parameter, values, levels: values.length }];
}

function listedValues(context: PlanContext, operation: CaseMaker['operation'], parameter: Parameter): Json[] {
  if (parameter.value !== undefined && context.site.valuesFor(parameter.value) !== undefined) return [];
  const made =
    attempt(() => boundaries(schemaAt(context, parameter.schema), generatorOptions(context))) ?? [];
  return made
    .filter(
      ({ keyword, instance, value }) =>
        instance === '' && (keyword === 'enum' || (keyword === 'type' && typeof value === 'boolean')),
    )
    .map(({ value }) => value)
    .filter(
      (value) =>
        unsendable(context, operation, parameter, value) === undefined &&
        parameterViolations(context, parameter, value).length === 0,
    );
}

function rowOf(factors: readonly Chosen[], given: readonly PlannedParameter[]): Row {
  return factors
    .map(({ parameter, values }) => {
      const sent = given.find(({ name, in: where }) => name === parameter.name && where === parameter.in);
      const at = values.findIndex((value) =>
        value === undefined ? sent === undefined : equalJson(value, sent?.value),
      );
      // Any other value of a parameter whose values are not listed is as good as the usual one.
      return at >= 0 || values.filter((value) => value !== undefined).length > 1 ? at : values.length - 1;
    })
    .map((level) => (level < 0 ? undefined : level));
}

function addRow(
  context: PlanContext,
  maker: CaseMaker,
  factors: readonly Chosen[],
  row: Row,
  at: number,
): void {
  const { contract } = context;
  const chosen = factors.flatMap(({ parameter, values }, factor) => {
    const level = row[factor];
    return level === undefined ? [] : [{ parameter, value: values[level] }];
  });
  const present = chosen.filter(({ parameter, value }) => value !== undefined && !parameter.required);
  const level = weakest(
    contract.statement(maker.operation.pointer).level,
    ...present.map(({ parameter }) => contract.statement(parameter.pointer).level),
    ...chosen.map(({ value }) => (value === undefined || isPlain(value) ? 'must' : 'may')),
    // OpenAPI cannot say that two optional parameters exclude each other.
    present.length > 1 ? 'should' : 'must',
  );
  const words = chosen.map(({ parameter: { name }, value }) =>
    value === undefined ? `${name} absent` : `${name} ${JSON.stringify(value)}`,
  );
  maker.group([
    {
      phase: 'coverage',
      kind: 'pairwise',
      purpose: `parameters ${at + 1}: ${words.join(', ')}`,
      expectation: accepted(maker.operation, level),
      parameters: chosen.reduce(
        (so, { parameter, value }) => withParameter(so, parameter, value),
        [...maker.draft.parameters],
      ),
    },
  ]);
}
