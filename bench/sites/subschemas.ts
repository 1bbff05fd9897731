import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { type DraftName, isAtLeast } from '../corpora/dialect.ts';

/** How a schema applies one below it: as it stands, as a condition or a negation, or not by itself. */
export type Role = 'applied' | 'branch' | 'conditional' | 'definition';

/** A schema directly below another, with its reference tokens. */
export interface Subschema {
  readonly path: readonly (string | number)[];
  readonly schema: JsonSchema;
  readonly role: Role;
}

type Shape = 'one' | 'list' | 'map';

interface Applicator {
  readonly shapes: readonly Shape[];
  readonly role: Role;
  readonly since?: DraftName;
  readonly until?: DraftName;
}

const APPLICATORS: Readonly<Record<string, Applicator>> = {
  $defs: { shapes: ['map'], role: 'definition', since: 'draft2019-09' },
  definitions: { shapes: ['map'], role: 'definition' },
  allOf: { shapes: ['list'], role: 'applied' },
  anyOf: { shapes: ['list'], role: 'branch' },
  oneOf: { shapes: ['list'], role: 'branch' },
  not: { shapes: ['one'], role: 'conditional' },
  if: { shapes: ['one'], role: 'conditional', since: 'draft7' },
  properties: { shapes: ['map'], role: 'applied' },
  patternProperties: { shapes: ['map'], role: 'applied' },
  additionalProperties: { shapes: ['one'], role: 'applied' },
  unevaluatedProperties: { shapes: ['one'], role: 'applied', since: 'draft2019-09' },
  propertyNames: { shapes: ['one'], role: 'applied', since: 'draft6' },
  dependentSchemas: { shapes: ['map'], role: 'applied', since: 'draft2019-09' },
  dependencies: { shapes: ['map'], role: 'applied', until: 'draft7' },
  prefixItems: { shapes: ['list'], role: 'applied', since: 'draft2020-12' },
  items: { shapes: ['one', 'list'], role: 'applied' },
  unevaluatedItems: { shapes: ['one'], role: 'applied', since: 'draft2019-09' },
  contains: { shapes: ['one'], role: 'conditional', since: 'draft6' },
};

/** The schemas directly below a schema, by the rules of its draft. */
export function subschemas(schema: JsonObject, draft: DraftName): Subschema[] {
  if (ignoresSiblings(schema, draft)) return [];
  const all = Object.entries(schema).flatMap(([keyword, value]) => {
    const applicator = applicatorOf(schema, keyword, draft);
    return applicator ? below(keyword, value, applicator) : [];
  });
  return all.filter(({ schema: one }) => isObject(one) || typeof one === 'boolean');
}

/** Before 2019-09 nothing beside `$ref` counts. */
export function ignoresSiblings(schema: JsonObject, draft: DraftName): boolean {
  return typeof schema['$ref'] === 'string' && !isAtLeast(draft, 'draft2019-09');
}

function applicatorOf(schema: JsonObject, keyword: string, draft: DraftName): Applicator | undefined {
  if (keyword === 'then' || keyword === 'else') {
    const isUsed = schema['if'] !== undefined && isAtLeast(draft, 'draft7');
    return isUsed ? { shapes: ['one'], role: 'applied' } : undefined;
  }
  if (keyword === 'additionalItems') {
    const isUsed = Array.isArray(schema['items']) && !isAtLeast(draft, 'draft2020-12');
    return isUsed ? { shapes: ['one'], role: 'applied' } : undefined;
  }
  const found = Object.hasOwn(APPLICATORS, keyword) ? APPLICATORS[keyword] : undefined;
  if (!found || (found.since && !isAtLeast(draft, found.since))) return undefined;
  return found.until && draft !== found.until && isAtLeast(draft, found.until) ? undefined : found;
}

function below(keyword: string, value: Json, { shapes, role }: Applicator): Subschema[] {
  if (Array.isArray(value)) {
    if (!shapes.includes('list')) return [];
    return value.map((one, index) => ({ path: [keyword, index], schema: one as JsonSchema, role }));
  }
  if (shapes.includes('map') && isObject(value)) {
    return Object.entries(value).map(([name, one]) => ({
      path: [keyword, name],
      schema: one as JsonSchema,
      role,
    }));
  }
  return shapes.includes('one') ? [{ path: [keyword], schema: value as JsonSchema, role }] : [];
}
