import type { Json, JsonObject } from '../../model/json.ts';
import { instead, type Site } from './breaking.ts';
import { hopeless, type Way } from './way.ts';

const SAMPLES: Record<string, Json> = {
  null: null,
  boolean: true,
  integer: 1,
  number: 0.5,
  string: 'sample',
  array: [],
  object: {},
};

/** The ways to break `type`: each other type once. */
export function* typeWays(site: Site): Generator<Way> {
  const { type } = site.conjunct.schema;
  if (type === undefined) return;
  const types = [type].flat().map(String);
  const others = Object.keys(SAMPLES).filter((other) => isOther(other, types));
  if (others.length === 0) yield hopeless('type', 'every type is allowed');
  for (const other of others) {
    const name = other === 'integer' ? 'number' : other === 'number' ? 'fraction' : other;
    yield {
      keyword: 'type',
      what: `${name} instead of ${types.join(' or ')}`,
      *breaker(breaking) {
        for (const wrong of typed(other)) {
          yield* instead(breaking, site, ['type'], wrong);
          yield* instead(breaking, site, ['type', 'enum', 'const'], wrong);
        }
        yield SAMPLES[other] ?? null;
      },
    };
  }
}

function isOther(other: string, types: readonly string[]): boolean {
  if (types.includes(other) || (other === 'integer' && types.includes('number'))) return false;
  // Beside integers 1 is no other type than 0.5; without numbers one of them is enough.
  return other !== 'number' || types.includes('integer');
}

function typed(type: string): JsonObject[] {
  return type === 'number' ? [{ enum: [0.5, 1.5, -0.5] }, { type, not: { multipleOf: 1 } }] : [{ type }];
}
