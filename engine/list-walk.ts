import { saidNext, saidTotal, shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Case, PlannedParameter } from '../model/case.ts';
import type { ListRule, Operation } from '../model/contract.ts';
import type { Exchange, ListWalk } from '../model/trace.ts';
import { limitNear, queryParameter, withQuery } from '../plan/list-parameters.ts';
import { type EngineContext, operationOf } from './context.ts';
import { pathAt } from './location.ts';

// More would keep a target busy for what a few pages tell.
const MAX_PAGES = 20;
const USUAL_PAGES = 10;

/** What walks through a list. */
export interface Walker {
  readonly context: EngineContext;
  readonly list: ListRule;
  /** Identities of what this run created in it. */
  readonly own: readonly string[];
  /** Sends a page's case, or reads what stands at an address. */
  readonly send: (planned: Case, at?: string) => Promise<Exchange>;
}

/** Where a page begins. */
interface Position {
  readonly parameter?: PlannedParameter;
  readonly at?: string;
}

/** Walks through all pages of a list, a few items at a time; `whole` tells how many there are. */
export async function walkPages(walker: Walker, planned: Case, whole: Exchange): Promise<ListWalk> {
  const { context, list, send } = walker;
  const operation = operationOf(context.contract, planned.operation);
  const limit = limitNear(context, operation, pageSize(walker, whole));
  const pages: Exchange[] = [];
  let position: Position | { why: string } | undefined = {};
  while (position && !('why' in position)) {
    if (pages.length === MAX_PAGES) return { pages, why: `the list has more than ${MAX_PAGES} pages` };
    if (context.signal.aborted) return { pages, why: 'the run was stopped before' };
    const { parameter, at }: Position = position;
    const more = [limit, parameter].filter((one) => one !== undefined);
    const parameters = withQuery(planned.request.parameters, ...more);
    const exchange = await send({ ...planned, request: { ...planned.request, parameters } }, at);
    if (!shownItems(list, exchange)) return refused(list, pages, limit, exchange);
    pages.push(exchange);
    position = isLast(list, pages, limit) ? undefined : after(walker, operation, pages);
  }
  return { pages, ...(position ? { why: position.why } : {}) };
}

/** Few pages, and yet more than one; where it can be, items of ours stand on both sides of the first border. */
function pageSize({ list, own }: Walker, whole: Exchange): number {
  const count = shownItems(list, whole)?.length ?? 0;
  const least = Math.max(1, Math.ceil(Math.max(count, saidTotal(list, whole) ?? 0) / USUAL_PAGES));
  const identities = shownIdentities(list, whole) ?? [];
  const isOwn = (at: number) => own.includes(identities[at] ?? '');
  const border = identities.findIndex((_, at) => at >= least && isOwn(at - 1) && isOwn(at));
  return border > 0 ? border : least;
}

/** Some answer that there is no such page where the list has ended with a full one. */
function refused(
  list: ListRule,
  pages: readonly Exchange[],
  limit: PlannedParameter | undefined,
  { reply }: Exchange,
): ListWalk {
  const last = pages.at(-1);
  const isCounted = last && saidTotal(list, last) === passedBy(list, pages);
  if (isShort(list, last, limit) || isCounted === true) return { pages };
  return { pages, why: `page ${pages.length + 1} was answered ${reply?.status ?? 'by nothing'}` };
}

function isShort(list: ListRule, page: Exchange | undefined, limit: PlannedParameter | undefined): boolean {
  return page !== undefined && (shownItems(list, page)?.length ?? 0) < Number(limit?.value ?? 0);
}

function passedBy(list: ListRule, pages: readonly Exchange[]): number {
  return pages.reduce((sum, page) => sum + (shownItems(list, page)?.length ?? 0), 0);
}

/** Whether a list that is paged by numbers has ended: a page may be short where the target shows no more at once. */
function isLast(list: ListRule, pages: readonly Exchange[], limit: PlannedParameter | undefined): boolean {
  const last = pages.at(-1);
  if (!last || list.paging?.by === 'next') return false;
  if (shownItems(list, last)?.length === 0) return true;
  return isShort(list, last, limit) && saidTotal(list, last) === passedBy(list, pages);
}

/** Where the next page begins; undefined at the end of the list. */
function after(
  { context, list }: Walker,
  operation: Operation,
  pages: readonly Exchange[],
): Position | { why: string } | undefined {
  const { paging } = list;
  const last = pages.at(-1);
  if (!paging || !last) return undefined;
  if (paging.by === 'next') {
    const next = saidNext(list, last);
    if (next === undefined) return undefined;
    if (paging.parameter !== undefined) return given(context, operation, paging.parameter, next);
    const at =
      typeof next === 'string' ? pathAt(context.contract, context.transport.url, last, next) : undefined;
    return at === undefined ? { why: 'the link to the next page leads out of the target' } : { at };
  }
  const number = paging.by === 'offset' ? passedBy(list, pages) : paging.first + pages.length;
  return given(context, operation, paging.parameter, number);
}

function given(
  context: EngineContext,
  operation: Operation,
  name: string,
  value: Parameters<typeof queryParameter>[3],
): Position | { why: string } {
  const parameter = queryParameter(context, operation, name, value);
  if (parameter) return { parameter };
  return { why: `the document does not allow ${name} ${JSON.stringify(value)}` };
}
