/**
 * What became of a schema with a generator: all values valid; some wrong; no values and a reason; an error that is no
 * refusal; no end in time or memory; or no judge could judge it.
 */
export type Outcome = 'sound' | 'unsound' | 'refused' | 'crashed' | 'hang' | 'unjudged';

/** A value that a judge rejects. */
export interface WrongValue {
  /** As JSON, cut where it is long. */
  readonly value: string;
  /** The keywords that fail, with their places in the value. */
  readonly breaks: readonly string[];
}

/** How a generator's valid values for one schema were judged. */
export interface ValidResult {
  readonly outcome: Outcome;
  readonly reason?: string;
  /** Where in the schema the generator refuses. */
  readonly place?: string;
  readonly values: number;
  readonly wrong: number;
  readonly firstWrong?: WrongValue;
  /** Different values among them. */
  readonly distinct: number;
  /** Values that only one of the two judges accepts. */
  readonly disputed: number;
  readonly firstDisputed?: WrongValue;
  /** The judge that decided. */
  readonly judge?: 'hyperjump' | 'ajv';
}

/** A result without values. */
export function without(outcome: Outcome, about: Pick<ValidResult, 'reason' | 'place'> = {}): ValidResult {
  return { outcome, values: 0, wrong: 0, distinct: 0, disputed: 0, ...about };
}
