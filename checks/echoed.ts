import type { Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { differingMembers } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, type Life, representation } from './life.ts';

/** Judges whether a read shows the members that a write was given; `written` says in words what the write did. */
export function judgeEchoed(
  contract: Contract,
  life: Life,
  write: Exchange,
  read: Exchange,
  said: { readonly written: string; readonly steps: readonly (Exchange | undefined)[] },
): readonly Judgement[] {
  const { operation, body: sent } = write;
  const shown = representation(life, read);
  if (!isShown(read) || !isObject(shown))
    return notExercised(operation, 'the object could not be read afterwards');
  const differing = differingMembers(life.resource.echo, sent, shown);
  if (differing.length === 0) return holds(operation);
  return differing.flatMap(({ member }) =>
    brokenRule(contract, life, operation, {
      keyword: `echo/${member}`,
      isDetail: true,
      instance: `/${member}`,
      message: `${member} was ${said.written} another value than a read shows`,
      expected: isObject(sent) ? (sent[member] ?? null) : null,
      received: shown[member] ?? null,
      exchange: read,
      steps: said.steps,
    }),
  );
}
