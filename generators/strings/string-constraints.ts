/** What strings must satisfy at the same time. */
export interface StringConstraints {
  readonly patterns: readonly string[];
  /** Patterns that must not match. */
  readonly avoid: readonly string[];
  readonly avoidWords?: readonly string[];
  readonly formats: readonly string[];
  /** Formats that strings must not have. */
  readonly avoidFormats?: readonly string[];
  /** Code points. */
  readonly min: number;
  /** Code points; may be infinite. */
  readonly max: number;
}

/** Constraints in words, for a reason. */
export function describe(constraints: StringConstraints): string {
  const { patterns, avoid, avoidWords = [], formats, avoidFormats = [], min, max } = constraints;
  return [
    ...patterns.map((pattern) => `pattern ${pattern}`),
    ...avoid.map((pattern) => `not pattern ${pattern}`),
    ...avoidWords.map((word) => `not ${JSON.stringify(word)}`),
    ...formats.map((format) => `format ${format}`),
    ...avoidFormats.map((format) => `not format ${format}`),
    ...(min > 0 ? [`minLength ${min}`] : []),
    ...(Number.isFinite(max) ? [`maxLength ${max}`] : []),
  ].join(', ');
}
