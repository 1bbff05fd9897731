import type { Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, succeeded, type Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';
import { type Showing, showingsOf, shownMember, updatesBetween } from './showings.ts';

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
  readonly update: Exchange;
  readonly isBroken: boolean;
}

/** Judges members that reads show before and after updates. */
export function judgeRemembered(trace: Trace, contract: Contract, memory: Memory): readonly Judgement[] {
  const life = lifeOf(trace);
  if (!life || trace.kind !== 'life' || !life.resource.update) return [];
  const members = life.resource[memory.keyword];
  const [update] = updatesBetween(trace, -1, trace.steps.length);
  if (members.length === 0 || !update) return [];
  const pairs = pairsOf(trace, members, memory, showingsOf(trace, life));
  if (pairs.length === 0)
    return notExercised(update.operation, `no two reads around an update show ${members.join(' or ')}`);
  const broken = pairs.filter(({ isBroken }) => isBroken);
  if (broken.length === 0) return holds(update.operation);
  return broken.flatMap(({ member, before, after, update: blamed }) =>
    brokenRule(contract, life, blamed.operation, {
      keyword: `${memory.keyword}/${member}`,
      isDetail: true,
      instance: `/${member}`,
      message: `${member} ${memory.wrong}`,
      expected: before.members[member] ?? null,
      received: after.members[member] ?? null,
      exchange: after.exchange,
      steps: [life.step('create'), before.exchange, blamed, after.exchange],
    }),
  );
}

/** For each read after an update, what it shows again. */
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
      if (!before) return [];
      const update = updatesBetween(trace, before.at, after.at).findLast(succeeded);
      const isBroken = memory.isBroken(before.members[member] ?? null, after.members[member] ?? null);
      return update && isBroken !== undefined ? [{ member, before, after, update, isBroken }] : [];
    });
  });
}
