import { valuesRead } from '../contract/read-places.ts';
import { partOf, type RequestOutcome, requestOutcomes } from '../contract/request-invariants.ts';
import { example, relatedValues } from '../generators/index.ts';
import type { PlannedParameter } from '../model/case.ts';
import type { Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, tokens, valueAt, withValueAt } from '../model/pointer.ts';
import { type Described, lackOfBytes, unwritable, violationsOnWire } from './body-wire.ts';
import { attempt, constraintOptions, schemaAt } from './generation.ts';
import { bearsMark, sampled } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';
import { otherValues } from './other-values.ts';
import { parameterValue } from './parameter-values.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';

/** Values of one place that are tried beside those which others suggest. */
const MOST_SAMPLES = 8;

/** What of a planned request invariants speak of. */
export interface PlannedParts {
  readonly parameters: readonly PlannedParameter[];
  readonly body?: Json | undefined;
}

/** What planned requests of an operation are looked at with. */
export interface SpokenScene {
  readonly context: PlanContext;
  readonly operation: Operation;
  readonly content: Described | undefined;
}

/** Planned parts as invariants speak of them; what the run learns of the path is not there. */
export function spokenOf(operation: Operation, { parameters, body }: PlannedParts): JsonObject {
  const empty: JsonObject = { path: {}, query: {}, headers: {}, ...(body === undefined ? {} : { body }) };
  return parameters.reduce<JsonObject>((so, parameter) => {
    const at = partOf(parameter);
    const isDeclared = operation.parameters.some((one) => isSame(one, parameter));
    return at === undefined || !isDeclared ? so : (withValueAt(so, at, parameter.value) as JsonObject);
  }, empty);
}

/** The planned parts that a spoken request tells of; what it cannot tell of is as it was. */
export function partsOf(operation: Operation, spoken: Json, before: PlannedParts): PlannedParts {
  const told = operation.parameters.filter((parameter) => partOf(parameter) !== undefined);
  const silent = before.parameters.filter((given) => !told.some((parameter) => isSame(parameter, given)));
  const parameters = told.flatMap((parameter): PlannedParameter[] => {
    const value = valueAt(spoken, partOf(parameter) ?? '');
    return value === undefined ? [] : [{ name: parameter.name, in: parameter.in, value }];
  });
  const order = (given: PlannedParameter) => before.parameters.findIndex((one) => isSame(one, given));
  const rank = (given: PlannedParameter) => (order(given) < 0 ? before.parameters.length : order(given));
  const body = valueAt(spoken, '/body');
  return {
    parameters: [...silent, ...parameters].sort((a, b) => rank(a) - rank(b)),
    ...(body === undefined ? {} : { body }),
  };
}

/** What of a request breaks invariants; what cannot be evaluated yet is not told. */
export function brokenIn({ context, operation, content }: SpokenScene, spoken: JsonObject): RequestOutcome[] {
  const value = sampled(spoken) as JsonObject;
  return requestOutcomes(context.contract, operation, { value, schema: content?.schema }).filter(
    ({ verdict }) => verdict === 'broken',
  );
}

/** Whether a request keeps to the schemas of its parts on the wire, all that is required in it. */
export function isSound({ context, operation, content }: SpokenScene, spoken: Json, before: Json): boolean {
  const isParameterSound = (parameter: Parameter): boolean => {
    const at = partOf(parameter) ?? '';
    const value = valueAt(spoken, at);
    if (value === undefined) return !parameter.required || valueAt(before, at) === undefined;
    if (value === valueAt(before, at)) return true;
    return (
      unsendable(context, operation, parameter, value) === undefined &&
      parameterViolations(context, parameter, value).length === 0
    );
  };
  if (!operation.parameters.every(isParameterSound)) return false;
  const body = valueAt(spoken, '/body');
  if (body === valueAt(before, '/body')) return true;
  if (body === undefined || !content) return false;
  return (
    lackOfBytes(operation, content, body) === undefined &&
    unwritable(content, body) === undefined &&
    (attempt(() => violationsOnWire(context, content, body).length === 0) ?? false)
  );
}

/** What can be tried at a place of a request, to make an invariant hold there or to break it. */
export function candidatesAt(
  scene: SpokenScene,
  spoken: Json,
  outcome: RequestOutcome,
  place: Pointer,
): (Json | undefined)[] {
  const there = valueAt(spoken, place);
  // Marks are made when the request is sent.
  if (bearsMark(there) || /^\/path(\/|$)/.test(place)) return [];
  const own = sampleAt(scene, place);
  const others = valuesRead(outcome, { request: spoken }).filter(
    (value) => !JSON.stringify(value).includes('assay-'),
  );
  const given = there === undefined ? own : [];
  return [...given, ...relatedValues(there, [...others, ...own])];
}

const samples = new WeakMap<PlanContext, Map<string, Json[]>>();

function sampleAt(scene: SpokenScene, place: Pointer): Json[] {
  const known = samples.get(scene.context) ?? new Map<string, Json[]>();
  samples.set(scene.context, known);
  const key = [scene.operation.id, scene.content?.schema, place].join('\n');
  const found = known.get(key) ?? samplesFor(scene, place);
  known.set(key, found);
  return found;
}

/** What usually stands at a place, and other values that its own schema takes. */
function samplesFor({ context, operation, content }: SpokenScene, place: Pointer): Json[] {
  const [part, name = '', ...rest] = tokens(place);
  if (part === 'body') {
    const body = content && fullBody(context, content);
    const at = child('', ...(name === '' ? [] : [name]), ...rest);
    const sample = valueAt(body, at);
    if (!content || body === undefined || sample === undefined) return [];
    const member = declaredMembers(context.contract, content.schema, body).find(
      ({ instance }) => instance === at,
    );
    const others = member ? otherValues(context, member.schema) : [];
    return [sample, ...others.slice(0, MOST_SAMPLES)];
  }
  const parameter = operation.parameters.find((one) => partOf(one) === child('', part ?? '', name));
  const sample = parameter && parameterValue(context, operation, parameter);
  if (!parameter || sample === undefined) return [];
  return [sample, ...otherValues(context, parameter.schema).slice(0, MOST_SAMPLES)];
}

const full = new WeakMap<PlanContext, Map<Pointer, Json | undefined>>();

function fullBody(context: PlanContext, { schema }: Described): Json | undefined {
  const known = full.get(context) ?? new Map<Pointer, Json | undefined>();
  full.set(context, known);
  if (!known.has(schema)) {
    const options = { ...constraintOptions(context), optional: 'all' } as const;
    known.set(
      schema,
      attempt(() => example(schemaAt(context, schema), options)),
    );
  }
  return known.get(schema);
}

function isSame(a: Pick<PlannedParameter, 'name' | 'in'>, b: Pick<PlannedParameter, 'name' | 'in'>): boolean {
  return a.name === b.name && a.in === b.in;
}

/** Whether a value is an object that a request can be spoken of as. */
export function asSpoken(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
