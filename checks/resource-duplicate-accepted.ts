import { createdIdentity } from '../contract/created-identity.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract, Resource } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess, type Step, succeeded, type Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { isRefusedForGood } from './made-members.ts';

/** A create or an update is refused that would give an object what another one has and no two may share. */
export const resourceDuplicateAccepted: Check = {
  id: 'resource-duplicate-accepted',
  title: 'No two objects share what is to be unique',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some((resource) => writes(resource, id)),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life') return [];
    return trace.steps.flatMap((step, at) => {
      if (step.role === 'create-repeated') return judgeCreate(contract, life, step);
      return step.role === 'update-repeated' ? judgeUpdate(contract, life, trace, at) : [];
    });
  },
};

function writes({ create, read, update, unique }: Resource, id: string): boolean {
  // An upsert means the object that has the same name.
  if (unique.length === 0 || !create || update?.semantics === 'upsert') return false;
  return (create.operation === id && 'expression' in create.identity) || (update?.operation === id && !!read);
}

function judgeCreate(contract: Contract, life: Life, step: Step): readonly Judgement[] {
  const { exchange: again } = step;
  const create = life.step('create');
  const undecided = whyUndecided(step) ?? (isShown(create) ? undefined : 'nothing was there to repeat');
  if (undecided !== undefined) return notExercised(again.operation, undecided);
  if (!isSuccess(again.reply?.status) || step.outcome === 'failed') return holds(again.operation);
  const made = createdIdentity(life.resource, again);
  if (made === undefined)
    return notExercised(again.operation, 'the reply does not tell whether it made anything');
  // What is answered with the object that was there made no other.
  if (made === life.identity) return holds(again.operation);
  const shown = valueAt(again.reply?.json, life.resource.create?.at ?? '');
  return judgeShared(contract, life, {
    write: again,
    shown,
    message: (name) => `${name} is that of ${life.identity}, and ${made} was created with it as well`,
    steps: [create, again],
  });
}

function judgeUpdate(
  contract: Contract,
  life: Life,
  { steps }: Extract<Trace, { kind: 'life' }>,
  at: number,
): readonly Judgement[] {
  const [step, after] = [steps[at], steps[at + 1]?.exchange];
  if (!step) return [];
  const { exchange: update } = step;
  const undecided = whyUndecided(step);
  if (undecided !== undefined) return notExercised(update.operation, undecided);
  if (!isSuccess(update.reply?.status) || step.outcome === 'failed') return holds(update.operation);
  if (!isShown(after)) return notExercised(update.operation, 'the object could not be read afterwards');
  return judgeShared(contract, life, {
    write: update,
    shown: representation(life, after),
    message: (name) => `${name} is that of another ${life.resource.name}, and ${life.identity} has it since`,
    steps: [life.step('create'), life.step('create-beside'), update, after],
  });
}

function whyUndecided({ exchange, outcome = 'succeeded' }: Step): string | undefined {
  const status = exchange.reply?.status;
  if (saysNothing(exchange)) return `it was answered ${status ?? 'by nothing'}`;
  if (!isSuccess(status)) return isRefusedForGood(status) ? undefined : `it was answered ${status}`;
  return succeeded(exchange) && outcome !== 'pending' && outcome !== 'unreadable'
    ? undefined
    : 'what it started has not ended';
}

/** What two objects were given alike, and one of them shows. */
interface Shared {
  readonly write: Exchange;
  readonly shown: Json | undefined;
  readonly message: (name: string) => string;
  readonly steps: readonly (Exchange | undefined)[];
}

function judgeShared(
  contract: Contract,
  life: Life,
  { write, shown, message, steps }: Shared,
): readonly Judgement[] {
  const { operation, body, case: planned } = write;
  const name = planned.step?.member;
  if (name === undefined || !isObject(body)) return [];
  // A target may make a name another one, so that it is alone again.
  const isOther = isObject(shown) && name in shown && !equalJson(shown[name] ?? null, body[name] ?? null);
  if (isOther) return holds(operation);
  return brokenRule(contract, life, operation, {
    keyword: `unique/${name}`,
    isDetail: true,
    instance: `/${name}`,
    message: message(name),
    expected: inWords('a refusal'),
    received: write.reply?.status ?? null,
    exchange: write,
    steps,
  });
}
