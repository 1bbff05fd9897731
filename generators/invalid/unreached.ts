import { isObject, type Json } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import { spelt } from '../schema/normal-form.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { conjoined } from '../valid/choices.ts';
import type { Model } from '../valid/model.ts';
import type { Fault, UnbreakableFault } from './fault.ts';

const ASSERTIONS =
  `type enum const multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern format
  minItems maxItems uniqueItems contains minProperties maxProperties required dependentRequired not anyOf
  oneOf propertyNames`.split(/\s+/);

const EXCLUDING = new Set(
  'additionalProperties unevaluatedProperties propertyNames items unevaluatedItems'.split(' '),
);

interface Visit {
  readonly part: Part;
  readonly instance: Pointer;
}

/** The constraints that the document states and that no valid value leads to, each with the reason. */
export function unreachedSites(model: Model, known: readonly Fault[]): UnbreakableFault[] {
  const reached = new Set(known.map(({ schema, keyword }) => `${keyword} ${schema}`));
  const found: UnbreakableFault[] = [];
  for (const { at, part, instance } of walk(model)) {
    if (part.schema === false && !reached.has(`false schema ${part.pointer}`)) {
      reached.add(`false schema ${part.pointer}`);
      found.push(unreached(instance, 'false schema', part.pointer));
    }
    if (!at) continue;
    for (const keyword of ASSERTIONS) {
      if (at.schema[keyword] === undefined) continue;
      const name = spelt(at.schema, keyword);
      if (reached.has(`${name} ${at.pointer}`)) continue;
      reached.add(`${name} ${at.pointer}`);
      found.push(unreached(instance, name, at.pointer));
    }
  }
  return found;
}

function unreached(instance: Pointer, keyword: string, schema: Pointer): UnbreakableFault {
  const id = `${instance} ${keyword} broken @${schema}`;
  const reason = 'no valid value was made that has the place';
  return { id, instance, schema, keyword, what: 'broken', reason };
}

interface Met extends Visit {
  /** Undefined for a boolean. */
  readonly at: Conjunct | undefined;
}

/** Every schema that is applied as an assertion, once. */
function* walk(model: Model): Generator<Met> {
  const { library } = model;
  const seen = new Set<string>();
  const queue: Visit[] = [{ part: model.origin, instance: '' }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const at = library.conjunct(next.part);
    const key = at ? library.keyOf(at) : next.part.pointer;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { at, ...next };
    if (at) queue.push(...applied(model, at, next.instance));
  }
}

function applied(model: Model, at: Conjunct, instance: Pointer): Visit[] {
  const { library } = model;
  const visits: Visit[] = parts(model, at).map((part) => ({ part, instance }));
  const add = (
    schema: Json | undefined,
    where: Pointer,
    keyword: string,
    ...tokens: (string | number)[]
  ): void => {
    // As `false` it is a constraint of its own: nothing else may stand there.
    const isConstraint = schema === false && EXCLUDING.has(keyword);
    if (schema !== undefined && !isConstraint)
      visits.push({ part: library.inner(at, schema, keyword, ...tokens), instance: where });
  };
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    for (const [index, schema] of list(at.schema[keyword])) add(schema, instance, keyword, index);
  }
  // Without an `if` they say nothing.
  const outcomes = at.schema['if'] === undefined ? [] : ['then', 'else'];
  for (const keyword of outcomes) add(at.schema[keyword], instance, keyword);
  for (const [name, schema] of named(at.schema['dependentSchemas']))
    add(schema, instance, 'dependentSchemas', name);
  for (const [name, schema] of named(at.schema['properties']))
    add(schema, child(instance, name), 'properties', name);
  for (const [name, schema] of named(at.schema['patternProperties']))
    add(schema, child(instance, name), 'patternProperties', name);
  for (const keyword of ['additionalProperties', 'unevaluatedProperties'])
    add(at.schema[keyword], child(instance, 'key1'), keyword);
  add(at.schema['propertyNames'], instance, 'propertyNames');
  for (const [index, schema] of list(at.schema['prefixItems']))
    add(schema, child(instance, index), 'prefixItems', index);
  for (const keyword of ['items', 'unevaluatedItems']) add(at.schema[keyword], child(instance, 0), keyword);
  return visits;
}

/** Where a dynamic reference may lead to in another scope is stated, too. */
function parts({ library }: Model, at: Conjunct): Part[] {
  try {
    const { $dynamicRef, $recursiveRef } = at.schema;
    const elsewhere = [
      ...(typeof $dynamicRef === 'string' ? library.dynamicTargets('$dynamicRef', $dynamicRef, at) : []),
      ...(typeof $recursiveRef === 'string'
        ? library.dynamicTargets('$recursiveRef', $recursiveRef, at)
        : []),
    ];
    return [...conjoined(library, at), ...elsewhere];
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return [];
    throw error;
  }
}

function list(value: Json | undefined): [number, Json][] {
  return Array.isArray(value) ? [...value.entries()] : [];
}

function named(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}
