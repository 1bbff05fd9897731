import type { Contract, SiteValue } from '../model/contract.ts';
import { type Pointer, tokens } from '../model/pointer.ts';

/** An environment variable that a contract reads. */
export interface Variable {
  readonly name: string;
  /** What it feeds: a part of a login, or a value of requests. */
  readonly feeds: readonly string[];
  readonly value: SiteValue;
  /** Whether all else can be tested without it. */
  readonly isOptional: boolean;
  /** What holds while it is not set, in a few words. */
  readonly unset: string;
}

/** The variables of a contract, credentials first, each once. */
export function variablesOf(contract: Contract): Variable[] {
  const found = new Map<string, { value: SiteValue; feeds: Set<string> }>();
  const add = (value: SiteValue, feeds: string) => {
    const known = found.get(value.env) ?? { value, feeds: new Set<string>() };
    found.set(value.env, known);
    known.feeds.add(feeds);
  };
  for (const { name, credentials } of contract.schemes) {
    for (const [part, value] of credentials) add(value, `${part} of login ${name}`);
  }
  const weaker = new Set<string>();
  for (const { name, weaker: parts } of contract.schemes) {
    for (const [part, value] of parts ?? []) {
      if (!found.has(value.env)) weaker.add(value.env);
      add(value, `${part} of login ${name} for an account that may only read`);
    }
  }
  for (const value of contract.siteValues) add(value, placeOf(contract, value.pointer));
  return [...found].map(([name, { value, feeds }]) => ({
    name,
    value,
    feeds: [...feeds],
    isOptional: value.default !== undefined || value.optional === true || weaker.has(name),
    unset: weaker.has(name) ? 'that account is not tried' : unsetMeaning(value),
  }));
}

const STRUCTURE = new Set(['schema', 'items', 'properties', 'allOf', 'anyOf', 'oneOf']);

/** What a value feeds, in words: a parameter, or a member of a schema. */
function placeOf({ operations }: Contract, pointer: Pointer): string {
  const parameters = operations.flatMap((operation) => operation.parameters);
  const parameter = parameters.find(
    (each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`),
  );
  if (parameter) return `${parameter.in} parameter ${parameter.name}`;
  const names = tokens(pointer).filter((token) => !STRUCTURE.has(token) && !/^\d+$/.test(token));
  const [first, kind, holder, ...members] = names;
  if (first !== 'components' || kind !== 'schemas' || holder === undefined) return names.slice(-1).join('');
  return members.length === 0 ? `body ${holder}` : `${members.join('.')} in ${holder}`;
}

function unsetMeaning({ default: fallback, optional }: SiteValue): string {
  if (fallback !== undefined) return `${JSON.stringify(fallback)} is used`;
  return optional === true ? 'values are generated' : 'what needs it is left out';
}
