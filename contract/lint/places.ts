import { isObject, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';

/** What stands at a place of an OpenAPI document. */
export type PlaceKind =
  | 'document'
  | 'info'
  | 'components'
  | 'path-item'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'request-body'
  | 'media-type'
  | 'encoding'
  | 'response'
  | 'responses'
  | 'paths'
  | 'callback'
  | 'link'
  | 'example'
  | 'schema'
  | 'security-scheme'
  | 'resource'
  | 'list';

/** An object of an OpenAPI document with its kind; data such as examples and extensions is no place. */
export interface Place {
  readonly kind: PlaceKind;
  readonly pointer: Pointer;
  readonly value: JsonObject;
}

type Shape = 'one' | 'list' | 'map';
type Members = Readonly<Record<string, readonly [Shape, PlaceKind]>>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const SCHEMAS_BELOW: Readonly<Record<Shape, readonly string[]>> = {
  one: [
    ...['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
    ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema', 'additionalItems'],
  ],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  map: ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'],
};

const PARAMETER: Members = {
  schema: ['one', 'schema'],
  content: ['map', 'media-type'],
  examples: ['map', 'example'],
};

const MEMBERS: Readonly<Record<PlaceKind, Members>> = {
  document: {
    info: ['one', 'info'],
    paths: ['one', 'paths'],
    webhooks: ['map', 'path-item'],
    components: ['one', 'components'],
    'x-assay-resources': ['map', 'resource'],
  },
  info: {},
  components: {
    schemas: ['map', 'schema'],
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples: ['map', 'example'],
    requestBodies: ['map', 'request-body'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'security-scheme'],
    links: ['map', 'link'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'path-item'],
  },
  paths: {},
  callback: {},
  responses: {},
  'path-item': {
    ...Object.fromEntries(METHODS.map((method) => [method, ['one', 'operation'] as const])),
    parameters: ['list', 'parameter'],
  },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'request-body'],
    responses: ['one', 'responses'],
    callbacks: ['map', 'callback'],
    'x-assay-list': ['one', 'list'],
  },
  parameter: PARAMETER,
  header: PARAMETER,
  'request-body': { content: ['map', 'media-type'] },
  'media-type': { schema: ['one', 'schema'], examples: ['map', 'example'], encoding: ['map', 'encoding'] },
  encoding: { headers: ['map', 'header'] },
  response: { headers: ['map', 'header'], content: ['map', 'media-type'], links: ['map', 'link'] },
  link: {},
  example: {},
  schema: Object.fromEntries(
    Object.entries(SCHEMAS_BELOW).flatMap(([shape, names]) =>
      names.map((name) => [name, [shape as Shape, 'schema'] as const]),
    ),
  ),
  'security-scheme': {},
  resource: {},
  list: {},
};

// Objects whose members are places by any name.
const OPEN: Readonly<Partial<Record<PlaceKind, PlaceKind>>> = {
  paths: 'path-item',
  callback: 'path-item',
  responses: 'response',
};

const NONE = ['one', undefined] as const;

/** All places of a document, in its order. */
export function placesIn(document: JsonObject): Place[] {
  const found: Place[] = [];
  const stack: Place[] = [{ kind: 'document', pointer: '', value: document }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    found.push(place);
    stack.push(...placesBelow(place).reverse());
  }
  return found;
}

/** The places directly below one. */
export function placesBelow({ kind, pointer, value }: Place): Place[] {
  const open = OPEN[kind];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = child(pointer, name);
    const [shape, below] = Object.hasOwn(MEMBERS[kind], name) ? (MEMBERS[kind][name] ?? NONE) : NONE;
    if (below === undefined) return open && !name.startsWith('x-') ? placeOf(open, at, member) : [];
    if (shape === 'one') return placeOf(below, at, member);
    if (shape === 'list') {
      return Array.isArray(member)
        ? member.flatMap((item, index) => placeOf(below, child(at, index), item))
        : [];
    }
    return isObject(member)
      ? Object.entries(member).flatMap(([key, item]) => placeOf(below, child(at, key), item))
      : [];
  });
}

function placeOf(kind: PlaceKind, pointer: Pointer, value: unknown): Place[] {
  return isObject(value) ? [{ kind, pointer, value }] : [];
}
