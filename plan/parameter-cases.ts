import { violations } from '../contract/validation.ts';
import { boundaries, breakOne, faults, UnsupportedSchemaError } from '../generators/index.ts';
import { readParameter, serializeParameter } from '../generators/wire/index.ts';
import type { PlannedFault } from '../model/case.ts';
import type { FaultKind, Parameter } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { weakest } from '../model/statement.ts';
import { type CaseMaker, type CaseParts, withParameter } from './case-maker.ts';
import { generatorOptions, parameterValue, schemaAt } from './drafts.ts';
import { faultLevel } from './levels.ts';
import type { PlanContext } from './options.ts';
import { isPlain } from './plainness.ts';

/** Each parameter: its faults with a control beside them, its examples and its boundaries. */
export function parameterCases(context: PlanContext, maker: CaseMaker, notes: (why: string) => void): void {
  const { operation, draft, subject } = maker;
  for (const parameter of operation.parameters) {
    const isLearnt = !draft.parameters.some(({ name, in: where }) => name === parameter.name && where === parameter.in);
    if (parameter.in === 'path' && (isLearnt || subject?.kind === 'own')) continue;
    if (parameter.deprecated && !parameter.required) continue;
    const value = parameterValue(context, parameter);
    if (value === undefined) {
      if (parameter.value) notes(`${parameter.value.env} is not set, so ${parameter.name} is not sent`);
      continue;
    }
    try {
      faultGroup(context, maker, parameter, value);
      if (parameter.in !== 'path') boundaryGroups(context, maker, parameter, value);
    } catch (error) {
      if (!(error instanceof UnsupportedSchemaError)) throw error;
      notes(`no values can be made for ${parameter.name}: ${error.message}`);
    }
  }
}

function faultGroup(context: PlanContext, maker: CaseMaker, parameter: Parameter, value: Json): void {
  const { draft } = maker;
  const schema = schemaAt(context, parameter.schema);
  const parts: CaseParts[] = [];
  if (parameter.required && parameter.in !== 'path') {
    parts.push(faulty(context, maker, parameter, undefined, parameter.pointer, 'required', 'is missing'));
  }
  for (const fault of faults(schema, generatorOptions(context, { optional: 'all' }))) {
    const broken = breakOne(schema, fault, generatorOptions(context));
    if (!broken || !isSendable(parameter, broken.value) || !survives(context, parameter, broken.value)) continue;
    parts.push(faulty(context, maker, parameter, broken.value, fault.schema, fault.keyword, `is faulty: ${fault.what}`));
  }
  const control = withParameter(draft.parameters, parameter, value);
  if (parts.length === 0 && parameter.required) return;
  maker.group([...parts, valid(context, maker, parameter, control, `with ${parameter.name}`, value, true)]);
}

function boundaryGroups(context: PlanContext, maker: CaseMaker, parameter: Parameter, usual: Json): void {
  const schema = schemaAt(context, parameter.schema);
  const options = generatorOptions(context);
  const seen: Json[] = [usual];
  const shown = parameter.examples.map(({ name, value }) => ({ value, what: `the document's example ${name}` }));
  const isSites = parameter.value !== undefined && context.site.valuesFor(parameter.value) !== undefined;
  for (const { value, what } of isSites ? [] : [...shown, ...boundaries(schema, options)]) {
    if (seen.some((other) => equalJson(other, value)) || !isSendable(parameter, value)) continue;
    seen.push(value);
    const parameters = withParameter(maker.draft.parameters, parameter, value);
    maker.group([valid(context, maker, parameter, parameters, `${parameter.name}: ${what}`, value)]);
  }
}

function valid(
  context: PlanContext,
  maker: CaseMaker,
  parameter: Parameter,
  parameters: CaseParts['parameters'],
  purpose: string,
  value: Json,
  control = false,
): CaseParts {
  const { contract } = context;
  const level = weakest(
    contract.statement(maker.operation.pointer).level,
    parameter.required ? 'must' : contract.statement(parameter.pointer).level,
    isPlain(value) ? 'must' : 'may',
  );
  return {
    phase: 'coverage',
    purpose,
    expectation: { kind: 'success', level },
    control,
    ...(parameters ? { parameters } : {}),
  };
}

function faulty(
  context: PlanContext,
  maker: CaseMaker,
  parameter: Parameter,
  value: Json | undefined,
  statement: string,
  keyword: string,
  what: string,
): CaseParts {
  const kind: FaultKind = parameter.in === 'path' ? 'path' : 'query';
  const fault: PlannedFault = {
    kind,
    what: `${parameter.name} ${what}`,
    instance: parameter.name,
    statement,
    keyword,
    level: weakest(
      faultLevel(context.contract, maker.operation, kind, { schema: statement, keyword }),
      // A member of a path that is no legal id names nothing, which is answered as such.
      kind === 'path' ? 'should' : 'must',
    ),
  };
  return {
    phase: 'coverage',
    purpose: fault.what,
    parameters: withParameter(maker.draft.parameters, parameter, value),
    expectation: { kind: 'refusal', fault },
  };
}

/** What cannot stand in its place: an empty or dotted path segment names another path. */
function isSendable(parameter: Parameter, value: Json): boolean {
  const isText = typeof value !== 'object' || parameter.mediaType !== undefined;
  if (parameter.in === 'path') return isText && value !== null && !['', '.', '..'].includes(String(value));
  if (parameter.in === 'header') return typeof value !== 'object' && /^[\x20-\x7e]*$/.test(String(value));
  return value !== null || parameter.mediaType !== undefined;
}

/** Proves on the wire that the value is still invalid: in a query, 5 and "5" are the same. */
function survives({ contract }: PlanContext, parameter: Parameter, value: Json): boolean {
  const read = readParameter(parameter, serializeParameter(parameter, value), contract.document);
  // What leaves nothing on the wire is a parameter that is not sent.
  if (read === undefined) return parameter.required;
  return violations(contract, parameter.schema, 'request', read).length > 0;
}
