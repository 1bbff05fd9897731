import { codePoints } from './alphabet.ts';
import { hasFormat } from './format-check.ts';
import { memo } from './memo.ts';
import { regularExpression } from './regular-expression.ts';
import type { State } from './state.ts';

/** What the conjuncts of a state say of strings. */
export interface StringLimits {
  /** In code points. */
  readonly min: number;
  readonly max: number;
  readonly patterns: readonly string[];
  /** Patterns that must not match. */
  readonly foreign: readonly string[];
  readonly formats: readonly string[];
}

/** What the conjuncts of a state say of strings. */
export const stringLimits = memo(({ conjuncts }: State): StringLimits => {
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  const patterns = new Set<string>();
  const foreign = new Set<string>();
  const formats = new Set<string>();
  for (const { schema } of conjuncts) {
    const { minLength, maxLength, pattern, format, not } = schema;
    if (typeof minLength === 'number') min = Math.max(min, Math.ceil(minLength));
    if (typeof maxLength === 'number') max = Math.min(max, Math.floor(maxLength));
    if (typeof pattern === 'string') patterns.add(pattern);
    if (typeof format === 'string') formats.add(format);
    const broken =
      typeof not === 'object' && not !== null && !Array.isArray(not) ? not['pattern'] : undefined;
    if (typeof broken === 'string' && Object.keys(not as object).length === 1) foreign.add(broken);
  }
  return { min, max, patterns: [...patterns], foreign: [...foreign], formats: [...formats] };
});

/** Whether a string keeps to the limits. */
export function isWithin(limits: StringLimits, text: string): boolean {
  const length = codePoints(text);
  if (length < limits.min || length > limits.max) return false;
  return (
    limits.patterns.every((pattern) => regularExpression(pattern)?.test(text)) &&
    !limits.foreign.some((pattern) => regularExpression(pattern)?.test(text)) &&
    limits.formats.every((format) => hasFormat(text, format))
  );
}
