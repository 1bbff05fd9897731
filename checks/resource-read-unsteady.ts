import { itemIdentity } from '../contract/identities.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';
import { isUntouched, type Showing, showingsOf } from './showings.ts';
import { differing, toldMembers } from './told-members.ts';

/** Two reads of an object show the same, while nothing is written between. */
export const resourceReadUnsteady: Check = {
  id: 'resource-read-unsteady',
  title: 'Two reads with nothing written between show the same',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      (resource) => resource.read?.operation === id && resource.create && toldMembers(resource).length > 0,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life' || toldMembers(life.resource).length === 0) return [];
    const again = trace.steps.find(({ role }) => role === 'read-steady')?.exchange;
    if (!again) return [];
    const pairs = pairsOf(trace, life);
    if (pairs.length === 0) return notExercised(again.operation, 'the object could not be read twice');
    return pairs.flatMap(([first, second]) => judgePair(contract, life, first, second));
  },
};

/** Reads that follow on one another with nothing but looks between. */
function pairsOf(trace: Extract<Trace, { kind: 'life' }>, life: Life): [Showing, Showing][] {
  const showings = showingsOf(trace, life);
  return showings.slice(1).flatMap((second, index): [Showing, Showing][] => {
    const first = showings[index];
    return first && isUntouched(trace, first.at, second.at) ? [[first, second]] : [];
  });
}

function judgePair(contract: Contract, life: Life, first: Showing, second: Showing): readonly Judgement[] {
  const { operation } = second.exchange;
  const said = { exchange: second.exchange, steps: [life.step('create'), first.exchange, second.exchange] };
  const [before, after] = [first, second].map(({ members }) => identityOf(life, members));
  if (before !== after && before !== undefined && after !== undefined)
    return brokenRule(contract, life, operation, {
      ...said,
      keyword: 'read',
      message: `a read shows ${before}, and the next one ${after}`,
      expected: before,
      received: after,
    });
  const { both, members } = differing(life.resource, first.members, second.members);
  if (both === 0) return notExercised(operation, 'the reads show no member that is to stay');
  if (members.length === 0) return holds(operation);
  return members.flatMap(({ member, keyword }) =>
    brokenRule(contract, life, operation, {
      ...said,
      keyword,
      isDetail: true,
      bound: contract.statement(life.resource.pointer, 'read').level,
      instance: `/${member}`,
      message: `${member} is another in the next read, and nothing was written between`,
      expected: first.members[member] ?? null,
      received: second.members[member] ?? null,
    }),
  );
}

function identityOf({ resource: { list } }: Life, members: Showing['members']): string | undefined {
  return list && itemIdentity(list, members);
}
