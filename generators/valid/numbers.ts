import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { type NumberRange, numberRange, times } from './number-range.ts';
import type { Run } from './run.ts';
import { pointerOf, type State } from './state.ts';

/** Ends of the random values where a schema names none. */
const BROAD = { plain: Number.MAX_SAFE_INTEGER, any: 1e300 };
const TRIES = 60;

/** A number that the conjuncts of a state allow. */
export function numberValue(run: Run, state: State): number {
  const range = numberRange(state);
  const value = run.source.retry(TRIES, (attempt) => {
    const drawn = range.step ? multiple(run, range) : decimalNumber(run, range, attempt);
    return fits(range, drawn, attempt) ? (Object.is(drawn, -0) ? 0 : drawn) : undefined;
  });
  if (value === undefined) throw new UnsupportedSchemaError(pointerOf(state), 'no number fits its range');
  return value;
}

/** Whether a number is in the range; late attempts are lenient about what doubles make of a multiple. */
export function fits(range: NumberRange, value: number, attempt = 0): boolean {
  const { min, max, excluded, integral, divisors } = range;
  if (!Number.isFinite(value) || value < min || value > max || excluded.includes(value)) return false;
  if (integral && !Number.isInteger(value)) return false;
  return attempt > TRIES / 2 || divisors.every((divisor) => isPlainMultiple(value, divisor));
}

/**
 * Whether a number is a multiple however a validator finds out: many divide and look for a whole number, for which
 * 0.07 is no multiple of 0.01, or take the remainder with some tolerance.
 */
function isPlainMultiple(value: number, divisor: number): boolean {
  const rest = value % divisor;
  const isNear = Math.abs(rest) < Number.EPSILON || Math.abs(rest - divisor) < Number.EPSILON;
  return Number.isInteger(value / divisor) && isNear;
}

function multiple(run: Run, range: NumberRange): number {
  const step = range.step ?? { units: 1, scale: 0 };
  const size = times(step, 1);
  const limit = Math.floor(Math.min(Number.MAX_SAFE_INTEGER / step.units, BROAD.plain / size));
  // The division may be off by a rounding error: the neighbour is tried.
  const above = Math.ceil(range.min / size);
  const lowest = times(step, above - 1) >= range.min ? above - 1 : above;
  const below = Math.floor(range.max / size);
  const highest = times(step, below + 1) <= range.max ? below + 1 : below;
  if (lowest > highest) return Number.NaN;
  // A range beyond the safe integers is entered near its near end only.
  const low = Math.max(lowest, Math.min(-limit, highest - room(highest)));
  const high = Math.min(highest, Math.max(limit, lowest + room(lowest)));
  return times(step, wholeNumber(run, low, high, nearest(1, low, high)));
}

/** A distance that a double of this size still shows. */
function room(size: number): number {
  return Number.isFinite(size) ? Math.max(1000, Math.abs(size) / 2 ** 40) : 0;
}

function nearest(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** A whole number: the simplest first, then near it, at the ends, anywhere. */
function wholeNumber(run: Run, low: number, high: number, simple: number): number {
  const { source } = run;
  if (run.isSimple) return simple;
  const around = (center: number, spread: number): number => {
    const drawn = source.draw(2 * spread);
    const offset = drawn % 2 === 0 ? drawn / 2 : -(drawn + 1) / 2;
    return nearest(center + offset, low, high);
  };
  switch (source.draw(7)) {
    case 4:
      return low <= -(2 ** 53) + 1 ? around(simple, 1000) : around(low, 1);
    case 5:
      return high >= 2 ** 53 - 1 ? around(simple, 100_000) : around(high, 1);
    case 6:
      return nearest(low + Math.floor(((high - low) * source.draw(1_000_000)) / 1_000_000), low, high);
    case 7:
      return around(simple, 2 ** source.draw(30));
    default:
      return around(simple, 50);
  }
}

function decimalNumber(run: Run, range: NumberRange, attempt: number): number {
  const { source } = run;
  const broad = run.plain ? 1e9 : BROAD.any;
  const low = Math.max(range.min, Math.min(-broad, range.max));
  const high = Math.min(range.max, Math.max(broad, range.min));
  if (low === high) return low;
  const [whole, lastWhole] = [Math.ceil(low), Math.floor(high)];
  const simple = nearest(1, low, high);
  const hasWhole = whole <= lastWhole;
  if (run.isSimple) return simple;
  switch (source.draw(9)) {
    case 5:
    case 6:
      return nearest(simple + source.draw(2000) / 100 - 10, low, high);
    case 7:
      return range.min === Number.NEGATIVE_INFINITY ? -source.draw(1000) / 8 : low;
    case 8:
      return range.max === Number.POSITIVE_INFINITY ? source.draw(1_000_000) / 1000 : high;
    case 9:
      return run.plain ? between(low, high, source.draw(1000)) : extreme(run, low, high);
    default:
      if (!hasWhole || attempt > 3) return between(low, high, source.draw(1000) + 1);
      return wholeNumber(
        run,
        Math.max(whole, -(2 ** 53)),
        Math.min(lastWhole, 2 ** 53),
        nearest(1, whole, lastWhole),
      );
  }
}

function between(low: number, high: number, share: number): number {
  const value = low + (high - low) * (share / 1002);
  const short = Number(value.toPrecision(6));
  return short > low && short < high ? short : value;
}

/** Big and tiny numbers. */
function extreme(run: Run, low: number, high: number): number {
  const power = run.source.draw(600) - 300;
  const value = (run.source.draw(18) - 9) * 10 ** power;
  return nearest(value, low, high);
}
