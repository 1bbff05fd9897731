import { itemIdentity } from '../contract/identities.ts';
import { shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Broken, Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import type { Level } from '../model/statement.ts';
import { type Exchange, type Listing, responseFor } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { type Steady, steadily } from './listing.ts';
import { differing } from './told-members.ts';

/** A list that is asked for as a task comes to the same. */
export const listResultIncomplete: Check = {
  id: 'list-result-incomplete',
  title: 'What a list gives later is what it gives at once',
  level: 'must',
  judges: ['listing'],
  needs: ['state', 'tasks'],
  applies: ({ list, responses }) =>
    list !== undefined && responses.some(({ task }) => task?.result !== undefined),
  judge(trace, contract) {
    if (trace.kind !== 'listing' || !trace.later) return [];
    const { operation, list, later, before } = trace;
    const steady = steadily(trace);
    if ('why' in steady) return notExercised(operation, steady.why);
    const { start, result } = later;
    const response = start.reply && responseFor(operation, start.reply.status);
    if (!response?.task) return notExercised(operation, 'the list was not given later');
    const given = result && shownIdentities(list, result);
    if (!result || !given) return notExercised(operation, 'the result of the task could not be read');
    if (steady.known.size === 0) return notExercised(operation, 'there was nothing in the list');
    const fault = faultIn(contract, trace, { steady, given, result });
    if (!fault) return brokenOrHolds(operation, []);
    const { bound, ...said } = fault;
    const statement = contract.statement(response.pointer, 'x-assay-task/result');
    return brokenOrHolds(operation, [
      broken({ ...said, statement, exchange: result, steps: [before, start, result] }, bound),
    ]);
  },
};

interface Given {
  readonly steady: Steady;
  /** The identities of what the task gave. */
  readonly given: readonly string[];
  readonly result: Exchange;
}

type Fault = Pick<Broken, 'instance' | 'message' | 'expected' | 'received'> & { readonly bound: Level };

function faultIn(contract: Contract, listing: Listing, { steady, given, result }: Given): Fault | undefined {
  const { own, known } = steady;
  const missing = [...own, ...known].find((identity) => !given.includes(identity));
  // What others have in the list, they may have taken out and put in again.
  const boundOf = (identity: string): Level => (own.has(identity) ? 'must' : 'should');
  if (missing !== undefined)
    return {
      instance: null,
      message: `the list shows ${missing}, and its task gave none`,
      expected: missing,
      received: [...given],
      bound: boundOf(missing),
    };
  const extra = given.find((identity, at) => !known.has(identity) || given.indexOf(identity) < at);
  if (extra !== undefined)
    return {
      instance: null,
      message: `the task gave ${extra}${known.has(extra) ? ' twice' : ', which the list does not show'}`,
      expected: [...known],
      received: [...given],
      bound: boundOf(extra),
    };
  return otherMember(contract, listing, steady, result);
}

/** A member of an object of ours that the task shows otherwise than the list: nobody else has changed that. */
function otherMember(
  contract: Contract,
  { operation, list, before }: Listing,
  { own }: Steady,
  result: Exchange,
): Fault | undefined {
  const resource = contract.resources.find((one) => one.list?.operation === operation.id);
  if (!resource) return undefined;
  for (const identity of own) {
    const [at, later] = [before, result].map((exchange) =>
      shownItems(list, exchange)?.find((item) => itemIdentity(list, item) === identity),
    );
    if (!isObject(at) || !isObject(later)) continue;
    const [told] = differing(resource, at, later).members;
    if (told)
      return {
        instance: `/${told.member}`,
        message: `the task gave another ${told.member} of ${identity} than the list shows`,
        expected: at[told.member] ?? null,
        received: later[told.member] ?? null,
        bound: contract.statement(resource.pointer, told.keyword).level,
      };
  }
  return undefined;
}
