import { addKeyword, getKeyword } from '@hyperjump/json-schema/experimental';
import { typeOf, value } from '@hyperjump/json-schema/instance/experimental';

/**
 * Whether a number is a multiple of another, both taken for the decimals that JSON writes: no binary fraction takes
 * part.
 */
export function isMultiple(number: number, divisor: number): boolean {
  const [one, other] = [decimal(number), decimal(divisor)];
  if (!one || !other || other.digits === 0n) return false;
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  return scaled(one) % scaled(other) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(number: number): Decimal | undefined {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(number));
  if (!parts) return undefined;
  const [, whole = '0', fraction = '', exponent = '0'] = parts;
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/**
 * Gives hyperjump exact decimals for `multipleOf`: its own tolerance of 1.2e-7 takes 2e-8 for a multiple of 0.0001, and
 * its remainder of negative numbers makes -2592.7516 none.
 */
export function useExactMultiples(): void {
  const own = getKeyword<number>('https://json-schema.org/keyword/multipleOf');
  addKeyword<number>({
    ...own,
    interpret: (divisor, instance) => typeOf(instance) !== 'number' || isMultiple(value(instance), divisor),
  });
}
