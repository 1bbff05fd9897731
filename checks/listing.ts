import { shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Broken, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Level } from '../model/statement.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { broken } from './judgements.ts';

/** What a list held all the while that it was looked at; nothing where its items have no identity. */
export interface Steady {
  readonly known: ReadonlySet<string>;
  /** What of it this run created: nobody else has a reason to touch that. */
  readonly own: ReadonlySet<string>;
}

/** What a list showed before and after; or why nothing can be said of what it showed in between. */
export function steadily({ list, before, after, own }: Listing): Steady | { why: string } {
  const first = shownItems(list, before);
  const last = shownItems(list, after);
  if (!first || !last) return { why: 'the list could not be read' };
  const changed = { why: 'others changed the list meanwhile' };
  const known = shownIdentities(list, before);
  const later = shownIdentities(list, after);
  if (!known || !later) {
    return first.length === last.length ? { known: new Set(), own: new Set() } : changed;
  }
  const isSame = first.length === last.length && later.every((identity) => known.includes(identity));
  if (!isSame) return changed;
  return { known: new Set(known), own: new Set(own.filter((identity) => known.includes(identity))) };
}

/** A part of `x-assay-list` that a list breaks. */
export function brokenList(
  contract: Contract,
  { operation, list }: Pick<Listing, 'operation' | 'list'>,
  said: Pick<Broken, 'message' | 'expected' | 'received' | 'exchange'> & {
    readonly keyword: 'limit' | 'total' | 'paging';
    readonly steps: readonly Exchange[];
    readonly bound?: Level;
  },
): Judgement[] {
  const { keyword, bound, ...rest } = said;
  const statement = contract.statement(list.pointer, keyword);
  const found = broken({ ...rest, statement, instance: null }, bound);
  return [{ operation: operation.id, verdict: 'broken', broken: [found] }];
}
