import { meant } from '../../contract/reference.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { isObject } from '../../model/json.ts';

/** Names of query parameters whose lists are delimited by blanks or pipes, with what delimits them. */
export type Delimiters = ReadonlyMap<string, RegExp>;

/** The delimited lists of an operation's query. */
export function delimitersOf(contract: Contract, { parameters }: Operation): Delimiters {
  return new Map(
    parameters.flatMap((parameter): [string, RegExp][] => {
      const schema = meant(contract.document, parameter.schema).value;
      const isList = isObject(schema) && [schema['type']].flat().includes('array');
      if (parameter.in !== 'query' || parameter.explode || !isList) return [];
      if (parameter.style === 'spaceDelimited') return [[parameter.name, /%20|\+/]];
      return parameter.style === 'pipeDelimited' ? [[parameter.name, /\||%7C/i]] : [];
    }),
  );
}

/** A raw query with delimited lists written as repeated names, which Prism reads rightly. */
export function spreadLists(query: string, delimiters: Delimiters): string {
  if (delimiters.size === 0 || query === '') return query;
  return query
    .split('&')
    .flatMap((pair) => {
      const at = pair.indexOf('=');
      const name = at < 0 ? pair : pair.slice(0, at);
      const delimiter = delimiters.get(name);
      if (!delimiter || at < 0) return [pair];
      return pair
        .slice(at + 1)
        .split(delimiter)
        .map((item) => `${name}=${item}`);
    })
    .join('&');
}
