import type { Contract, SiteValue } from '../model/contract.ts';
import { type Variable, variablesOf } from './variables.ts';

const HEAD = `# What the contracts read from the environment. Copy this to .env and fill in
# what your instance needs; what is set in the environment already wins.
# On the embedded mock nothing is needed.
# Made from the contracts by: assay list --env
`;

/** An `.env` file to fill in: every variable of the contracts with what it feeds. */
export function envExample(contracts: readonly Contract[]): string {
  return [HEAD, ...contracts.map(section)].join('\n');
}

function section(contract: Contract): string {
  const variables = variablesOf(contract);
  const lines = variables.length === 0 ? ['# It reads none.', ''] : variables.flatMap(entry);
  return [`# ${contract.name}: ${contract.title}`, '', ...lines].join('\n');
}

function entry({ name, feeds, value, isOptional, unset: meaning }: Variable): string[] {
  const isLogin = feeds.some((feed) => feed.includes(' of login '));
  const unset = isLogin && !isOptional ? [] : [`# Not set: ${meaning}.`];
  return [
    ...feeds.map((feed) => `# ${feed}${formOf(value)}`),
    ...unset,
    // An empty value would only be in the way of what may stay unset.
    `${isOptional ? '# ' : ''}${name}=${shown(value)}`,
    '',
  ];
}

function formOf({ list, file }: SiteValue): string {
  if (file === true) return ', as the name of a JSON file';
  return list === undefined ? '' : `, several separated by ${JSON.stringify(list)}`;
}

function shown({ default: fallback }: SiteValue): string {
  return fallback === undefined || fallback === null ? '' : String(fallback);
}
