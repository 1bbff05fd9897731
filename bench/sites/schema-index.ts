import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, type Pointer, tokens } from '../../model/pointer.ts';
import { type DraftName, draftOf } from '../corpora/dialect.ts';
import { ignoresSiblings, subschemas } from './subschemas.ts';

/** A schema with its place and what its references are relative to. */
export interface Node {
  readonly schema: JsonSchema;
  /** URI of the document, empty for the one that is looked at. */
  readonly document: string;
  readonly pointer: Pointer;
  readonly base: string;
  readonly draft: DraftName;
}

const BASE = 'https://bench.invalid/schema';

/** Finds what references lead to, over several documents: a resolver of the bench's own, for counting alone. */
export class SchemaIndex {
  readonly root: Node;
  readonly #others: Readonly<Record<string, JsonSchema>>;
  readonly #resources = new Map<string, Node>();
  readonly #anchors = new Map<string, Node>();
  readonly #dynamic = new Map<string, Node[]>();

  constructor(root: Json, draft: DraftName, others: Readonly<Record<string, JsonSchema>>) {
    this.#others = others;
    this.root = this.#add(root as JsonSchema, { document: '', base: BASE, draft });
  }

  /** What a reference from a schema leads to; several where it is dynamic. */
  targets(from: Node, keyword: string, ref: string): Node[] {
    const target = this.#resolve(from, ref);
    if (!target) return [];
    if (keyword === '$recursiveRef') return [target, ...(this.#dynamic.get('') ?? [])];
    if (keyword !== '$dynamicRef') return [target];
    const anchor = isObject(target.schema) ? target.schema['$dynamicAnchor'] : undefined;
    return typeof anchor === 'string' ? [target, ...(this.#dynamic.get(anchor) ?? [])] : [target];
  }

  /** Whether the metaschema that a schema names gives assertions a meaning. */
  hasValidation({ schema }: Node): boolean {
    const named = isObject(schema) ? schema['$schema'] : undefined;
    const metaschema = typeof named === 'string' ? this.#others[named] : undefined;
    const vocabularies = isObject(metaschema) ? metaschema['$vocabulary'] : undefined;
    return (
      !isObject(vocabularies) || Object.keys(vocabularies).some((uri) => uri.endsWith('/vocab/validation'))
    );
  }

  /** A schema below another. */
  step(node: Node, path: readonly (string | number)[], schema: JsonSchema): Node {
    return this.#entered({ ...node, pointer: child(node.pointer, ...path), schema });
  }

  /** The schema at a pointer of the document that is looked at. */
  at(pointer: Pointer): Node | undefined {
    return this.#walk(this.root, pointer);
  }

  #resolve(from: Node, ref: string): Node | undefined {
    const uri = resolved(ref, from.base);
    if (uri === undefined) return undefined;
    const [resource = '', fragment = ''] = split(uri);
    const found = this.#resources.get(resource) ?? this.#load(resource, from.draft);
    if (!found || fragment === '') return found;
    if (!fragment.startsWith('/')) return this.#anchors.get(`${resource}#${fragment}`);
    return this.#walk(found, fragment);
  }

  #load(uri: string, draft: DraftName): Node | undefined {
    const schema = this.#others[uri];
    return schema === undefined ? undefined : this.#add(schema, { document: uri, base: uri, draft });
  }

  #add(schema: JsonSchema, about: Pick<Node, 'document' | 'base' | 'draft'>): Node {
    const root = this.#entered({ ...about, pointer: '', schema });
    this.#resources.set(about.base, root);
    this.#register(root);
    return root;
  }

  #register(node: Node): void {
    if (!isObject(node.schema)) return;
    const { schema, draft, base } = node;
    if (idOf(schema, draft) !== undefined) this.#resources.set(base, node);
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      if (typeof schema[keyword] === 'string') this.#anchors.set(`${base}#${schema[keyword]}`, node);
    }
    const legacy = schema[draft === 'draft4' ? 'id' : '$id'];
    if (typeof legacy === 'string' && legacy.includes('#')) this.#anchors.set(anchorUri(legacy, base), node);
    const dynamic = schema['$recursiveAnchor'] === true ? '' : schema['$dynamicAnchor'];
    if (typeof dynamic === 'string')
      this.#dynamic.set(dynamic, [...(this.#dynamic.get(dynamic) ?? []), node]);
    for (const { path, schema: below } of subschemas(schema, draft)) {
      this.#register(this.step(node, path, below));
    }
  }

  #walk(from: Node, pointer: Pointer): Node | undefined {
    let node: Node | undefined = from;
    let value: Json | undefined = from.schema;
    for (const token of tokens(pointer)) {
      if (Array.isArray(value)) value = value[Number(token)];
      else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
      else return undefined;
      if (value === undefined) return undefined;
      node = this.step(node, [token], value as JsonSchema);
    }
    return isObject(node.schema) || typeof node.schema === 'boolean' ? node : undefined;
  }

  /** Applies the `$schema` and `$id` of a schema that is entered. */
  #entered(node: Node): Node {
    if (!isObject(node.schema)) return node;
    const named = node.schema['$schema'];
    const draft = (typeof named === 'string' ? draftOf(named) : undefined) ?? node.draft;
    const id = idOf(node.schema, draft);
    const base = id === undefined ? undefined : resolved(id, node.base);
    return { ...node, draft, ...(base === undefined ? {} : { base: split(base)[0] ?? base }) };
  }
}

function idOf(schema: JsonObject, draft: DraftName): string | undefined {
  const id = schema[draft === 'draft4' ? 'id' : '$id'];
  if (typeof id !== 'string' || id.startsWith('#') || ignoresSiblings(schema, draft)) return undefined;
  return id;
}

function anchorUri(id: string, base: string): string {
  return id.startsWith('#') ? base + id : (resolved(id, base) ?? id);
}

function resolved(ref: string, base: string): string | undefined {
  try {
    return new URL(ref, base).href;
  } catch {
    return undefined;
  }
}

function split(uri: string): [string, string] {
  const at = uri.indexOf('#');
  if (at < 0) return [uri, ''];
  const fragment = uri.slice(at + 1);
  try {
    return [uri.slice(0, at), decodeURIComponent(fragment)];
  } catch {
    return [uri.slice(0, at), fragment];
  }
}
