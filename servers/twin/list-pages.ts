import { meant } from '../../contract/reference.ts';
import type { Contract, ListRule, Parameter } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { type Pointer, withValueAt } from '../../model/pointer.ts';
import type { HeaderField } from '../../model/request.ts';
import { placed, spotOf } from './placing.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** What pages are made with. */
export interface PageParts {
  readonly contract: Contract;
  readonly replies: Replies;
}

/** The items of a list, all of them, and where they stand in its reply. */
export interface AllItems {
  readonly items: readonly Json[];
  readonly at: Pointer;
}

interface Page {
  readonly items: readonly Json[];
  readonly total: number;
  /** Where the next page begins; undefined on the last. */
  readonly next: number | undefined;
}

/** Carries where a page begins in an address that a reply names; no contract speaks of it. */
const AFTER = 'assay-after';

/**
 * A reply that shows of a list what a call asks for, and says how many items there are and where the next page begins, as
 * the contract has it. Undefined where the reply's schema does not take the items.
 */
export function pageFor(
  parts: PageParts,
  call: Call,
  reply: TwinReply,
  { items, at }: AllItems,
): TwinReply | undefined {
  const { operation } = call;
  const isRight = (body: Json) => parts.replies.isRight(operation, reply.status, body);
  const { list } = operation;
  const page = list
    ? pageOf(parts.contract, list, call, items)
    : { items, total: items.length, next: undefined };
  if (reply.body === undefined) return undefined;
  const body = withValueAt(reply.body, at, [...page.items]);
  if (!isRight(body)) return undefined;
  const counted = list ? withTotal(list, { ...reply, body }, page.total, isRight) : { ...reply, body };
  return list?.paging?.by === 'next' ? withNext(parts, call, counted, page.next, isRight) : counted;
}

function pageOf(contract: Contract, list: ListRule, call: Call, items: readonly Json[]): Page {
  const given = (name: string | undefined): number | undefined => {
    const parameter = call.operation.parameters.find((one) => one.name === name && one.in === 'query');
    const value = parameter && (call.values.get(parameter) ?? usualValue(contract, parameter));
    const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
    return Number.isInteger(number) && number >= 0 ? number : undefined;
  };
  const limit = given(list.limit) ?? items.length;
  const from = beginning(list, call, limit, given);
  const shown = items.slice(from, from + limit);
  const end = from + shown.length;
  return { items: shown, total: items.length, next: end < items.length && limit > 0 ? end : undefined };
}

function beginning(
  { paging }: ListRule,
  { query }: Call,
  limit: number,
  given: (name: string) => number | undefined,
): number {
  switch (paging?.by) {
    case 'offset':
      return given(paging.parameter) ?? 0;
    case 'page':
      return Math.max(0, (given(paging.parameter) ?? paging.first) - paging.first) * limit;
    case 'next': {
      if (paging.parameter !== undefined) return given(paging.parameter) ?? 0;
      const after = Number(new URLSearchParams(query).get(AFTER) ?? 0);
      return Number.isInteger(after) && after >= 0 ? after : 0;
    }
    case undefined:
      return 0;
  }
}

/** What a parameter that is not given is taken for. */
function usualValue({ document }: Contract, { schema }: Parameter): Json | undefined {
  const declared = meant(document, schema).value;
  return isObject(declared) ? declared['default'] : undefined;
}

function withTotal(
  { total }: ListRule,
  reply: TwinReply,
  count: number,
  isRight: (body: Json) => boolean,
): TwinReply {
  const name = total === undefined ? undefined : headerIn(total);
  if (name !== undefined) return { ...reply, headers: withHeader(reply.headers, [name, String(count)]) };
  const spot = total === undefined ? undefined : spotOf(total);
  if (!spot || reply.body === undefined) return reply;
  return { ...reply, body: placed(reply.body, spot, String(count), isRight) ?? reply.body };
}

function withNext(
  { contract }: PageParts,
  call: Call,
  reply: TwinReply,
  next: number | undefined,
  isRight: (body: Json) => boolean,
): TwinReply {
  const { paging } = call.operation.list ?? {};
  if (paging?.by !== 'next') return reply;
  const said = next === undefined || paging.parameter !== undefined ? next : addressOf(contract, call, next);
  const name = headerIn(paging.next);
  if (name !== undefined) {
    const text = /^link$/i.test(name) ? `<${String(said)}>; rel="next"` : String(said);
    const others = reply.headers.filter(([header]) => header.toLowerCase() !== name.toLowerCase());
    return { ...reply, headers: said === undefined ? others : [...others, [name, text]] };
  }
  const spot = spotOf(paging.next);
  if (!spot || reply.body === undefined) return reply;
  if (said !== undefined)
    return { ...reply, body: placed(reply.body, spot, String(said), isRight) ?? reply.body };
  const ended = [undefined, null, '']
    .map((end) => withValueAt(reply.body ?? null, spot.pointer, end))
    .find(isRight);
  return { ...reply, body: ended ?? reply.body };
}

function addressOf(contract: Contract, { operation, path, query }: Call, next: number): string {
  const asked = new URLSearchParams(query);
  asked.set(AFTER, String(next));
  const filled = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path.get(name) ?? '')),
  );
  return `${contract.basePath}${filled}?${asked}`;
}

function headerIn(expression: string): string | undefined {
  return /^\{?\$response\.header\.([^#}]+)/.exec(expression)?.[1];
}

function withHeader(headers: readonly HeaderField[], field: HeaderField): HeaderField[] {
  return [...headers.filter(([name]) => name.toLowerCase() !== field[0].toLowerCase()), field];
}
