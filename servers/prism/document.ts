import { meant } from '../../contract/reference.ts';
import { viewOf } from '../../contract/views.ts';
import type { Content, Contract, Parameter } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { type Pointer, parent, valueAt } from '../../model/pointer.ts';
import { isForm } from '../media-type.ts';
import { rewriteSecurity } from './credentials.ts';
import { putExamples } from './examples.ts';
import { isPrismPattern } from './patterns.ts';

// Without it Prism judges by draft 7; by OpenAPI's own dialect it judges nothing (stoplightio/prism#2797).
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

// The members of these are called as the document's author likes: `default` there is a name, not a keyword.
const MAPS = new Set([
  ...[
    'properties',
    'patternProperties',
    '$defs',
    'definitions',
    'dependentSchemas',
    'schemas',
    'responses',
    'paths',
  ],
  ...['headers', 'parameters', 'requestBodies', 'securitySchemes', 'pathItems', 'content', 'encoding'],
]);
const DATA = new Set(['const', 'enum', 'required', 'tags', 'scopes']);
// Callbacks would be sent to whoever a request names. In the data of examples and defaults, Prism follows `$ref`. Of
// readOnly members at the top of a request's schema, Prism forgets what else is said.
const DROPPED = new Set([
  'readOnly',
  'callbacks',
  'webhooks',
  'links',
  'example',
  'examples',
  'default',
  'servers',
  '$id',
]);

/** What Prism is given, and what it cannot be given. */
export interface PrismDocument {
  readonly document: JsonObject;
  /** Response bodies of the contract for which there is no valid example: what Prism makes up is its own. */
  readonly unmade: ReadonlySet<Pointer>;
}

/** The document as Prism is given it: judged by draft 2020-12, with our examples, and without what makes Prism throw. */
export function prismDocument(contract: Contract): PrismDocument {
  const document = { ...(tidied(requestView(contract), false) as JsonObject), jsonSchemaDialect: DIALECT };
  rewriteSecurity(document, contract);
  for (const operation of contract.operations) {
    for (const parameter of operation.parameters) tameParameter(document, parameter);
    for (const content of operation.body?.contents ?? []) tameBody(document, content);
  }
  return { document, unmade: putExamples(document, contract) };
}

/** Members that only replies carry are not asked for; Prism would see to that at the top of a schema only. */
function requestView(contract: Contract): JsonObject {
  return viewOf(contract.document, 'request').document;
}

function tidied(value: Json, isMap: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => tidied(item, false));
  if (!isObject(value)) return value;
  const kept: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (isMap) kept.push([name, tidied(member, false)]);
    else if (name === 'patternProperties' && !isReadable(member)) kept.push([name, { '': true }]);
    else if (DATA.has(name)) kept.push([name, structuredClone(member)]);
    else if (!DROPPED.has(name) && !name.startsWith('x-') && !isBeyondPrism(name, member)) {
      kept.push([name, tidied(member, MAPS.has(name))]);
    }
  }
  return Object.fromEntries(kept);
}

/** Prism holds that 0.07 is no multiple of 0.01, and enforces nothing of a schema with a pattern it cannot compile. */
function isBeyondPrism(name: string, member: Json): boolean {
  if (name === 'multipleOf') return typeof member === 'number' && !Number.isInteger(member);
  return name === 'pattern' && typeof member === 'string' && !isPrismPattern(member);
}

function isReadable(patternProperties: Json): boolean {
  return isObject(patternProperties) && Object.keys(patternProperties).every(isPrismPattern);
}

function tameParameter(document: JsonObject, parameter: Parameter): void {
  const declared = valueAt(document, parameter.pointer);
  if (!isObject(declared) || declared['schema'] === undefined) return;
  // Prism takes an absent `explode` for false, which is the default of other styles than `form`.
  Object.assign(declared, { style: parameter.style, explode: parameter.explode });
  const schema = meant(document, parameter.schema).value;
  const types = isObject(schema) ? [schema['type']].flat() : [];
  const isList = types.includes('array') || types.includes('object');
  // Prism throws where an optional header of these types is absent.
  if (parameter.in === 'header' && isList) declared['schema'] = { type: 'string' };
  if (parameter.in === 'query' && isObject(schema)) tameQuery(declared, schema, types);
}

function tameQuery(declared: JsonObject, schema: JsonObject, types: readonly (Json | undefined)[]): void {
  const isDelimited = /Delimited$/.test(String(declared['style']));
  // Prism splits at `%20` after decoding, and throws where the type is no array: see spreadLists.
  if (isDelimited) Object.assign(declared, { style: 'form', explode: true });
  if (types.includes('array')) declared['schema'] = { ...schema, type: 'array' };
  else if (isDelimited) declared['schema'] = {};
  else if (types.includes('object') && declared['explode'] === true) {
    // An absent object reads as an empty one, and its members' names in lower case.
    declared['schema'] = { type: 'object', properties: schema['properties'] ?? {} };
  }
}

function tameBody(document: JsonObject, { mediaType, schema }: Content): void {
  if (schema === undefined) return;
  const declared = meant(document, schema).value;
  if (!isForm(mediaType)) replaceAt(document, schema, keptApart(valueAt(document, schema)));
  else if (isObject(declared)) replaceAt(document, schema, tameForm(document, declared));
}

// Prism merges allOf, where it joins patterns so that they must match at one place and drops additionalProperties.
// A keyword that its merger does not know, with two values, makes it leave the schema as it is.
const APART: readonly JsonObject[] = [{ apart: 1 }, { apart: 2 }];

/** The members stay where they are: a `$ref` from elsewhere may lead to them. */
function keptApart(declared: Json | undefined): JsonObject {
  if (!isObject(declared)) return { allOf: [declared ?? true, ...APART] };
  const { $ref, allOf, ...members } = declared;
  // Beside a `$ref`, Prism does not see what stands apart.
  const referred = $ref === undefined ? [] : [{ $ref }];
  return { ...members, allOf: [...(Array.isArray(allOf) ? allOf : []), ...referred, ...APART] };
}

/** Prism keeps one value of a repeated name and parses no JSON parts, so lists and objects in forms mean anything. */
function tameForm(document: JsonObject, schema: JsonObject): JsonObject {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const tame = Object.entries(properties).map(([name, property]): [string, Json] => [
    name,
    isStructured(document, property) ? {} : property,
  ]);
  return { ...schema, properties: Object.fromEntries(tame) };
}

function isStructured(document: JsonObject, property: Json): boolean {
  const reference = isObject(property) ? property['$ref'] : undefined;
  const schema = typeof reference === 'string' ? meant(document, reference.slice(1)).value : property;
  const type = isObject(schema) ? schema['type'] : undefined;
  return [type].flat().some((name) => name === 'array' || name === 'object');
}

function replaceAt(document: JsonObject, pointer: Pointer, value: Json): void {
  const holder = valueAt(document, parent(pointer));
  if (isObject(holder)) holder[pointer.slice(parent(pointer).length + 1)] = value;
}
