import { listedItems } from '../contract/identities.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { isObject } from '../model/json.ts';
import { type Exchange, isSuccess, type Step, type Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import {
  brokenRule,
  isListed,
  isShown,
  type Life,
  lifeOf,
  representation,
  saysNothing,
  wasDone,
} from './life.ts';
import { differing } from './told-members.ts';

/** A delete takes nothing else along, and changes nothing else. */
export const resourceDeleteTouchesOthers: Check = {
  id: 'resource-delete-touches-others',
  title: 'A delete leaves other objects alone',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ create, read, delete: removal }) =>
        removal?.operation === id && read && create && 'expression' in create.identity,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life' || !trace.steps.some(({ role }) => role === 'create-other')) return [];
    const at = trace.steps.findIndex(({ role }) => role === 'delete-other');
    const deletion = trace.steps[at];
    if (!deletion) return notMade(contract, life);
    const { exchange } = deletion;
    const { operation } = exchange;
    if (!wasDone(deletion)) return notExercised(operation, 'the delete was not accepted, or has not ended');
    const before = trace.steps.slice(0, at).findLast(({ role }) => READS.has(role))?.exchange;
    const after = life.step('read-spared');
    if (!before || !isShown(before) || !after?.reply)
      return notExercised(operation, 'the other object could not be read before and after');
    const said = { life, deletion: exchange, before, after };
    const touched = isShown(after) ? changed(contract, said) : vanished(contract, said);
    return touched ?? judgeLists(contract, life, trace, exchange) ?? holds(operation);
  },
};

const READS: ReadonlySet<Step['role']> = new Set(['read', 'read-refused']);

interface Told {
  readonly life: Life;
  readonly deletion: Exchange;
  readonly before: Exchange;
  readonly after: Exchange;
}

function notMade({ operations }: Contract, { resource }: Life): readonly Judgement[] {
  const removal = operations.find(({ id }) => id === resource.delete?.operation);
  return removal ? notExercised(removal, 'no other object could be created and deleted') : [];
}

function vanished(contract: Contract, { life, deletion, before, after }: Told): readonly Judgement[] {
  const { operation } = deletion;
  const status = after.reply?.status ?? null;
  if (saysNothing(after)) return notExercised(operation, `the read after it was answered ${status}`);
  return brokenRule(contract, life, operation, {
    keyword: 'delete',
    message: `another ${life.resource.name} was deleted, and a read of this one answers ${status}`,
    expected: inWords('the object'),
    received: status,
    exchange: after,
    steps: [life.step('create'), before, deletion, after],
  });
}

/** Undefined where nothing of it changed. */
function changed(
  contract: Contract,
  { life, deletion, before, after }: Told,
): readonly Judgement[] | undefined {
  const [was, now] = [representation(life, before), representation(life, after)];
  if (!isObject(was) || !isObject(now))
    return notExercised(deletion.operation, 'a read before or after shows no object');
  const { members } = differing(life.resource, was, now);
  if (members.length === 0) return undefined;
  return members.flatMap(({ member, keyword }) =>
    brokenRule(contract, life, deletion.operation, {
      keyword,
      isDetail: true,
      bound: contract.statement(life.resource.pointer, 'delete').level,
      instance: `/${member}`,
      message: `${member} is another after another ${life.resource.name} was deleted`,
      expected: was[member] ?? null,
      received: now[member] ?? null,
      exchange: after,
      steps: [life.step('create'), before, deletion, after],
    }),
  );
}

/** Undefined where the list shows it still, or may show only a part of what there is. */
function judgeLists(
  contract: Contract,
  life: Life,
  trace: Trace,
  deletion: Exchange,
): readonly Judgement[] | undefined {
  const [before, after] = [life.step('list-beside'), life.step('list-spared')];
  if (isListed(life, before) !== true || isListed(life, after) !== false || !after) return undefined;
  if (!isNarrow(life, before, after)) return undefined;
  return brokenRule(contract, life, deletion.operation, {
    keyword: 'delete',
    message: `another ${life.resource.name} was deleted, and the list lacks ${life.identity} since`,
    expected: life.identity ?? null,
    received: after.reply?.json ?? null,
    exchange: after,
    steps: [...(trace.kind === 'life' ? [life.step('create')] : []), before, deletion, after],
  });
}

/** What others make may push an object out of a list that is cut, but not out of one that asks for it. */
function isNarrow({ resource: { list } }: Life, before: Exchange | undefined, after: Exchange): boolean {
  if (!list || !isSuccess(after.reply?.status)) return false;
  if ([...list.find.keys()].some((name) => after.query.has(name))) return true;
  const [was, is] = [before, after].map((one) => listedItems(list, one?.reply?.json)?.length ?? 0);
  return (is ?? 0) < (was ?? 0);
}
