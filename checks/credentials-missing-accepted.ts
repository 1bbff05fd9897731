import type { Check } from '../model/check.ts';
import { asksForCredentials, judgeAccepted } from './credentials-accepted.ts';

/** Nothing is to be had without credentials where they are asked for. */
export const credentialsMissingAccepted: Check = {
  id: 'credentials-missing-accepted',
  title: 'Requests without credentials are refused',
  level: 'must',
  judges: ['refusal'],
  needs: [],
  applies: asksForCredentials,
  judge: (trace, contract) => judgeAccepted(trace, contract, 'none', 'without credentials'),
};
