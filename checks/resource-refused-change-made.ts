import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import { type Exchange, isSuccess, type Trace } from '../model/trace.ts';
import { differingMembers, isSameMember } from './echo.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
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
      ({ read, update, delete: removal }) =>
        read && ((update?.operation === id && update.semantics !== 'upsert') || removal?.operation === id),
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
}

const LOOKS = /^read(-refused)?$/;

function looksAround({ steps }: Extract<Trace, { kind: 'life' }>, at: number): Looks {
  const next = steps[at + 1];
  return {
    create: steps.find(({ role }) => role === 'create')?.exchange,
    before: steps.slice(0, at).findLast(({ role }) => LOOKS.test(role))?.exchange,
    after: next?.role === 'read-refused' ? next.exchange : undefined,
  };
}

// What was not read in time, or has to wait, is not refused for good: it may be carried out yet.
const NOT_FINAL: ReadonlySet<number> = new Set([408, 425, 429]);

function judgeRefused(
  contract: Contract,
  life: Life,
  refused: Exchange,
  { create, before, after }: Looks,
): readonly Judgement[] {
  const { operation, reply } = refused;
  const status = reply?.status ?? 0;
  if (isSuccess(status) || status < 400 || status >= 500 || NOT_FINAL.has(status))
    return notExercised(operation, 'what was to be refused was not refused');
  if (!isShown(before) || !after?.reply)
    return notExercised(operation, 'the object could not be read before and after');
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
    const expected = 'the object as it was';
    return brokenOrHolds(operation, [
      broken({ ...found, instance: null, message, expected, received: after.reply.status }),
    ]);
  }
  const { body } = refused;
  const [was, now] = [representation(life, before), representation(life, after)];
  if (!isObject(body) || !isObject(was) || !isObject(now)) return brokenOrHolds(operation, []);
  // What others change meanwhile is not what this request asked for.
  const asked = new Set(differingMembers(life.resource.echo, body, was).map(({ member }) => member));
  const made = life.resource.echo.filter(({ member, as }) => {
    const [sent, shown] = [body[member], now[member]];
    return asked.has(member) && sent !== undefined && shown !== undefined && isSameMember(sent, shown, as);
  });
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
