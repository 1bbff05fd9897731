import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { type Dialect, isRefAlone } from './dialect.ts';

/** Marks a `contains` that evaluates no items for `unevaluatedItems`, as before draft 2020-12. */
export const SILENT_CONTAINS = 'assay:silent-contains';

const VALIDATION = new Set(
  `type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
  maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired`.split(
    /\s+/,
  ),
);
/** Keywords that came with a draft; before it they say nothing. */
const SINCE: readonly (readonly [string, string])[] = [
  ['draft-06', 'const contains propertyNames'],
  ['draft-07', 'if then else'],
  [
    '2019-09',
    'minContains maxContains dependentRequired dependentSchemas unevaluatedItems unevaluatedProperties',
  ],
  ['2020-12', 'prefixItems $dynamicRef'],
];
const ORDER = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];

/** How a keyword of a normal form is spelt in the document. */
type Spelling = Readonly<Record<string, string>>;

const spellings = new WeakMap<JsonObject, Spelling>();

/** The keyword of the document that stands behind one of a normal form. */
export function spelt(schema: JsonObject, keyword: string): string {
  return spellings.get(schema)?.[keyword] ?? keyword;
}

/** Gives a copy of a normal form the spelling of the original. */
export function respelt(original: JsonObject, copy: JsonObject): void {
  const spelling = spellings.get(original);
  if (spelling) spellings.set(copy, spelling);
}

/**
 * A schema of any dialect with the keywords of draft 2020-12. What is below it is not changed, so that it keeps its
 * identity and place.
 */
export function normalForm(schema: JsonObject, dialect: Dialect): JsonObject {
  if (dialect.draft === '2020-12' && dialect.validates) return schema;
  if (isRefAlone(dialect) && typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] };
  const known = Object.entries(schema).filter(([keyword]) => isKnown(keyword, dialect));
  const normal: JsonObject = Object.fromEntries(known);
  const spelling: Record<string, string> = {};
  if (dialect.draft !== '2020-12') items(normal, spelling);
  if (isRefAlone(dialect)) dependencies(normal, spelling);
  if (dialect.draft === 'draft-04' || dialect.draft === 'openapi-3.0') exclusiveLimits(normal, spelling);
  if (dialect.draft === 'openapi-3.0') nullable(normal);
  if (normal['contains'] !== undefined && dialect.draft !== '2020-12') normal[SILENT_CONTAINS] = true;
  spellings.set(normal, spelling);
  return normal;
}

function isKnown(keyword: string, { draft, validates }: Dialect): boolean {
  if (!validates && VALIDATION.has(keyword)) return false;
  const since = SINCE.find(([, keywords]) => keywords.split(' ').includes(keyword))?.[0];
  if (since === undefined) return true;
  // OpenAPI 3.0 builds on a draft before draft-06.
  return ORDER.indexOf(draft) >= ORDER.indexOf(since);
}

function items(normal: JsonObject, spelling: Record<string, string>): void {
  const { items: listed, additionalItems } = normal;
  delete normal['additionalItems'];
  if (!Array.isArray(listed)) return;
  normal['prefixItems'] = listed;
  spelling['prefixItems'] = 'items';
  delete normal['items'];
  if (additionalItems === undefined) return;
  normal['items'] = additionalItems;
  spelling['items'] = 'additionalItems';
}

function dependencies(normal: JsonObject, spelling: Record<string, string>): void {
  const entries = Object.entries(isObject(normal['dependencies']) ? normal['dependencies'] : {});
  delete normal['dependencies'];
  const lists = entries.filter(([, value]) => Array.isArray(value));
  const schemas = entries.filter(([, value]) => !Array.isArray(value));
  if (lists.length > 0) normal['dependentRequired'] = fromEntries(lists);
  if (schemas.length > 0) normal['dependentSchemas'] = fromEntries(schemas);
  spelling['dependentRequired'] = 'dependencies';
  spelling['dependentSchemas'] = 'dependencies';
}

function fromEntries(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries);
}

function exclusiveLimits(normal: JsonObject, spelling: Record<string, string>): void {
  for (const [keyword, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof normal[keyword] === 'number') continue;
    const value = normal[limit];
    if (normal[keyword] === true && value !== undefined) {
      normal[keyword] = value;
      spelling[keyword] = limit;
      delete normal[limit];
    } else delete normal[keyword];
  }
}

/** OpenAPI 3.0.3: `nullable` adds null to the type that stands beside it. */
function nullable(normal: JsonObject): void {
  if (normal['nullable'] === true && typeof normal['type'] === 'string') {
    normal['type'] = [normal['type'], 'null'];
  }
}
