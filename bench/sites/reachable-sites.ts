import { isObject, type JsonObject } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import { isAtLeast } from '../corpora/dialect.ts';
import type { SubjectInput } from '../subjects/subject.ts';
import { type Node, SchemaIndex } from './schema-index.ts';
import { ignoresSiblings, type Role, subschemas } from './subschemas.ts';
import { whyVacuous } from './vacuous.ts';

/** An occurrence of an assertion keyword. */
export interface Site {
  /** Pointer of the schema that holds it; of another document with its URI and `#` before it. */
  readonly schema: string;
  readonly keyword: string;
  /** Why nothing can be broken there by itself; undefined where it asserts. */
  readonly idle?: string;
}

/** All that can be reached from a schema. */
export interface Reach {
  readonly sites: readonly Site[];
  /** Known keywords that occur at the places reached. */
  readonly keywords: readonly string[];
}

const ASSERTIONS = new Set(
  `type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format
  maxItems minItems uniqueItems contains maxContains minContains maxProperties minProperties required
  dependentRequired anyOf oneOf not`.split(/\s+/),
);
const OTHERS = new Set(
  `$ref $dynamicRef $recursiveRef $anchor $dynamicAnchor $recursiveAnchor $id id $defs definitions allOf if then else
  properties patternProperties additionalProperties unevaluatedProperties propertyNames dependentSchemas dependencies
  prefixItems items additionalItems unevaluatedItems`.split(/\s+/),
);
const SINCE = {
  const: 'draft6',
  contains: 'draft6',
  maxContains: 'draft2019-09',
  minContains: 'draft2019-09',
} as const;
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;
/** Keywords that exclude whatever they apply to where their value is `false`. */
const EXCLUDING = new Set(
  'additionalProperties unevaluatedProperties items additionalItems unevaluatedItems propertyNames'.split(
    ' ',
  ),
);

/** Counts the assertions of a schema by walking it, references followed, without asking any generator. */
export function reachableSites({ benchCase, root, schemas }: SubjectInput): Reach {
  const index = new SchemaIndex(root ?? benchCase.schema, benchCase.draft, schemas);
  const start = benchCase.place ? index.at(benchCase.place.pointer) : index.root;
  const walk = new Walk(index);
  if (start) walk.from(start);
  return { sites: [...walk.sites.values()], keywords: [...walk.keywords].sort() };
}

class Walk {
  readonly sites = new Map<string, Site>();
  readonly keywords = new Set<string>();
  readonly #index: SchemaIndex;
  readonly #seen = new Set<string>();

  constructor(index: SchemaIndex) {
    this.#index = index;
  }

  /** What asserts is walked first, so that a place below a condition is idle only if nothing else leads there. */
  from(start: Node): void {
    const conditional: Node[] = [];
    const idle = this.#index.hasValidation(start) ? undefined : 'its dialect has no vocabulary of assertions';
    this.#all([start], idle, conditional);
    this.#all(conditional, 'it is a part of a condition, a negation or `contains`', []);
  }

  #all(starts: readonly Node[], idle: string | undefined, conditional: Node[]): void {
    const queue = [...starts];
    for (let node = queue.pop(); node; node = queue.pop()) {
      const place = placeOf(node);
      if (this.#seen.has(place) || !isObject(node.schema)) continue;
      this.#seen.add(place);
      this.#record(node, node.schema, idle);
      for (const next of this.#next(node, node.schema)) {
        if (next.role === 'conditional' && idle === undefined) conditional.push(next.node);
        else queue.push(next.node);
        if (next.node.schema === false) this.#excluded(node, next.path, next.role, idle);
      }
    }
  }

  *#next(
    node: Node,
    schema: JsonObject,
  ): Generator<{ node: Node; role: Role; path: readonly (string | number)[] }> {
    for (const keyword of REFERENCES) {
      const ref = schema[keyword];
      if (typeof ref !== 'string') continue;
      for (const target of this.#index.targets(node, keyword, ref))
        yield { node: target, role: 'applied', path: [] };
    }
    for (const { path, schema: below, role } of subschemas(schema, node.draft)) {
      if (role !== 'definition') yield { node: this.#index.step(node, path, below), role, path };
    }
  }

  #record(node: Node, schema: JsonObject, idle: string | undefined): void {
    for (const keyword of Object.keys(schema)) {
      if (ignoresSiblings(schema, node.draft) && keyword !== '$ref') continue;
      const isAssertion = this.#asserts(node, schema, keyword);
      if (isAssertion || OTHERS.has(keyword)) this.keywords.add(keyword);
      if (isAssertion) this.#add(placeOf(node), keyword, idle ?? whyVacuous(schema, keyword));
    }
  }

  #asserts(node: Node, schema: JsonObject, keyword: string): boolean {
    if (keyword === 'dependencies') {
      const value = schema[keyword];
      return (
        !isAtLeast(node.draft, 'draft2019-09') && isObject(value) && Object.values(value).some(Array.isArray)
      );
    }
    if (!ASSERTIONS.has(keyword)) return false;
    // In draft 4 it is a part of `maximum` or `minimum`.
    if (keyword.startsWith('exclusive')) return typeof schema[keyword] === 'number';
    if (/^m..Contains$/.test(keyword) && schema['contains'] === undefined) return false;
    const since = Object.hasOwn(SINCE, keyword) ? SINCE[keyword as keyof typeof SINCE] : undefined;
    return since === undefined || isAtLeast(node.draft, since);
  }

  /** A `false` below a schema: it excludes what it applies to. */
  #excluded(node: Node, path: readonly (string | number)[], role: Role, idle: string | undefined): void {
    const [keyword] = path;
    if (role !== 'applied' || keyword === undefined) return;
    if (path.length === 1 && EXCLUDING.has(String(keyword)) && isObject(node.schema)) {
      this.#add(placeOf(node), String(keyword), idle ?? whyVacuous(node.schema, String(keyword)));
    } else {
      this.#add(placeOf({ ...node, pointer: child(node.pointer, ...path) }), 'false schema', idle);
    }
  }

  #add(schema: string, keyword: string, idle: string | undefined): void {
    this.sites.set(`${schema} ${keyword}`, { schema, keyword, ...(idle === undefined ? {} : { idle }) });
  }
}

function placeOf({ document, pointer }: Node): string {
  return document === '' ? pointer : `${document}#${pointer}`;
}
