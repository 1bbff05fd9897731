import { isObject, type JsonObject } from '../../model/json.ts';
import type { Conjunct } from '../schema/part.ts';
import { grammarOf } from '../strings/format-grammars.ts';
import { languageOf } from '../strings/language-of.ts';
import type { StringConstraints } from '../strings/string-constraints.ts';
import type { Refusal, StringLanguage } from '../strings/string-language.ts';
import { memo } from './memo.ts';
import type { State } from './state.ts';

/** What the conjuncts of a state say of strings. */
export interface StringLimits {
  readonly constraints: StringConstraints;
  /** The strings that satisfy them, or why there are none; undefined where only the length is limited. */
  readonly language: StringLanguage | Refusal | undefined;
}

/** What the conjuncts of a state say of strings. */
export const stringLimits = memo(({ conjuncts }: State): StringLimits => {
  const { min, max } = lengthRange(conjuncts);
  const patterns = new Set<string>();
  const avoid = new Set<string>();
  const avoidWords = new Set<string>();
  const formats = new Set<string>();
  const avoidFormats = new Set<string>();
  for (const { schema } of conjuncts) {
    const { pattern, format, not } = schema;
    if (typeof pattern === 'string') patterns.add(pattern);
    if (typeof format === 'string' && grammarOf(format)) formats.add(format);
    const excluded = isObject(not) ? exclusion(not) : undefined;
    if (excluded?.pattern !== undefined) avoid.add(excluded.pattern);
    if (excluded?.format !== undefined) avoidFormats.add(excluded.format);
    for (const word of excluded?.words ?? []) avoidWords.add(word);
  }
  const constraints: StringConstraints = {
    patterns: [...patterns],
    avoid: [...avoid],
    ...(avoidWords.size > 0 ? { avoidWords: [...avoidWords] } : {}),
    formats: [...formats],
    ...(avoidFormats.size > 0 ? { avoidFormats: [...avoidFormats] } : {}),
    min,
    max,
  };
  const isFree = [patterns, avoid, avoidWords, formats, avoidFormats].every(({ size }) => size === 0);
  return { constraints, language: isFree && min <= max ? undefined : languageOf(constraints) };
});

/** The lengths that conjuncts allow. */
export function lengthRange(conjuncts: readonly Conjunct[]): { min: number; max: number } {
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  for (const { schema } of conjuncts) {
    const { minLength, maxLength } = schema;
    if (typeof minLength === 'number') min = Math.max(min, Math.ceil(minLength));
    if (typeof maxLength === 'number') max = Math.min(max, Math.floor(maxLength));
  }
  return { min, max };
}

interface Exclusion {
  readonly pattern?: string;
  readonly format?: string;
  readonly words?: readonly string[];
}

/** What a `not` of a single keyword excludes. */
function exclusion(not: JsonObject): Exclusion | undefined {
  if (Object.keys(not).length !== 1) return undefined;
  const { pattern, format, enum: list, const: constant } = not;
  if (typeof pattern === 'string') return { pattern };
  if (typeof format === 'string' && grammarOf(format)) return { format };
  const words = Array.isArray(list) ? list : [constant];
  return { words: words.filter((word) => typeof word === 'string') };
}
