import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, type Pointer, valueAt } from '../../model/pointer.ts';
import { type Dialect, draftOf, isRefAlone, LATEST } from './dialect.ts';
import { objectsOf, type Visited } from './identifiers.ts';
import { metaschemaAt } from './metaschemas.ts';
import { normalForm, spelt } from './normal-form.ts';
import type { Conjunct, Part, Resource, Scope } from './part.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';

/** The address of a document that has none. */
const NOWHERE = 'https://assay.invalid/document';
const RECURSIVE = '\u0000recursive';
const NO_SCOPE: Scope = { key: '', resources: [] };

interface Place {
  readonly pointer: Pointer;
  readonly resource: Resource;
}

/** What documents a library has besides its first. */
export interface Shelves {
  /** The dialect where no `$schema` says it. */
  readonly dialect?: string | undefined;
  /** Other documents by their address. */
  readonly schemas?: Readonly<Record<string, JsonSchema>> | undefined;
}

/** The documents that schemas and their references live in. */
export class Library {
  readonly root: Json;
  readonly #shelves: Shelves;
  readonly #start: Resource;
  readonly #places = new Map<object, Place>();
  readonly #resources = new Map<string, Resource>();
  readonly #normal = new WeakMap<JsonObject, JsonObject>();
  readonly #scopes = new Map<string, Scope>();
  readonly #ids = new WeakMap<object, number>();
  #nextId = 1;

  constructor(root: Json, isSchema: boolean, shelves: Shelves = {}) {
    this.root = root;
    this.#shelves = shelves;
    const draft = shelves.dialect === undefined ? undefined : draftOf(shelves.dialect);
    if (shelves.dialect !== undefined && !draft) {
      throw new UnsupportedSchemaError('', `the dialect ${shelves.dialect} is not known`);
    }
    this.#start = this.#shelve(root, isSchema, NOWHERE, draft ? { draft, validates: true } : LATEST, '');
  }

  /** A schema with its place, which is the root for one that does not stand in the document. */
  partOf(schema: JsonSchema): Part {
    const place = isObject(schema) ? this.#places.get(schema) : undefined;
    const resource = place?.resource ?? this.#start;
    const { pointer = '' } = place ?? {};
    return { schema, pointer, own: true, silent: false, resource, scope: this.#enter(NO_SCOPE, resource) };
  }

  /** A number for an object, the same for the same object. */
  idOf(schema: object): number {
    const known = this.#ids.get(schema);
    if (known !== undefined) return known;
    const id = this.#nextId++;
    this.#ids.set(schema, id);
    return id;
  }

  /** What tells a part from others. */
  keyOf({ schema, own, silent, scope }: Part): string {
    const id = isObject(schema) ? this.idOf(schema) : String(schema);
    return `${id}${own ? '' : silent ? 's' : 'd'}${scope.key}`;
  }

  /** A part in the keywords of draft 2020-12; nothing for a boolean. */
  conjunct(part: Part): Conjunct | undefined {
    const { schema } = part;
    if (!isObject(schema)) return undefined;
    let normal = this.#normal.get(schema);
    if (!normal) {
      // What stands in no document was derived by us, in normal form.
      const place = this.#places.get(schema);
      normal = place ? normalForm(schema, place.resource.dialect) : schema;
      this.#normal.set(schema, normal);
      this.#normal.set(normal, normal);
      if (place) this.#places.set(normal, place);
    }
    return { ...part, schema: normal };
  }

  /** The part at a keyword of a conjunct. */
  inner(at: Conjunct, schema: Json, keyword: string, ...tokens: (string | number)[]): Part {
    const place = isObject(schema) ? this.#places.get(schema) : undefined;
    const resource = place?.resource ?? at.resource;
    return {
      schema: schema as JsonSchema,
      pointer: child(at.pointer, spelt(at.schema, keyword), ...tokens),
      own: at.own,
      silent: at.silent,
      resource,
      scope: this.#enter(at.scope, resource),
    };
  }

  /** What a `$ref` leads to. */
  resolve(ref: string, from: Part): Part {
    const { schema, resource, pointer } = this.#find(ref, from);
    return { ...from, schema, pointer, resource, scope: this.#enter(from.scope, resource) };
  }

  /** What a `$dynamicRef` or `$recursiveRef` leads to, by the scope that it is met in. */
  resolveDynamic(keyword: '$dynamicRef' | '$recursiveRef', ref: string, from: Part): Part {
    const first = this.#find(ref, from);
    const name = keyword === '$dynamicRef' ? decoded(ref.split('#')[1] ?? '') : RECURSIVE;
    const bookends = first.resource.dynamicAnchors.get(name) === first.schema;
    const outermost = bookends
      ? from.scope.resources.find(({ dynamicAnchors }) => dynamicAnchors.has(name))
      : undefined;
    const target = outermost?.dynamicAnchors.get(name);
    if (!target || !outermost) return this.resolve(ref, from);
    const place = this.#places.get(target) ?? { pointer: outermost.pointer, resource: outermost };
    return { ...from, schema: target, ...place, scope: this.#enter(from.scope, outermost) };
  }

  /** Every place that a dynamic reference may lead to, whatever the scope. */
  dynamicTargets(keyword: '$dynamicRef' | '$recursiveRef', ref: string, from: Part): Part[] {
    const name = keyword === '$dynamicRef' ? decoded(ref.split('#')[1] ?? '') : RECURSIVE;
    const others = [...new Set(this.#resources.values())].flatMap(({ dynamicAnchors }): Part[] => {
      const target = dynamicAnchors.get(name);
      const place = target && this.#places.get(target);
      return place ? [{ ...from, schema: target, ...place }] : [];
    });
    return [this.resolve(ref, from), ...others];
  }

  /** What stands at a place, in the first document or one that a reference led to. */
  valueAt(pointer: Pointer): Json | undefined {
    const [address, inner] = pointer.includes('#') ? pointer.split('#') : [undefined, pointer];
    const root = address === undefined ? this.root : this.#resources.get(address)?.root;
    return valueAt(root, inner ?? '');
  }

  #enter(scope: Scope, resource: Resource): Scope {
    if (resource.dynamicAnchors.size === 0 || scope.resources.includes(resource)) return scope;
    const key = `${scope.key}@${this.idOf(resource)}`;
    const known = this.#scopes.get(key);
    if (known) return known;
    const made: Scope = { key, resources: [...scope.resources, resource] };
    this.#scopes.set(key, made);
    return made;
  }

  #find(ref: string, from: Part): { schema: JsonSchema } & Place {
    const [address = '', fragment = ''] = absolute(ref, from.resource.uri).split('#');
    const resource = this.#resources.get(address) ?? this.#fetch(address);
    if (!resource) throw new UnsupportedSchemaError(from.pointer, `$ref ${ref} leads outside the document`);
    const target = targetOf(resource, decoded(fragment));
    if (target === undefined || !(typeof target === 'boolean' || isObject(target))) {
      throw new UnsupportedSchemaError(from.pointer, `$ref ${ref} leads nowhere`);
    }
    const pointer = fragment.startsWith('/') ? resource.pointer + decoded(fragment) : resource.pointer;
    return { schema: target, ...((isObject(target) && this.#places.get(target)) || { pointer, resource }) };
  }

  #fetch(address: string): Resource | undefined {
    const { schemas = {} } = this.#shelves;
    const document = schemas[address] ?? schemas[`${address}#`] ?? metaschemaAt(address);
    if (document === undefined) return undefined;
    const { dialect } = this.#start;
    this.#shelve(document, true, address, dialect, `${address}#`);
    return this.#resources.get(address);
  }

  #shelve(root: Json, isSchema: boolean, uri: string, dialect: Dialect, pointer: Pointer): Resource {
    const first = this.#resource(root as JsonSchema, uri, dialect, pointer);
    this.#resources.set(uri, first);
    for (const visited of objectsOf(root, isSchema ? 'schema' : 'other')) {
      // The same object may stand in a document twice, by an alias; its first place counts.
      if (!this.#places.has(visited.object)) this.#place(visited, first, pointer);
    }
    return this.#places.get(root as object)?.resource ?? first;
  }

  #place({ object, pointer, role, parent }: Visited, first: Resource, prefix: Pointer): void {
    const outer = (parent && this.#places.get(parent)?.resource) ?? first;
    const at = prefix + pointer;
    const resource = role === 'schema' ? this.#identified(object, outer, at) : outer;
    this.#places.set(object, { pointer: at, resource });
    if (role === 'schema') noteAnchors(object, resource);
  }

  /** A schema with an identifier, or at the root of a document, is a resource of its own. */
  #identified(schema: JsonObject, outer: Resource, pointer: Pointer): Resource {
    const isRoot = pointer === outer.pointer;
    const dialect = this.#dialectOf(schema, outer.dialect);
    const id = schema[dialect.draft === 'draft-04' ? 'id' : '$id'];
    const isHidden = isRefAlone(dialect) && schema['$ref'] !== undefined;
    const named = typeof id === 'string' && !id.startsWith('#') && !isHidden;
    if (!named && !isRoot) return outer;
    const [uri = outer.uri] = (named ? absolute(id, outer.uri) : outer.uri).split('#');
    const resource = this.#resource(schema, uri, dialect, pointer);
    if (isRoot) this.#resources.set(outer.uri, resource);
    if (isRoot || !this.#resources.has(uri)) this.#resources.set(uri, resource);
    return resource;
  }

  #resource(root: JsonSchema, uri: string, dialect: Dialect, pointer: Pointer): Resource {
    return { uri, root, dialect, pointer, anchors: new Map(), dynamicAnchors: new Map() };
  }

  #dialectOf(schema: JsonObject, otherwise: Dialect): Dialect {
    const { $schema } = schema;
    if (typeof $schema !== 'string') return otherwise;
    const own = this.#shelves.schemas?.[$schema] ?? this.#shelves.schemas?.[$schema.replace(/#$/, '')];
    const vocabularies = isObject(own) ? own['$vocabulary'] : undefined;
    const draft = draftOf(isObject(own) ? String(own['$schema']) : $schema) ?? otherwise.draft;
    const validates =
      !isObject(vocabularies) || Object.keys(vocabularies).some((name) => /vocab\/validation$/.test(name));
    return { draft, validates };
  }
}

function noteAnchors(schema: JsonObject, { anchors, dynamicAnchors, dialect, root }: Resource): void {
  const { $anchor, $dynamicAnchor, $recursiveAnchor } = schema;
  const id = schema[dialect.draft === 'draft-04' ? 'id' : '$id'];
  if (isRefAlone(dialect)) {
    if (typeof id === 'string' && id.startsWith('#') && schema['$ref'] === undefined)
      anchors.set(id.slice(1), schema);
    return;
  }
  if (typeof $anchor === 'string') anchors.set($anchor, schema);
  if (typeof $dynamicAnchor === 'string') {
    anchors.set($dynamicAnchor, schema);
    dynamicAnchors.set($dynamicAnchor, schema);
  }
  if ($recursiveAnchor === true && root === schema) dynamicAnchors.set(RECURSIVE, schema);
}

function targetOf({ root, anchors }: Resource, fragment: string): Json | undefined {
  if (fragment === '') return root;
  return fragment.startsWith('/') ? valueAt(root, fragment) : anchors.get(fragment);
}

function absolute(ref: string, base: string): string {
  if (ref.startsWith('#')) return base + ref;
  try {
    return new URL(ref, base).href;
  } catch {
    return ref;
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
