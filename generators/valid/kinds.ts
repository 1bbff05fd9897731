import { isObject, type Json, jsonType } from '../../model/json.ts';
import { memo } from './memo.ts';
import type { State } from './state.ts';

/** The types of JSON values as generators see them: whole numbers are numbers. */
export type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** All kinds, in the order in which they are preferred where a schema leaves it open. */
export const KINDS: readonly Kind[] = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** The kind of value that a keyword speaks of. */
export const HINTED_KINDS: Record<string, Kind> = {};
for (const [kind, keywords] of [
  ['string', 'minLength maxLength pattern format'],
  ['number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'],
  [
    'object',
    'properties required additionalProperties patternProperties propertyNames minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties',
  ],
  ['array', 'items prefixItems minItems maxItems uniqueItems contains unevaluatedItems'],
] as const) {
  for (const keyword of keywords.split(' ')) HINTED_KINDS[keyword] = kind;
}
const NUMERIC_FORMATS = new Set(['int32', 'int64', 'float', 'double']);

/** Kinds of a state, by its conjuncts alone. */
export interface Kinds {
  readonly allowed: readonly Kind[];
  /** What the keywords speak of, where no type is stated. */
  readonly meant: readonly Kind[];
  /** Numbers have to be whole. */
  readonly integral: boolean;
}

/** The kind of a value. */
export function kindOf(value: Json): Kind {
  const type = jsonType(value);
  return type === 'integer' ? 'number' : (type as Kind);
}

/** The kinds that the conjuncts of a state leave. */
export const kindsOf = memo(({ conjuncts }: State): Kinds => {
  let allowed: readonly Kind[] = KINDS;
  let integral = false;
  let typed = false;
  for (const { schema, own } of conjuncts) {
    const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
    if (!types) continue;
    typed ||= own;
    if (types.includes('integer') && !types.includes('number')) integral = true;
    const named = types.map((type) => (type === 'integer' ? 'number' : type));
    // The first type that a list names is preferred.
    allowed = (typed && own ? (named as Kind[]) : KINDS).filter(
      (kind) => allowed.includes(kind) && named.includes(kind),
    );
  }
  const meant = typed
    ? allowed
    : allowed.filter((kind) => conjuncts.some(({ schema }) => speaksOf(schema, kind)));
  return { allowed, meant: meant.length > 0 ? meant : allowed, integral };
});

function speaksOf(schema: Json, kind: Kind): boolean {
  if (!isObject(schema)) return false;
  return Object.keys(schema).some((keyword) => {
    if (keyword === 'format' && NUMERIC_FORMATS.has(String(schema[keyword]))) return kind === 'number';
    return HINTED_KINDS[keyword] === kind;
  });
}
