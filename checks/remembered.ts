import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, succeeded, type Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';
import { changesBetween, type Showing, showingsOf, shownMember } from './showings.ts';

/** What must hold of a member from one read to the next. */
export interface Memory {
  readonly keyword: 'fixed' | 'rising';
  /** Whether a later value breaks it; undefined where the two cannot be compared. */
  isBroken(before: Json, after: Json): boolean | undefined;
  /** In words, after the member's name. */
  readonly wrong: string;
}

interface Pair {
  readonly member: string;
  readonly before: Showing;
  readonly after: Showing;
  readonly change: Exchange;
  readonly isBroken: boolean;
}

/** Whether what an operation does to an object must leave what is remembered of it alone. */
export function isRemembering(keyword: Memory['keyword']): Check['applies'] {
  return ({ id }, { resources }) =>
    resources.some(
      ({ update, act, read, [keyword]: members }) =>
        read && members.length > 0 && (update?.operation === id || act.includes(id)),
    );
}

/** Judges members that reads show before and after updates and acts. */
export function judgeRemembered(trace: Trace, contract: Contract, memory: Memory): readonly Judgement[] {
  const life = lifeOf(trace);
  if (!life || trace.kind !== 'life') return [];
  const members = life.resource[memory.keyword];
  const changing = new Set(changesBetween(trace, -1, trace.steps.length).map(({ operation }) => operation));
  const pairs = pairsOf(trace, members, memory, showingsOf(trace, life));
  return [...changing]
    .filter((operation) => isRemembering(memory.keyword)(operation, contract))
    .flatMap((operation) => {
      const own = pairs.filter(({ change }) => change.operation === operation);
      if (own.length === 0)
        return notExercised(operation, `no two reads around it show ${members.join(' or ')}`);
      const broken = own.filter(({ isBroken }) => isBroken);
      return broken.length === 0 ? holds(operation) : brokenBy(contract, life, broken, memory);
    });
}

function brokenBy(contract: Contract, life: Life, pairs: readonly Pair[], memory: Memory): Judgement[] {
  return pairs.flatMap(({ member, before, after, change }) =>
    brokenRule(contract, life, change.operation, {
      keyword: `${memory.keyword}/${member}`,
      isDetail: true,
      instance: `/${member}`,
      message: `${member} ${memory.wrong}`,
      expected: before.members[member] ?? null,
      received: after.members[member] ?? null,
      exchange: after.exchange,
      steps: [life.step('create'), before.exchange, change, after.exchange],
    }),
  );
}

/** What a client may not set and sets all the same, another check judges. */
function isAssigned({ steps }: Extract<Trace, { kind: 'life' }>, from: number, to: number): boolean {
  return steps.slice(from + 1, to).some(({ role }) => role === 'update-assigned');
}

/** For each read after an update or an act, what it shows again. */
function pairsOf(
  trace: Extract<Trace, { kind: 'life' }>,
  members: readonly string[],
  memory: Memory,
  showings: readonly Showing[],
): Pair[] {
  return members.flatMap((member) => {
    const shown = showings.filter((one) => shownMember(one.members, member) !== undefined);
    return shown.slice(1).flatMap((after, index): Pair[] => {
      const before = shown[index];
      if (!before || isAssigned(trace, before.at, after.at)) return [];
      const change = changesBetween(trace, before.at, after.at).findLast(succeeded);
      const isBroken = memory.isBroken(before.members[member] ?? null, after.members[member] ?? null);
      return change && isBroken !== undefined ? [{ member, before, after, change, isBroken }] : [];
    });
  });
}
