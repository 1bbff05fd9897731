import type { Check } from '../model/check.ts';
import { asksForCredentials, judgeAccepted } from './credentials-accepted.ts';

/** Credentials that nobody has open nothing. */
export const credentialsWrongAccepted: Check = {
  id: 'credentials-wrong-accepted',
  title: 'Requests with made-up credentials are refused',
  level: 'must',
  judges: ['refusal'],
  needs: ['credentials'],
  applies: asksForCredentials,
  judge: (trace, contract) => judgeAccepted(trace, contract, 'wrong', 'with made-up credentials'),
};
