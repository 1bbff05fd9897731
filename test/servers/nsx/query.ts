/** Query parameters of the sensor API and the pages they cut (B0, B2). */
import type { Reading } from '../hand-server.ts';
import { compareValues } from '../srm/wire.ts';
import type { View } from './views.ts';

const INT32_MAX = 2 ** 31 - 1;
const DEFAULT_PAGE_SIZE = 1000;

/** What a text means, or `undefined` when it means nothing. */
type Parser<Value> = (text: string) => Value | undefined;

/** Reads parameters and gathers what is wrong with them; a value that means nothing counts as not given. */
export class Query {
  readonly complaints: string[] = [];

  constructor(private readonly params: URLSearchParams) {}

  one<Value>(name: string, parse: Parser<Value>): Value | undefined {
    const [first, ...others] = this.params.getAll(name);
    if (first === undefined) return undefined;
    const value = parse(first);
    if (value === undefined || others.length > 0) this.complaints.push(`${name} has no valid value`);
    return value;
  }

  many<Value>(name: string, parse: Parser<Value>): Value[] {
    return this.params.getAll(name).flatMap((text) => {
      const value = parse(text);
      if (value === undefined) this.complaints.push(`${name} has no valid value`);
      return value === undefined ? [] : [value];
    });
  }
}

export const asText: Parser<string> = (text) => text;

export const asBoolean: Parser<boolean> = (text) => {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
};

export function asOneOf<Value extends string>(...values: readonly Value[]): Parser<Value> {
  return (text) => values.find((value) => value === text);
}

const asCount: Parser<number> = (text) =>
  /^\d{1,10}$/.test(text) && Number(text) <= INT32_MAX ? Number(text) : undefined;

/** A test of a software version: `5.*`, `<5.2`, `>3.1` or the version itself. */
export const asVersionTest: Parser<(version: string) => boolean> = (text) => {
  const [, sign, wanted] = /^([<>]?)(\d+(?:\.(?:\d+|\*))*)$/.exec(text) ?? [];
  if (wanted === undefined || (sign && wanted.includes('*'))) return undefined;
  if (sign === '<') return (version) => compareVersions(version, wanted) < 0;
  if (sign === '>') return (version) => compareVersions(version, wanted) > 0;
  const pattern = new RegExp(`^${wanted.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  return (version) => pattern.test(version);
};

function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a name is the one asked for: exact or substring match is not documented (N3). */
export function fitsName(name: string, wanted: string | undefined, reading: Reading): boolean {
  if (wanted === undefined) return true;
  return reading === 'strict' ? name === wanted : name.toLowerCase().includes(wanted.toLowerCase());
}

export interface Paging {
  readonly offset: number;
  readonly size: number;
  readonly sortBy: string | undefined;
  readonly ascending: boolean;
}

/** Reads the paging parameters; `sortable` maps the names of sort keys to members of the sorted view. */
export function readPaging(query: Query, sortable: Readonly<Record<string, string>>): Paging {
  const size = query.one('page_size', asCount);
  return {
    offset: query.one('offset', asCount) ?? 0,
    size: size ?? DEFAULT_PAGE_SIZE,
    sortBy: query.one('sort_by', (text) => (Object.hasOwn(sortable, text) ? sortable[text] : undefined)),
    ascending: query.one('sort_ascending', asBoolean) ?? false,
  };
}

/** The ListResult: strict has only `results`, the rest is optional. */
export function listResult<Item>(
  items: readonly Item[],
  paging: Paging,
  reading: Reading,
  sorted: (item: Item) => View,
  shown: (item: Item) => View,
): View {
  const { sortBy, offset, size, ascending } = paging;
  const sign = ascending ? 1 : -1;
  const ordered = sortBy
    ? items.toSorted((left, right) => sign * compareValues(sorted(left)[sortBy], sorted(right)[sortBy]))
    : items;
  const results = ordered.slice(offset, offset + size).map(shown);
  if (reading === 'strict') return { results };
  return {
    // B3: the vendor's example of a list says -1, whatever was asked for
    offset: -1,
    number_of_results: results.length,
    total_result_count: items.length,
    total_pages: size === 0 ? 0 : Math.ceil(items.length / size),
    sort_ascending: ascending,
    ...(sortBy && { sort_by: sortBy }),
    results,
    x_platform_node: 'node-1',
  };
}
