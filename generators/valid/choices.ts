import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, tokens } from '../../model/pointer.ts';
import type { Library } from '../schema/library.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { type Negations, negation } from './negation.ts';
import { type Branch, type Choice, derived } from './state.ts';

/** What a schema applies in place without a choice: the targets of references and the parts of allOf. */
export function conjoined(library: Library, at: Conjunct): Part[] {
  const { $ref, allOf } = at.schema;
  const parts = Array.isArray(allOf)
    ? allOf.map((schema, index) => library.inner(at, schema, 'allOf', index))
    : [];
  if (typeof $ref === 'string') parts.push(library.resolve($ref, at));
  for (const keyword of ['$dynamicRef', '$recursiveRef'] as const) {
    const ref = at.schema[keyword];
    if (typeof ref === 'string') parts.push(library.resolveDynamic(keyword, ref, at));
  }
  return parts;
}

/**
 * The choices that a schema leaves; undefined stands for a `not` that can only be filtered. The schemas derived
 * here are new ones, so that the result has to be kept for one schema.
 */
export function choicesOf(library: Library, at: Conjunct, negations: Negations): (Choice | undefined)[] {
  const { anyOf, oneOf, not, dependentSchemas } = at.schema;
  const negate = (part: Part): Part[] | undefined =>
    negation(
      library.conjunct(part)?.schema ?? part.schema,
      (ref) => library.resolve(ref, part).schema,
      negations,
    )?.map((schema) => derived(schema, part));
  const found: (Choice | undefined)[] = [];
  if (Array.isArray(anyOf)) found.push(alternatives(library, at, 'anyOf', anyOf));
  if (Array.isArray(oneOf)) found.push(apart(library, alternatives(library, at, 'oneOf', oneOf), negate));
  if (at.schema['if'] !== undefined) found.push(condition(library, at, negate));
  if (not !== undefined) {
    const negated = negate(library.inner(at, not, 'not'));
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
    found.push(dependency(library, at, name, schema));
  }
  return found;
}

function choice(
  at: Conjunct,
  keyword: Choice['keyword'],
  branches: readonly (readonly Part[])[],
  ...path: string[]
): Choice {
  return {
    keyword,
    own: at.own,
    pointer: child(at.pointer, keyword, ...path),
    holder: at.schema,
    branches: branches.map((parts, index) => ({ index, parts, apart: [] })),
  };
}

function alternatives(
  library: Library,
  at: Conjunct,
  keyword: 'anyOf' | 'oneOf',
  schemas: readonly Json[],
): Choice {
  const tagged = schemas.map((schema, index) => {
    const branch = library.inner(at, schema, keyword, index);
    const tag = discriminated(library, at.schema, branch);
    return tag === undefined ? [branch] : [branch, derived(tag, branch)];
  });
  return choice(at, keyword, tagged);
}

/** The value that OpenAPI's `discriminator` asks for in a branch, unless the branch itself says it. */
function discriminated(library: Library, schema: JsonObject, branch: Part): JsonSchema | undefined {
  const { discriminator } = schema;
  const ref = isObject(branch.schema) ? branch.schema['$ref'] : undefined;
  if (!isObject(discriminator) || typeof ref !== 'string') return undefined;
  const name = discriminator['propertyName'];
  const target = library.resolve(ref, branch).schema;
  const members = isObject(target) ? target['properties'] : undefined;
  const member = isObject(members) && typeof name === 'string' ? members[name] : undefined;
  if (!isObject(member) || member['const'] !== undefined || member['enum'] !== undefined) return undefined;
  return { type: 'object', properties: { [String(name)]: { const: tagOf(discriminator, ref) } } };
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
function apart(library: Library, of: Choice, negate: (part: Part) => Part[] | undefined): Choice {
  if (of.branches.length > 12) return of;
  const against = of.branches.map(({ parts: [part] }) => {
    const plain = part && isObject(part.schema) && !('$ref' in part.schema) && !('properties' in part.schema);
    const negated = plain ? negate(part) : undefined;
    return negated && negated.length > 0 && negated.length <= SMALL ? negated : undefined;
  });
  const branches = of.branches.map((branch): Branch => {
    const others = against.flatMap((negated, index) => (negated && index !== branch.index ? [negated] : []));
    const left = of.branches.filter(({ index }) => index !== branch.index && !against[index]);
    return {
      ...branch,
      parts: [...branch.parts, ...others.flatMap((negated) => oneOfParts(negated))],
      apart: left.flatMap(({ parts: [part] }) =>
        part ? [derived({ not: negatable(library, part) }, part)] : [],
      ),
    };
  });
  return { ...of, branches };
}

function negatable(library: Library, part: Part): JsonSchema {
  return library.conjunct(part)?.schema ?? part.schema;
}

function oneOfParts(parts: readonly Part[]): Part[] {
  const [first] = parts;
  if (!first || parts.length === 1) return [...parts];
  return [derived({ anyOf: parts.map(({ schema }) => schema) }, first)];
}

function condition(library: Library, at: Conjunct, negate: (part: Part) => Part[] | undefined): Choice {
  const tested = { ...library.inner(at, at.schema['if'] ?? true, 'if'), own: false };
  const outcome = (keyword: 'then' | 'else'): Part[] =>
    at.schema[keyword] === undefined ? [] : [library.inner(at, at.schema[keyword], keyword)];
  const broken = negate(tested) ?? [derived({ not: negatable(library, tested) }, tested)];
  return choice(at, 'if', [
    [tested, ...outcome('then')],
    ...broken.map((part) => [part, ...outcome('else')]),
  ]);
}

function dependency(library: Library, at: Conjunct, name: string, schema: Json): Choice {
  const branches = [
    [derived({ properties: { [name]: false } }, at)],
    [derived({ type: 'object', required: [name] }, at), library.inner(at, schema, 'dependentSchemas', name)],
  ];
  return choice(at, 'dependentSchemas', branches, name);
}
