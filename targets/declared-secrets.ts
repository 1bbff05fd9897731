import type { Contract, Scheme, SiteValue } from '../model/contract.ts';
import type { Redactor } from './redaction.ts';
import { secretSiteValues } from './secret-places.ts';

/** What is secret in the environment is hidden from the start, whether it is used or not. */
export function declareSecrets(
  contract: Contract,
  env: ReadonlyMap<string, string>,
  redactor: Redactor,
): void {
  for (const scheme of contract.schemes) {
    for (const account of accountsOf(scheme)) declareAccount(account);
  }
  function declareAccount(parts: ReadonlyMap<string, SiteValue>): void {
    // What has a default is a choice, not a secret.
    for (const value of parts.values())
      if (value.default === undefined) declare(env.get(value.env), value.env);
    const username = parts.get('username');
    const password = parts.get('password');
    const pair = username && password && `${env.get(username.env) ?? ''}:${env.get(password.env) ?? ''}`;
    if (pair !== undefined && pair !== ':') redactor.add(pair, `${username?.env}:$${password?.env}`);
  }
  for (const value of secretSiteValues(contract)) {
    if (value.file === true) continue;
    const given = env.get(value.env);
    for (const part of value.list === undefined ? [given] : (given ?? '').split(value.list))
      declare(part?.trim(), value.env);
  }
  function declare(value: string | undefined, name: string): void {
    if (value !== undefined && value !== '') redactor.add(value, name);
  }
}

/** The usual account's parts, and the weaker one's with what it shares with the other. */
function accountsOf({ credentials, weaker }: Scheme): ReadonlyMap<string, SiteValue>[] {
  return weaker ? [credentials, new Map([...credentials, ...weaker])] : [credentials];
}
