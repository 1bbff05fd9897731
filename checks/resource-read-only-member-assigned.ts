import { keptMembers } from '../contract/kept-members.ts';
import type { AssignedMember } from '../model/case.ts';
import type { Broken, Check, Judgement } from '../model/check.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Level, weakest } from '../model/statement.ts';
import { type Exchange, isSuccess, type Trace } from '../model/trace.ts';
import { isSameMember } from './echo.ts';
import { broken, brokenOrHolds, holds, notExercised, raised } from './judgements.ts';
import { isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { orderOf } from './order.ts';
import { showingsOf, shownMember } from './showings.ts';

/** What no client may set keeps its value, whatever a create or an update carries. */
export const resourceReadOnlyMemberAssigned: Check = {
  id: 'resource-read-only-member-assigned',
  title: 'Members that only the target sets are not taken from requests',
  level: 'must',
  wfc: 203,
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, contract) => contract.resources.some((resource) => isSetBy(contract, resource, id)),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life') return [];
    return trace.steps.flatMap(({ role, exchange }, at) => {
      if (!exchange.case.assigned) return [];
      return role === 'update-assigned' || role === 'create-other'
        ? judgeAssigned(contract, life, exchange, aroundOf(trace, life, at))
        : [];
    });
  },
};

function isSetBy(contract: Contract, resource: Resource, id: Operation['id']): boolean {
  const { create, read, update, delete: removal } = resource;
  if (!create || !read || !removal) return false;
  const isMade = create.operation === id && 'expression' in create.identity;
  if (isMade && keptMembers(contract, resource, 'create').length > 0) return true;
  return update?.operation === id && keptMembers(contract, resource, 'update').length > 0;
}

/** What is there of itself, and what is there afterwards. */
interface Around {
  readonly before: Exchange | undefined;
  readonly after: Exchange | undefined;
}

/** Of an update the reads around it; of a create the read of what was made by itself, and that of what it made. */
function aroundOf(trace: Extract<Trace, { kind: 'life' }>, life: Life, at: number): Around {
  const after = trace.steps[at + 1];
  const isRead = after?.role === 'read-assigned' || after?.role === 'read-other';
  return {
    before: showingsOf(trace, life).findLast((one) => one.at < at)?.exchange,
    after: isRead ? after.exchange : undefined,
  };
}

function judgeAssigned(
  contract: Contract,
  life: Life,
  write: Exchange,
  { before, after }: Around,
): readonly Judgement[] {
  const { operation, reply, body } = write;
  if (!isSuccess(reply?.status))
    return saysNothing(write)
      ? notExercised(operation, `the request was answered ${reply?.status ?? 'by nothing'}`)
      : holds(operation);
  const [was, now] = [representation(life, before), representation(life, after)];
  if (!isShown(after) || !after || !isObject(now) || !isObject(was) || !isObject(body))
    return notExercised(operation, 'the object could not be read afterwards');
  const told = (write.case.assigned ?? []).flatMap((assigned) => {
    const isTaken = isTakenOver(body[assigned.member], was, now, assigned.member);
    return isTaken === undefined ? [] : [{ assigned, isTaken }];
  });
  if (told.length === 0) return notExercised(operation, 'a read shows none of the members');
  const found = told.filter(({ isTaken }) => isTaken);
  return brokenOrHolds(
    operation,
    found.map(({ assigned }) => brokenBy(contract, assigned, { write, was, now, before, after, body })),
  );
}

interface Taken {
  readonly write: Exchange;
  readonly before: Exchange | undefined;
  readonly after: Exchange;
  readonly body: JsonObject;
  readonly was: JsonObject;
  readonly now: JsonObject;
}

function brokenBy(
  contract: Contract,
  { member, statement: { pointer, keyword }, bound, isIdentity }: AssignedMember,
  { write, was, now, before, after, body }: Taken,
): Broken {
  const said = contract.statement(pointer, keyword);
  const own = contract.statement(write.operation.pointer);
  const isCreate = write.case.effect === 'create' && write.case.step?.role !== 'update-assigned';
  // What one object is of itself, another need not be: only what nothing has of itself tells of a create.
  const isDoubtful = isCreate && !isIdentity && !isUnlikely(body[member]);
  const most: Level = isDoubtful ? 'may' : 'must';
  return broken(
    {
      statement: raised(said, weakest(own.level, said.level)),
      instance: `/${member}`,
      message: `no client may set ${member}, and a read shows what the request set it to`,
      expected: was[member] ?? inWords('what the target sets'),
      received: now[member] ?? null,
      exchange: after,
      steps: [before, write, after].filter((step) => step !== undefined),
    },
    weakest(bound, most),
  );
}

// A count that goes on by itself comes to a number that is near it.
const FAR = 1000;

/** Whether a read shows what was sent and was not there before; undefined where nobody can tell. */
function isTakenOver(
  sent: Json | undefined,
  was: JsonObject,
  now: JsonObject,
  member: string,
): boolean | undefined {
  const [before, after] = [shownMember(was, member), shownMember(now, member)];
  if (sent === undefined || after === undefined) return undefined;
  if (before === undefined && !isUnlikely(sent)) return undefined;
  if (typeof sent === 'number' && !isFar(sent, before)) return undefined;
  const isSame = (one: Json, other: Json) => orderOf(one, other) === 0 || isSameMember(one, other, 'value');
  return isSame(sent, after) && (before === undefined || !isSame(sent, before));
}

function isFar(sent: number, before: Json | undefined): boolean {
  return Math.abs(sent - (typeof before === 'number' ? before : 0)) >= FAR;
}

/** Whether nothing comes to a value of itself: a truth value, a small number or a word of a list might. */
function isUnlikely(value: Json | undefined): boolean {
  if (typeof value === 'number') return Math.abs(value) >= FAR;
  return typeof value === 'string' && value.length >= 6 && /\d/.test(value);
}
