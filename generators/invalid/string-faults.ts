import type { JsonSchema } from '../../model/json.ts';
import { kindOf } from '../valid/kinds.ts';
import { almost } from './almost-formats.ts';
import { instead, type Site } from './breaking.ts';
import { nearMisses } from './near-misses.ts';
import { hopeless, type Way } from './way.ts';

/** Longer strings are not made, not even to break a limit. */
const LONGEST = 65_536;

/** The ways to break what a schema says of strings. */
export function* stringWays(site: Site): Generator<Way> {
  const { minLength, maxLength, pattern, format } = site.conjunct.schema;
  if (typeof minLength === 'number') yield* shorter(site, minLength);
  if (typeof maxLength === 'number') yield* longer(site, maxLength);
  if (typeof pattern === 'string') yield mismatch(site, pattern);
  if (typeof format === 'string') yield* almostFormat(site, format);
}

function exactly(length: number): JsonSchema {
  return { type: 'string', minLength: length, maxLength: length };
}

function* shorter(site: Site, minLength: number): Generator<Way> {
  const ofLength = (length: number, what: string): Way => ({
    keyword: 'minLength',
    what,
    breaker: (breaking) => instead(breaking, site, ['minLength'], exactly(length)),
  });
  if (minLength === 0) return yield hopeless('minLength', '0 asks for nothing');
  if (minLength > LONGEST)
    return yield hopeless('minLength', `strings of ${minLength} characters are not made`);
  yield ofLength(minLength - 1, 'one character too short');
  if (minLength > 1) yield ofLength(0, 'empty');
}

function* longer(site: Site, maxLength: number): Generator<Way> {
  const ofLength = (length: number, what: string): Way => ({
    keyword: 'maxLength',
    what,
    breaker: (breaking) => instead(breaking, site, ['maxLength'], exactly(length)),
  });
  if (maxLength >= LONGEST)
    return yield hopeless('maxLength', `strings of more than ${LONGEST} characters are not made`);
  yield ofLength(maxLength + 1, 'one character too long');
  const far = Math.max(maxLength + 100, 2 * maxLength);
  if (far <= LONGEST) yield ofLength(far, 'far too long');
}

function mismatch(site: Site, pattern: string): Way {
  const schema: JsonSchema = { type: 'string', not: { pattern } };
  return {
    keyword: 'pattern',
    what: 'a string that the pattern does not match',
    *breaker(breaking) {
      const { value, mode } = breaking;
      if (mode === 'example' && kindOf(value) === 'string') {
        yield* instead(breaking, site, ['pattern'], { enum: nearMisses(String(value), pattern) });
      }
      yield* instead(breaking, site, ['pattern'], schema);
    },
  };
}

function* almostFormat(site: Site, format: string): Generator<Way> {
  const list = almost(format);
  if (list.length === 0) return yield hopeless('format', `nothing is known that is not of format ${format}`);
  yield {
    keyword: 'format',
    what: `almost a value of format ${format}`,
    breaker: (breaking) => instead(breaking, site, ['format'], { enum: [...list] }),
  };
}
