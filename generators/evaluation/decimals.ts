/** `units` divided by 10 to the power of `scale`: a decimal number without rounding. */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

function exact(value: number): Exact {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const scale = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** Whether a number is a multiple of another, as the decimals that both are written as: 0.07 is one of 0.01. */
export function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [a, b] = [exact(value), exact(divisor)];
  const scale = Math.max(a.scale, b.scale);
  const raised = ({ units, scale: own }: Exact): bigint => units * 10n ** BigInt(scale - own);
  return raised(a) % raised(b) === 0n;
}
