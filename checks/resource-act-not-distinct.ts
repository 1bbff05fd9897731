import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, type Json } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';

/** What an act makes is another each time. */
export const resourceActNotDistinct: Check = {
  id: 'resource-act-not-distinct',
  title: 'What an act makes is another each time',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ distinct }) => distinct.has(id)),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life') return [];
    return [...life.resource.distinct].flatMap(([id, at]) => {
      const acts = trace.steps
        .filter(({ role, exchange }) => /^act(-again)?$/.test(role) && exchange.operation.id === id)
        .map(({ exchange }) => exchange);
      return judgeActs(contract, life, acts, at);
    });
  },
};

function judgeActs(
  contract: Contract,
  life: Life,
  acts: readonly Exchange[],
  at: Pointer,
): readonly Judgement[] {
  const [first] = acts;
  if (!first) return [];
  const { operation } = first;
  const telling = acts.filter((act) => succeeded(act) && madeBy(act, at) !== undefined);
  if (telling.length < 2) return notExercised(operation, `no two replies show what was made at ${at}`);
  const repeated = telling.find((act, index) =>
    telling.slice(0, index).some((earlier) => equalJson(madeBy(earlier, at), madeBy(act, at))),
  );
  if (!repeated) return holds(operation);
  return brokenRule(contract, life, operation, {
    keyword: `act/${operation.operationId ?? operation.id}`,
    isDetail: true,
    instance: at,
    message: `${at} is the same in two replies, and should be another each time`,
    // It may be a secret, and that it is the same says all.
    expected: inWords('another value'),
    received: inWords('the same value'),
    exchange: repeated,
    steps: [life.step('create'), ...telling],
  });
}

/** What is null or empty was not made. */
function madeBy({ reply }: Exchange, at: Pointer): Json | undefined {
  const value = valueAt(reply?.json, at);
  return value === null || value === '' ? undefined : value;
}
