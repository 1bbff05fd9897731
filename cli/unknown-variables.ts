import type { Contract } from '../model/contract.ts';
import { AGAINST } from '../runner/against.ts';
import { nearest } from './nearest.ts';
import { variablesOf } from './variables.ts';

/** Says which variables for the second target name none of the contract's: it would be given the first one's instead. */
export function warnOfUnknown(contract: Contract, env: ReadonlyMap<string, string>): void {
  const known = variablesOf(contract).map(({ name }) => `${AGAINST}${name}`);
  for (const name of env.keys()) {
    if (!name.startsWith(AGAINST) || known.includes(name)) continue;
    const close = nearest(name, known);
    const meant = close === undefined ? '' : ` Did you mean ${close}?`;
    process.stderr.write(`warning  ${name} names no variable of ${contract.name}.${meant}\n`);
  }
}
