import type { Json } from '../model/json.ts';

/** A moment with the number of digits that its seconds are given to. */
interface Moment {
  readonly seconds: number;
  readonly fraction: number;
  readonly digits: number;
}

// RFC 3339, section 5.6; a local time without a zone may fall when clocks are put back, and is no moment.
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * How two date-times or two numbers stand to each other: negative where the first is earlier or less, 0 where both are
 * the same however they are written. Undefined where they cannot be compared.
 */
export function orderOf(a: Json, b: Json): number | undefined {
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== undefined && second !== undefined) return exactOrder(a, b) ?? first - second;
  const [one, other] = [momentOf(a), momentOf(b)];
  if (!one || !other) return undefined;
  const difference = one.seconds - other.seconds + (one.fraction - other.fraction);
  // What was kept to the nanosecond may come back rounded or cut off.
  const grain = one.digits === other.digits ? 0 : 10 ** -Math.min(one.digits, other.digits);
  return Math.abs(difference) <= grain ? 0 : difference;
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Of integers in texts, to their last digit: identities of 64 bits come like that. */
function exactOrder(a: Json, b: Json): number | undefined {
  if (typeof a !== 'string' || typeof b !== 'string' || `${a}${b}`.includes('.')) return undefined;
  return Number(BigInt(a) - BigInt(b));
}

function momentOf(value: Json): Moment | undefined {
  const [, date, time, fraction = '', zone] = typeof value === 'string' ? (DATE_TIME.exec(value) ?? []) : [];
  const at = Date.parse(`${date}T${time}${zone?.toUpperCase()}`);
  if (Number.isNaN(at)) return undefined;
  return { seconds: at / 1000, fraction: Number(`0.${fraction}0`), digits: fraction.length };
}
