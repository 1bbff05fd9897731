import fc from 'fast-check';
import { isObject, type Json, type JsonSchema } from '../../model/json.ts';

/** Names and scalars that every schema is tried with. */
const NAMES = ['x', 'unknown'];
const SCALARS: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  1e9,
  '',
  'a',
  'ab',
  'sample',
  'x'.repeat(40),
];
/** Keywords whose value is keyed by names of members. */
const NAMING = new Set('properties dependentRequired dependentSchemas dependencies'.split(' '));
/** Scalars and names of one schema that are tried. */
const MOST = 60;

/** Values put together by chance from what a schema and its tests speak of, without any generator of values for schemas. */
export function proposals(
  schema: JsonSchema,
  tests: readonly Json[],
  draw: { count: number; seed: number },
): Json[] {
  const scalars = [
    ...SCALARS,
    ...new Set([...scalarsIn(schema), ...tests.flatMap((test) => [...scalarsIn(test)])]),
  ];
  const names = [...new Set([...namesIn(schema), ...tests.flatMap((test) => [...keysIn(test)]), ...NAMES])];
  const scalar = fc.constantFrom(...scalars.slice(0, MOST));
  const name = fc.constantFrom(...names.filter((one) => one !== '__proto__').slice(0, MOST));
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: scalar },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
      { weight: 3, arbitrary: fc.dictionary(name, tie('value'), { maxKeys: 4 }) },
    ) as fc.Arbitrary<Json>,
  }));
  return [...tests, ...fc.sample(value, { numRuns: draw.count, seed: draw.seed })];
}

/** Scalars that stand in a value, numbers with their neighbours. */
function* scalarsIn(value: Json): Generator<Json> {
  if (typeof value === 'number') yield* [value, value + 1, value - 1, value + 0.5, -value];
  else if (typeof value === 'string') yield* [value, `${value}x`];
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) yield* scalarsIn(inner);
}

/** Names of members that a schema speaks of. */
function* namesIn(schema: Json): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'required' && Array.isArray(value)) yield* strings(value);
    if (NAMING.has(keyword) && isObject(value)) {
      yield* Object.keys(value);
      for (const list of Object.values(value)) if (Array.isArray(list)) yield* strings(list);
    }
    yield* namesIn(value);
  }
}

function strings(list: readonly Json[]): string[] {
  return list.filter((one) => typeof one === 'string');
}

function* keysIn(value: Json): Generator<string> {
  if (isObject(value)) yield* Object.keys(value);
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) yield* keysIn(inner);
}
