import { kindsOf } from './kinds.ts';
import { memo } from './memo.ts';
import type { State } from './state.ts';

/** What the conjuncts of a state say of numbers. */
export interface NumberRange {
  /** Both included. */
  readonly min: number;
  readonly max: number;
  /** Values at the ends that are excluded. */
  readonly excluded: readonly number[];
  readonly integral: boolean;
  /** All values are multiples of this. */
  readonly step: Decimal | undefined;
  /** Every divisor that was stated. */
  readonly divisors: readonly number[];
}

/** `units` divided by 10 to the power of `scale`: a decimal number without rounding. */
export interface Decimal {
  readonly units: number;
  readonly scale: number;
}

const FORMATS: Record<string, readonly [number, number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  // The doubles next to the ends: 2^63 - 1 itself is no double.
  int64: [-(2 ** 63), 2 ** 63 - 1024],
  float: [-3.4028234663852886e38, 3.4028234663852886e38],
};

/** What the conjuncts of a state say of numbers. */
export const numberRange = memo((state: State): NumberRange => {
  let [min, max] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const excluded: number[] = [];
  const divisors: number[] = [];
  let { integral } = kindsOf(state);
  for (const { schema } of state.conjuncts) {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
    const limits = FORMATS[String(format)];
    min = Math.max(min, numeric(minimum, min), numeric(exclusiveMinimum, min), limits?.[0] ?? min);
    max = Math.min(max, numeric(maximum, max), numeric(exclusiveMaximum, max), limits?.[1] ?? max);
    for (const end of [exclusiveMinimum, exclusiveMaximum]) if (typeof end === 'number') excluded.push(end);
    if (typeof multipleOf === 'number' && multipleOf > 0) divisors.push(multipleOf);
    if (format === 'int32' || format === 'int64') integral = true;
  }
  const steps = [...divisors.map(decimal), ...(integral ? [{ units: 1, scale: 0 }] : [])];
  return { min, max, excluded, integral, divisors, step: steps.length > 0 ? leastCommon(steps) : undefined };
});

function numeric(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** A number as a decimal. */
export function decimal(value: number): Decimal {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const scale = fraction.length - Number(exponent);
  const units = Number(whole + fraction);
  return scale >= 0 ? { units, scale } : { units: value, scale: 0 };
}

/** A decimal times a whole number, as the double that its digits mean. */
export function times({ units, scale }: Decimal, factor: number): number {
  const product = units * factor;
  if (scale === 0) return product;
  // A big product is written with an exponent already.
  return Number.isSafeInteger(product) ? Number(`${product}e-${scale}`) : product / 10 ** scale;
}

function leastCommon(steps: readonly Decimal[]): Decimal {
  const scale = Math.max(...steps.map((step) => step.scale));
  const units = steps.map((step) => step.units * 10 ** (scale - step.scale));
  return { units: units.reduce((a, b) => (a / greatestCommon(a, b)) * b), scale };
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
