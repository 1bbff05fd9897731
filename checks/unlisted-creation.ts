import { isCut } from '../contract/list-replies.ts';
import type { Judgement } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { succeeded, type Trace } from '../model/trace.ts';
import { notExercised } from './judgements.ts';
import { brokenRule } from './life.ts';

/** A create that was carried out, and the list, which alone names what it made and shows nothing of the kind. */
export function neverListed(
  contract: Contract,
  { resource, create, list }: Extract<Trace, { kind: 'unlisted-creation' }>,
  blamed: Operation,
): readonly Judgement[] {
  if (!succeeded(create)) return [];
  if (list.operation.list && isCut(list.operation.list, list))
    return notExercised(blamed, 'the list says that it shows only a part of what there is');
  return brokenRule(contract, { resource }, blamed, {
    keyword: 'create/identity',
    isDetail: true,
    message: `created with ${create.reply?.status}, and the list shows nothing that is as it was sent`,
    expected: inWords('the object in the list'),
    received: list.reply?.json ?? null,
    exchange: list,
    steps: [create, list],
  });
}
