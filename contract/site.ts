import { readFileSync } from 'node:fs';
import type { Contract, SiteValue } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import { isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { meant } from './reference.ts';

/** What the environment says of a site. */
export interface Site {
  /** On a mock, values that only a site knows are made up as the schema says. */
  readonly mock: boolean;
  /** The target answers from the document alone: what that documents as failing cannot succeed there. */
  readonly answersFromDocument: boolean;
  /** Variables that are not set and have neither default nor substitute, in the contract's order. */
  readonly missing: readonly string[];
  /** The values at hand for a declared one: undefined to generate, empty where there is none. */
  valuesFor(value: SiteValue): readonly Json[] | undefined;
  /** Whether a variable is set. */
  has(env: string): boolean;
}

/**
 * Reads the site's values for a contract.
 * @throws UserError where a variable names a file that cannot be read as JSON.
 */
export function siteOf(contract: Contract, env: ReadonlyMap<string, string>, mock: boolean): Site {
  const read = new Map<string, readonly Json[] | undefined>();
  for (const value of contract.siteValues) {
    const key = value.pointer;
    const given = mock ? undefined : env.get(value.env);
    read.set(
      key,
      given === undefined || given === '' ? substitute(value, mock) : givenValues(contract, value, given),
    );
  }
  const missing = contract.siteValues
    .filter((value) => read.get(value.pointer)?.length === 0)
    .map((value) => value.env);
  return {
    mock,
    answersFromDocument: mock,
    missing: [...new Set(missing)],
    valuesFor: (value) => read.get(value.pointer),
    has: (name) => !mock && (env.get(name) ?? '') !== '',
  };
}

function substitute(value: SiteValue, mock: boolean): readonly Json[] | undefined {
  if (value.default !== undefined) return [value.default];
  return mock || value.optional === true ? undefined : [];
}

function givenValues(contract: Contract, value: SiteValue, given: string): readonly Json[] {
  if (value.file === true) return [fileValue(value, given)];
  const items = value.list === undefined ? [given] : given.split(value.list);
  return items
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => typed(contract, value, item));
}

/** A variable is text; where the schema asks for a number or a boolean, it is read as one. */
function typed(contract: Contract, value: SiteValue, text: string): Json {
  const holder = meant(contract.document, value.pointer).value;
  const inner =
    isObject(holder) && holder['schema'] !== undefined
      ? meant(contract.document, `${value.pointer}/schema`).value
      : holder;
  const type = valueAt(inner, '/type');
  const types = Array.isArray(type) ? type : [type];
  if (
    (types.includes('integer') || types.includes('number')) &&
    text.trim() !== '' &&
    Number.isFinite(Number(text))
  ) {
    return Number(text);
  }
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function fileValue(value: SiteValue, path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (error) {
    throw new UserError(
      'SITE_FILE',
      `${value.env} names ${path}, which cannot be read as JSON: ${(error as Error).message}.`,
      {
        mend: 'Name a file that holds the value as JSON, or unset the variable.',
        position: { file: path, line: 1, column: 1 },
      },
    );
  }
}
