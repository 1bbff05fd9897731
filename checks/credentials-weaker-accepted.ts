import { weakerWays } from '../contract/weaker-account.ts';
import type { Check } from '../model/check.ts';
import type { Effect } from '../model/contract.ts';
import { asksForCredentials, judgeAccepted } from './credentials-accepted.ts';

const CHANGES: ReadonlySet<Effect> = new Set(['create', 'update', 'delete']);

/** An account that may only read changes nothing. */
export const credentialsWeakerAccepted: Check = {
  id: 'credentials-weaker-accepted',
  title: 'Changes by an account that may only read are refused',
  level: 'must',
  wfc: 206,
  judges: ['refusal'],
  needs: ['credentials'],
  applies: (operation, contract) =>
    CHANGES.has(operation.effect) &&
    asksForCredentials(operation) &&
    weakerWays(contract, operation).length > 0,
  judge: (trace, contract) =>
    judgeAccepted(trace, contract, 'weaker', 'with the credentials of an account that may only read'),
};
