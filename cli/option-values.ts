import { CHECKS } from '../checks/registry.ts';
import { UserError } from '../model/errors.ts';
import type { HeaderField } from '../model/request.ts';
import { type Budget, budgetOf } from '../plan/options.ts';
import type { Rate } from '../runner/open-target.ts';
import { nearest } from './nearest.ts';
import { FORMATS, type Format } from './output.ts';

const PERIODS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** One of a few words. */
export function oneOf<Value extends string>(flag: string, value: string, values: readonly Value[]): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw bad(flag, value, `Give one of ${values.join(', ')}.`);
  return found;
}

/** A whole number of at least `least`. */
export function whole(flag: string, value: string | number, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least && /^\d+$/.test(String(value).trim())) return number;
  throw bad(flag, value, `Give a whole number of at least ${least}.`);
}

// A timer of Node's cannot wait longer.
const MAX_SECONDS = (2 ** 31 - 1) / 1000;

/** A number of seconds above 0. */
export function seconds(flag: string, value: string | number): number {
  const number = Number(value);
  if (number > 0 && number <= MAX_SECONDS) return number;
  throw bad(flag, value, `Give a number of seconds above 0, at most ${Math.floor(MAX_SECONDS)}.`);
}

/** A number from 0 to 100. */
export function percentage(flag: string, value: string | number): number {
  const number = Number(value);
  if (number <= 100 && /^\d+(\.\d+)?$/.test(String(value).trim())) return number;
  throw bad(flag, value, 'Give a number of percent from 0 to 100.');
}

/** How much is tried: a name or a number. */
export function budget(value: string | number): Budget {
  const found = budgetOf(String(value));
  if (!found)
    throw bad('--budget', value, 'Give quick, normal, thorough, or a number of random cases an operation.');
  return found;
}

// No file, but another form of what is shown: findings and summary for a program that reads them.
const AGENT = 'agent';

/** What is written and how it is shown, as a list or separated by commas. */
export function formats(value: string | readonly string[]): { files: Format[]; isForAgent: boolean } {
  const list = typeof value === 'string' ? value.split(',') : value;
  const names = list.map((name) => oneOf('--format', name.trim(), [...FORMATS, AGENT]));
  return { files: FORMATS.filter((name) => names.includes(name)), isForAgent: names.includes(AGENT) };
}

/** A rate such as `5`, `0.5` or `500/m`, or `none`. */
export function rate(value: string | number): Rate | 'none' {
  if (value === 'none') return 'none';
  const match = /^(\d+(?:\.\d+)?)(?:\/([smh]))?$/.exec(String(value));
  const requests = Number(match?.[1]);
  if (!match || requests <= 0)
    throw bad('--rate', value, 'Give none, requests a second such as 5, or 500/m.');
  const period = PERIODS[match[2] ?? ''] ?? 1;
  // A rate below one is so many seconds for one request.
  return requests >= 1
    ? { requests: Math.floor(requests), seconds: period }
    : { requests: 1, seconds: period / requests };
}

/** A header field as `Name: value`. */
export function header(field: string): HeaderField {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(field);
  // The value is not repeated: it may be a secret.
  if (!match) throw bad('--header', field.split(':')[0], 'Give it as "Name: value", in one line.');
  return [match[1] ?? '', match[2] ?? ''];
}

/** Ids of checks that there are. */
export function knownChecks(flag: string, given: readonly string[] | undefined): readonly string[] {
  const ids = CHECKS.map(({ id }) => id);
  const unknown = given?.find((id) => !ids.includes(id));
  if (unknown === undefined) return given ?? [];
  const close = nearest(unknown, ids);
  throw bad(
    flag,
    unknown,
    `${close === undefined ? '' : `Did you mean ${close}? `}Checks are ${ids.join(', ')}.`,
  );
}

function bad(flag: string, value: unknown, mend: string): UserError {
  return new UserError('OPTION', `${flag} ${JSON.stringify(value)} cannot be used.`, { mend });
}
