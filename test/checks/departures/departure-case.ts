import type { JsonObject } from '../../../model/json.ts';
import type { Basis, Level } from '../../../model/statement.ts';
import type { TinyOptions } from '../../support/tiny-api.ts';
import type { Departure, TinyReply, TinyRequest } from '../../support/tiny-departure.ts';

/** A server that departs in one way, and the finding that must come of it. */
export interface DepartureCase {
  readonly check: string;
  /** What the server does, completing "a server that …". */
  readonly server: string;
  readonly departure: Departure;
  readonly operation: string;
  readonly level: Level;
  readonly pointer: string;
  readonly keyword: string;
  /** Title of the document and how sure it is; the guide documents it where this is left out. */
  readonly source?: { readonly document: string; readonly basis: Basis };
  readonly instance?: string | null;
  /** Other checks that the same departure breaks of itself. */
  readonly also?: readonly string[];
  /** By default only the departing operation takes part, with the lives that it belongs to. */
  readonly options?: TinyOptions;
}

/** Statements of the tiny contract that are less than documented. */
export const CORROBORATED = { document: 'Tiny Client', basis: 'corroborated' } as const;
export const INFERRED = { document: 'Tiny Guide', basis: 'inferred' } as const;

/** Whether a request is for an operation, its path given with `*` for one segment. */
export function isFor(request: TinyRequest, operation: string): boolean {
  const [method, path = ''] = operation.split(' ');
  const pattern = new RegExp(`^${path.replaceAll('*', '[^/]+')}$`);
  return request.method === method && pattern.test(request.path);
}

/** Changes the replies of one operation that have one status. */
export function changing(
  operation: string,
  status: number,
  change: (reply: TinyReply) => TinyReply,
): Pick<Departure, 'tamper'> {
  return {
    tamper: (request, reply) =>
      isFor(request, operation) && reply.status === status ? change(reply) : reply,
  };
}

/** A reply whose JSON has other members; undefined takes one away. */
export function withMembers(members: Readonly<Record<string, string | number | undefined>>) {
  return (reply: TinyReply): TinyReply => ({
    ...reply,
    json: JSON.parse(JSON.stringify({ ...(reply.json as object), ...members })) as TinyReply['json'] & {},
  });
}

/** A list that shows one more item. */
export function withItem(item: JsonObject) {
  return (reply: TinyReply): TinyReply => {
    const { items } = reply.json as { items: JsonObject[] };
    return { ...reply, json: { items: [item, ...items] } };
  };
}

/** A reply that lacks a header. */
export function withoutHeader(name: string) {
  return (reply: TinyReply): TinyReply => ({
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers ?? {}).filter(([header]) => header !== name)),
  });
}
