import { whereOf } from '../contract/where-of.ts';
import { boundaries } from '../generators/index.ts';
import type { PlannedFault } from '../model/case.ts';
import type { FaultKind, Parameter } from '../model/contract.ts';
import type { ConstraintOfValue } from '../model/coverage.ts';
import { equalJson, type Json } from '../model/json.ts';
import { weakest } from '../model/statement.ts';
import { type CaseMaker, type CaseParts, withParameter } from './case-maker.ts';
import {
  constraintOf,
  type FoundFault,
  type OmitFault,
  otherThan,
  placeIn,
  searchFaults,
} from './fault-search.ts';
import { attempt, constraintOptions, schemaAt } from './generation.ts';
import { accepted, faultLevel } from './levels.ts';
import type { Omit, PlanContext } from './options.ts';
import { isPosition } from './paging-names.ts';
import { isCursor, parameterValue } from './parameter-values.ts';
import { isEmptyText, parameterViolations, unsendable } from './parameter-wire.ts';
import { isPlain } from './plainness.ts';
import { remaining } from './probe-cases.ts';

/** What the cases of one parameter are made with. */
export interface Scene {
  readonly context: PlanContext;
  readonly maker: CaseMaker;
  readonly parameter: Parameter;
}

/** Each parameter: its faults with a control beside them, its examples and its boundaries. */
export function parameterCases(context: PlanContext, maker: CaseMaker, control: CaseParts, omit: Omit): void {
  const { operation, draft, subject } = maker;
  for (const parameter of operation.parameters) {
    const isLearnt = !draft.parameters.some(
      ({ name, in: where }) => name === parameter.name && where === parameter.in,
    );
    const where = whereOf(parameter);
    const leave = (why: string, never = false) =>
      omit(`the ${parameter.in} parameter ${parameter.name}`, why, { where, never });
    if (parameter.in === 'path' && (isLearnt || subject?.kind === 'own')) {
      leave('its value is that of an object that the run learns of');
      pathFaults({ context, maker, parameter }, control, omit);
      continue;
    }
    if (parameter.deprecated && !parameter.required) {
      leave('it is deprecated, so it is not sent', true);
      continue;
    }
    const usual = parameterValue(context, operation, parameter);
    if (usual === undefined && isCursor(operation, parameter)) {
      leave('its value is one that a reply to the list names');
      sayUnbreakable({ context, maker, parameter }, omit);
      continue;
    }
    if (usual === undefined) {
      leave(parameter.value ? `${parameter.value.env} is not set` : 'no value can be made for it');
      continue;
    }
    const scene = { context, maker, parameter };
    attempt(
      () => {
        faultGroups(scene, usual, omit);
        if (parameter.in !== 'path') boundaryGroups(scene, usual);
      },
      (why) => omit(`faults and boundaries of ${parameter.name}`, why, { where, never: false }),
    );
  }
}

/**
 * Paths in which one part is no legal name of anything. What writes is sent only where the other parts still name an object
 * of the run, and this one is what the site gives: nobody knows what a faulty target takes such a name of an object for.
 */
export function pathFaults(scene: Scene, control: CaseParts, omit: Omit): void {
  const { context, maker, parameter } = scene;
  const { operation, subject } = maker;
  if (operation.effect !== 'read' && (subject?.kind !== 'own' || parameter.value === undefined)) {
    sayUnbreakable(scene, omit);
    return;
  }
  attempt(() => {
    const refusal = (found: FoundFault) => unsent(scene, found);
    const found = searchFaults(context, parameter.schema, refusal, omittingIn(scene, omit));
    const parts = found.map(({ fault, value }) => ({
      ...faulty(scene, value, constraintOf(fault), `is faulty: ${fault.what}`),
      subject: remaining(context, maker, parameter.name),
    }));
    if (parts.length > 0) maker.group([...parts, { ...control, control: true }]);
  });
}

/** What could not be broken anyway is told from what is not tried. */
function sayUnbreakable(scene: Scene, omit: Omit): void {
  const refusal = (found: FoundFault) => unsent(scene, found);
  attempt(() => searchFaults(scene.context, scene.parameter.schema, refusal, omittingIn(scene, omit)));
}

function omittingIn({ parameter }: Scene, omit: Omit): OmitFault {
  return (what, why, constraint) =>
    omit(`${what} of ${parameter.name}`, why, { where: whereOf(parameter), constraint, never: true });
}

/** A value that is faulty as a whole has the usual one as its control, a fault within has its own base. */
function faultGroups(scene: Scene, usual: Json, omit: Omit): void {
  const { context, parameter } = scene;
  const groups = new Map<string, { control: Json; parts: CaseParts[] }>();
  const add = (control: Json, part: CaseParts) => {
    const key = JSON.stringify(control);
    const group = groups.get(key) ?? { control, parts: [] };
    groups.set(key, group);
    group.parts.push(part);
  };
  if (parameter.required && parameter.in !== 'path') {
    add(
      usual,
      faulty(
        scene,
        undefined,
        { instance: '', schema: parameter.pointer, keyword: 'required' },
        'is missing',
      ),
    );
  } else if (!parameter.required) {
    groups.set(JSON.stringify(usual), { control: usual, parts: [] });
  }
  const refusal = (found: FoundFault) => unsent(scene, found);
  const told = omittingIn(scene, omit);
  for (const { fault, base, value } of searchFaults(context, parameter.schema, refusal, told)) {
    const part = faulty(scene, value, constraintOf(fault), `is faulty: ${fault.what}`);
    add(fault.instance === '' ? usual : base, part);
  }
  for (const { control, parts } of groups.values()) {
    scene.maker.group([...parts, { ...valid(scene, control, `with ${parameter.name}`), control: true }]);
  }
}

function unsent(
  { context, maker, parameter }: Scene,
  { fault, base, value }: FoundFault,
): string | undefined {
  const why = unsendable(context, maker.operation, parameter, value);
  if (why !== undefined) return why;
  const other = otherThan(fault, parameterViolations(context, parameter, value));
  if (other !== undefined) return other;
  if (fault.instance === '' || parameterViolations(context, parameter, base).length === 0) return undefined;
  return 'without the fault it would not be valid on the wire either';
}

function boundaryGroups(scene: Scene, usual: Json): void {
  const { context, maker, parameter } = scene;
  if (parameter.value !== undefined && context.site.valuesFor(parameter.value) !== undefined) return;
  const seen: Json[] = [usual];
  const shown = parameter.examples.map(({ name, value }) => ({
    value,
    what: `the document's example ${name}`,
  }));
  const made = isCursor(maker.operation, parameter)
    ? []
    : boundaries(schemaAt(context, parameter.schema), constraintOptions(context));
  for (const { value, what } of [...shown, ...made]) {
    const isNew = !seen.some((other) => equalJson(other, value));
    const isSendable = unsendable(context, maker.operation, parameter, value) === undefined;
    if (!isNew || !isSendable || parameterViolations(context, parameter, value).length > 0) continue;
    seen.push(value);
    maker.group([{ ...valid(scene, value, `${parameter.name}: ${what}`), kind: 'boundary' }]);
  }
}

function valid({ context, maker, parameter }: Scene, value: Json, purpose: string): CaseParts {
  const { contract } = context;
  const isShown = parameter.examples.some((shown) => equalJson(shown.value, value));
  const level = weakest(
    contract.statement(maker.operation.pointer).level,
    parameter.required ? 'must' : contract.statement(parameter.pointer).level,
    isPlain(value) ? 'must' : 'may',
    isShown || !isPosition(maker.operation, parameter) ? 'must' : 'may',
  );
  return {
    phase: 'coverage',
    purpose,
    expectation: accepted(maker.operation, level),
    parameters: withParameter(maker.draft.parameters, parameter, value),
  };
}

function faulty(
  { context, maker, parameter }: Scene,
  value: Json | undefined,
  { instance, schema, keyword, member }: ConstraintOfValue,
  what: string,
): CaseParts {
  const kind: FaultKind = parameter.in === 'path' ? 'path' : 'query';
  const fault: PlannedFault = {
    kind,
    what: `${parameter.name} ${what}`,
    instance: parameter.name,
    place: placeIn(whereOf(parameter), { instance, ...(member === undefined ? {} : { member }) }),
    statement: schema,
    keyword,
    level: weakest(
      faultLevel(context.contract, maker.operation, kind, { schema, keyword }),
      // A member of a path that is no legal id names nothing, which is answered as such.
      kind === 'path' ? 'should' : 'must',
      // Many servers take an empty text for a parameter that is not given.
      value !== undefined && !parameter.required && isEmptyText(parameter, value) ? 'may' : 'must',
    ),
  };
  return {
    phase: 'coverage',
    kind: 'fault',
    purpose: fault.what,
    parameters: withParameter(maker.draft.parameters, parameter, value),
    expectation: { kind: 'refusal', fault },
  };
}
