import type { JsonSchema } from '../../model/json.ts';
import { almostOfFormat } from '../strings/almost-of-format.ts';
import { languageOf } from '../strings/language-of.ts';
import { nearWords } from '../strings/near-words.ts';
import { instead, type Site } from './breaking.ts';
import { hopeless, type Way } from './way.ts';

/** Formats that ajv-formats and others do not look at: the fault would be valid to them. */
const UNTOLD = new Set(['int64', 'float', 'double', 'idn-email', 'idn-hostname', 'iri', 'iri-reference']);
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
      if (mode === 'example' && typeof value === 'string') {
        yield* instead(breaking, site, ['pattern'], { enum: nearMisses(value, pattern) });
      }
      yield* instead(breaking, site, ['pattern'], schema);
    },
  };
}

/** Strings that differ from a word of a pattern in one character, and that the pattern does not match. */
function nearMisses(text: string, pattern: string): string[] {
  const others = languageOf({
    patterns: [],
    avoid: [pattern],
    formats: [],
    min: 0,
    max: Number.POSITIVE_INFINITY,
  });
  return 'refused' in others ? [] : nearWords(text, others);
}

function* almostFormat(site: Site, format: string): Generator<Way> {
  if (UNTOLD.has(format)) return yield hopeless('format', `many validators take any value for ${format}`);
  const list = almostOfFormat(format);
  if (list.length === 0) return yield hopeless('format', `nothing is known that is not of format ${format}`);
  for (const { value, what } of list) {
    yield {
      keyword: 'format',
      what: `almost of format ${format}: ${what}`,
      breaker: (breaking) => instead(breaking, site, ['format'], { enum: [value] }),
    };
  }
}
