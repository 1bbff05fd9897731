import { unknownIdentity } from '../contract/kept-members.ts';
import { credentialsStatement } from '../contract/refusals.ts';
import type { Check } from '../model/check.ts';
import type { Exchange } from '../model/trace.ts';
import { asksForCredentials } from './credentials-accepted.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';

/** Who is not let in is not told either whether an object is there. */
export const resourceExistenceDisclosed: Check = {
  id: 'resource-existence-disclosed',
  title: 'Without credentials nobody learns whether an object is there',
  level: 'should',
  wfc: 204,
  judges: ['disclosure'],
  needs: ['state', 'credentials'],
  applies: (operation, contract) =>
    asksForCredentials(operation) &&
    contract.resources.some(
      (resource) =>
        resource.read?.operation === operation.id &&
        resource.create !== undefined &&
        resource.delete !== undefined &&
        unknownIdentity(contract, resource) !== undefined,
    ),
  judge(trace, contract) {
    if (trace.kind !== 'disclosure') return [];
    const { known, unknown } = trace;
    const { operation } = known;
    const [one, other] = [known, unknown].map(statusOf);
    if (one === undefined || other === undefined)
      return notExercised(operation, 'one of the two reads was not refused for good');
    if (one === other) return brokenOrHolds(operation, []);
    const how = known.case.request.credentials === 'none' ? 'without' : 'with made-up';
    return brokenOrHolds(operation, [
      broken(
        {
          statement: credentialsStatement(contract, operation),
          instance: null,
          message: `${how} credentials a read answers ${one} of what is there and ${other} of what is not`,
          expected: one,
          received: other,
          exchange: unknown,
          steps: [known, unknown],
        },
        // RFC 9110, section 15.5.4, lets a server hide what is there, and makes none do it.
        'should',
      ),
    ]);
  },
};

// What has to wait, or fails, says nothing.
const NOT_FINAL: ReadonlySet<number> = new Set([408, 425, 429]);

/** The status of a refusal; undefined of what is none. */
function statusOf({ reply }: Exchange): number | undefined {
  const status = reply?.status ?? 0;
  return status >= 400 && status < 500 && !NOT_FINAL.has(status) ? status : undefined;
}
