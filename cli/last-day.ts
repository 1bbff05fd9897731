import { UserError } from '../model/errors.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 3650;

/**
 * The last day of a waiver, from a date or a number of days.
 * @throws UserError where it is neither, or over already.
 */
export function lastDay(text: string, now: Date): string {
  const today = dayOf(now);
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const day = days === undefined ? text : dayOf(new Date(now.getTime() + Number(days) * DAY_MS));
  if (!isDay(day) || Number(days ?? 1) > MOST_DAYS) throw bad(text, 'is no day');
  if (day < today) throw bad(text, 'is over already');
  return day;
}

/** A day in UTC, the same on every machine. */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && dayOf(time) === text;
}

function bad(text: string, why: string): UserError {
  return new UserError('WAIVE', `--expires ${JSON.stringify(text)} ${why}.`, {
    mend: 'Give the last day, as 2027-01-31, or days from today, as 90d.',
  });
}
