import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, tokens } from '../../model/pointer.ts';
import { type Negations, negation } from './negation.ts';
import type { Part, SchemaDocument } from './schema-document.ts';
import { type Branch, type Choice, type Conjunct, derived } from './state.ts';

/** What a schema applies in place without a choice: the target of `$ref` and the parts of allOf. */
export function conjoined(document: SchemaDocument, at: Conjunct): Part[] {
  const { $ref, allOf } = at.schema;
  const parts = Array.isArray(allOf) ? allOf.map((schema, index) => inner(at, schema, 'allOf', index)) : [];
  return typeof $ref === 'string' ? [document.resolve($ref, at), ...parts] : parts;
}

/**
 * The choices that a schema leaves; undefined stands for a `not` that can only be filtered. The schemas derived
 * here are new ones, so that the result has to be kept for one schema.
 */
export function choicesOf(
  document: SchemaDocument,
  at: Conjunct,
  negations: Negations,
): (Choice | undefined)[] {
  const { anyOf, oneOf, not, dependentSchemas } = at.schema;
  const negate = (part: Part): Part[] | undefined =>
    negation(part.schema, (ref) => document.resolve(ref, part).schema, negations)?.map((schema) =>
      derived(schema, part.pointer),
    );
  const found: (Choice | undefined)[] = [];
  if (Array.isArray(anyOf)) found.push(alternatives(document, at, 'anyOf', anyOf));
  if (Array.isArray(oneOf)) found.push(apart(alternatives(document, at, 'oneOf', oneOf), negate));
  if (at.schema['then'] !== undefined || at.schema['else'] !== undefined) found.push(condition(at, negate));
  if (not !== undefined) {
    const negated = negate(inner(at, not, 'not'));
    found.push(
      negated &&
        choice(
          at,
          'not',
          negated.map((part) => [part]),
        ),
    );
  }
  for (const [name, schema] of Object.entries(isObject(dependentSchemas) ? dependentSchemas : {})) {
    found.push(dependency(at, name, schema));
  }
  return found;
}

function inner(at: Part, schema: Json, ...path: (string | number)[]): Part {
  return { schema: schema as JsonSchema, pointer: child(at.pointer, ...path), own: at.own };
}

function choice(
  at: Part,
  keyword: Choice['keyword'],
  branches: readonly (readonly Part[])[],
  ...path: string[]
): Choice {
  return {
    keyword,
    own: at.own,
    pointer: child(at.pointer, keyword, ...path),
    branches: branches.map((parts, index) => ({ index, parts, apart: [] })),
  };
}

function alternatives(
  document: SchemaDocument,
  at: Conjunct,
  keyword: 'anyOf' | 'oneOf',
  schemas: readonly Json[],
): Choice {
  const tagged = schemas.map((schema, index) => {
    const branch = inner(at, schema, keyword, index);
    const tag = discriminated(at.schema, schema, document, branch);
    return tag === undefined ? [branch] : [branch, derived(tag, branch.pointer)];
  });
  return choice(at, keyword, tagged);
}

/** The value that OpenAPI's `discriminator` asks for in a branch, unless the branch itself says it. */
function discriminated(
  schema: JsonObject,
  branch: Json,
  document: SchemaDocument,
  part: Part,
): JsonSchema | undefined {
  const { discriminator } = schema;
  if (!isObject(discriminator) || !isObject(branch) || typeof branch['$ref'] !== 'string') return undefined;
  const name = discriminator['propertyName'];
  const target = document.resolve(branch['$ref'], part).schema;
  const members = isObject(target) ? target['properties'] : undefined;
  const member = isObject(members) && typeof name === 'string' ? members[name] : undefined;
  if (!isObject(member) || member['const'] !== undefined || member['enum'] !== undefined) return undefined;
  return { type: 'object', properties: { [String(name)]: { const: tagOf(discriminator, branch['$ref']) } } };
}

function tagOf(discriminator: JsonObject, ref: string): string {
  const mapping = isObject(discriminator['mapping']) ? discriminator['mapping'] : {};
  const last = tokens(ref.replace(/^#/, '')).at(-1) ?? ref;
  const mapped = Object.entries(mapping).find(([, target]) => target === ref || target === last);
  return mapped?.[0] ?? last;
}

/** Negations with more alternatives than this are left to the check. */
const SMALL = 2;

/** Branches of oneOf that also break the other branches, where that is simply said. */
function apart(of: Choice, negate: (part: Part) => Part[] | undefined): Choice {
  if (of.branches.length > 12) return of;
  const against = of.branches.map(({ parts: [part] }) => {
    const plain = part && isObject(part.schema) && !('$ref' in part.schema) && !('properties' in part.schema);
    const negated = plain ? negate(part) : undefined;
    return negated && negated.length > 0 && negated.length <= SMALL ? negated : undefined;
  });
  const branches = of.branches.map((branch): Branch => {
    const others = against.flatMap((negated, index) => (negated && index !== branch.index ? [negated] : []));
    const left = of.branches.filter(({ index }) => index !== branch.index && !against[index]);
    const negations = left.flatMap(({ parts: [part] }) => (part ? [{ not: part.schema }] : []));
    return {
      ...branch,
      parts: [...branch.parts, ...others.map((negated) => oneOfParts(negated))],
      apart: negations.map((schema) => derived(schema, of.pointer)),
    };
  });
  return { ...of, branches };
}

function oneOfParts(parts: readonly Part[]): Part {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return derived({ anyOf: parts.map(({ schema }) => schema) }, first?.pointer ?? '');
}

function condition(at: Conjunct, negate: (part: Part) => Part[] | undefined): Choice {
  const tested = { ...inner(at, at.schema['if'] ?? true, 'if'), own: false };
  const outcome = (keyword: 'then' | 'else'): Part[] =>
    at.schema[keyword] === undefined ? [] : [inner(at, at.schema[keyword], keyword)];
  const broken = negate(tested) ?? [derived({ not: tested.schema }, tested.pointer)];
  return choice(at, 'if', [
    [tested, ...outcome('then')],
    ...broken.map((part) => [part, ...outcome('else')]),
  ]);
}

function dependency(at: Conjunct, name: string, schema: Json): Choice {
  const pointer = child(at.pointer, 'dependentSchemas', name);
  const branches = [
    [derived({ properties: { [name]: false } }, pointer)],
    [derived({ type: 'object', required: [name] }, pointer), inner(at, schema, 'dependentSchemas', name)],
  ];
  return choice(at, 'dependentSchemas', branches, name);
}
