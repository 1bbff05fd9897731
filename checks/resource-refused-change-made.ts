import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { isObject } from '../model/json.ts';
import { type Exchange, isSuccess, type Trace } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { isRefusedForGood, madeMembers } from './made-members.ts';
import { refusalStatement } from './refusal-statement.ts';

/** An update or a delete that is refused changes nothing. */
export const resourceRefusedChangeMade: Check = {
  id: 'resource-refused-change-made',
  title: 'A refused update or delete changes nothing',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ read, update, delete: removal }) => read && (update?.operation === id || removal?.operation === id),
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life') return [];
    return trace.steps.flatMap(({ role, exchange }, at) =>
      role === 'update-refused' || role === 'delete-refused'
        ? judgeRefused(contract, life, exchange, looksAround(trace, at))
        : [],
    );
  },
};

/** The reads before and after a step. */
interface Looks {
  readonly create: Exchange | undefined;
  readonly before: Exchange | undefined;
  readonly after: Exchange | undefined;
  /** What was sent between the two. */
  readonly between: readonly Exchange[];
}

const LOOKS = /^read(-refused)?$/;

function looksAround({ steps }: Extract<Trace, { kind: 'life' }>, at: number): Looks {
  const from = steps.slice(0, at).findLastIndex(({ role }) => LOOKS.test(role));
  // What is refused in the same way is followed by one read.
  const rest = steps.slice(at + 1);
  const to = rest.findIndex(({ role }) => role !== steps[at]?.role);
  return {
    create: steps.find(({ role }) => role === 'create')?.exchange,
    before: steps[from]?.exchange,
    after: rest[to]?.role === 'read-refused' ? rest[to].exchange : undefined,
    between: steps.slice(from + 1, at + 1 + Math.max(to, 0)).map(({ exchange }) => exchange),
  };
}

function judgeRefused(
  contract: Contract,
  life: Life,
  refused: Exchange,
  { create, before, after, between }: Looks,
): readonly Judgement[] {
  const { operation, reply } = refused;
  const status = reply?.status;
  if (!isRefusedForGood(status)) return notExercised(operation, 'what was to be refused was not refused');
  if (!isShown(before) || !after?.reply)
    return notExercised(operation, 'the object could not be read before and after');
  if (between.some((one) => isSuccess(one.reply?.status)))
    return notExercised(operation, 'another request that was to be refused was carried out');
  if (!isShown(after) && saysNothing(after))
    return notExercised(operation, `the read after it was answered ${after.reply.status}`);
  const steps = [create, before, refused, after].filter((step) => step !== undefined);
  const found = {
    statement: refusalStatement(contract, refused),
    exchange: after,
    steps,
  };
  if (!isShown(after)) {
    const message = `it was refused with ${status}, and a read answers ${after.reply.status} since`;
    const expected = inWords('the object as it was');
    return brokenOrHolds(operation, [
      broken({ ...found, instance: null, message, expected, received: after.reply.status }),
    ]);
  }
  const [was, now] = [representation(life, before), representation(life, after)];
  if (!isObject(was) || !isObject(now))
    return notExercised(operation, 'a read before or after shows no object');
  const { made } = madeMembers(life.resource.echo, refused.body, was, now);
  return brokenOrHolds(
    operation,
    made.map(({ member }) =>
      broken({
        ...found,
        instance: `/${member}`,
        message: `the update was refused with ${status}, and a read shows its ${member}`,
        expected: was[member] ?? null,
        received: now[member] ?? null,
      }),
    ),
  );
}
