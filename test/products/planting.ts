/** Plants departures from the documents into the replies of hand-written servers. */
import type { Check } from '../../model/check.ts';
import type { Level } from '../../model/statement.ts';
import type { Faults, HandReply, HandRequest, Reading } from '../servers/hand-server.ts';
import type { Product } from './product-table.ts';

/** A departure and the finding that must tell of it. */
export interface Planted {
  readonly title: string;
  readonly faults: Faults;
  /** Narrows the run, for speed: operations as "METHOD /path". */
  readonly only?: readonly string[];
  readonly reading?: Reading;
  readonly product?: Product;
  readonly finding: {
    readonly check: Check['id'];
    readonly operation: string;
    /** How the pointer into the contract ends. */
    readonly pointer: string;
    readonly keyword: string;
    /** @defaultValue `must`, which makes the target not conformant */
    readonly level?: Level;
  };
}

type Change = (reply: HandReply, request: HandRequest) => HandReply;

/** Changes the successful replies to one method on the paths that fit. */
export function on(method: string, path: RegExp, change: Change): Faults {
  return {
    tamper: (request, reply) =>
      request.method === method && path.test(request.path) && reply.status < 300
        ? change(reply, request)
        : reply,
  };
}

/** Changes every refusal to one method on the paths that fit. */
export function onRefusal(method: string, path: RegExp, status: number, change: Change): Faults {
  return {
    tamper: (request, reply) =>
      request.method === method && path.test(request.path) && reply.status === status
        ? change(reply, request)
        : reply,
  };
}

/** Takes out the member at a path; `*` is every item of a list. */
export function without(...path: readonly string[]): Change {
  const last = path.at(-1) ?? '';
  return (reply) => changed(reply, path.slice(0, -1), (holder) => delete holder[last]);
}

/** Sets the member at a path; `*` is every item of a list. */
export function having(path: readonly string[], value: unknown): Change {
  const last = path.at(-1) ?? '';
  return (reply) =>
    changed(reply, path.slice(0, -1), (holder) => {
      holder[last] = value;
    });
}

/** Sets a member at the root to what a function makes of the object that is shown. */
export function making(member: string, make: (shown: Record<string, unknown>) => unknown): Change {
  return (reply) =>
    changed(reply, [], (holder) => {
      holder[member] = make(holder);
    });
}

/** Answers with another status. */
export function answering(status: number): Change {
  return (reply) => ({ ...reply, status });
}

/** Answers with something else altogether. */
export function instead(reply: HandReply): Change {
  return () => reply;
}

/** Says another media type of the same body. */
export function typed(type: string): Change {
  return ({ json, ...reply }) => ({
    ...reply,
    body: JSON.stringify(json),
    headers: { ...reply.headers, 'content-type': type },
  });
}

/** Leaves out a header. */
export function withoutHeader(name: string): Change {
  return (reply) => ({
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers ?? {}).filter(([given]) => given !== name)),
  });
}

/** Shows a member of each object for ever as it was first seen, as a server does that does not keep updates. */
export function stale(path: RegExp, ...member: readonly string[]): Faults {
  const first = new Map<string, unknown>();
  return on('GET', path, (reply, request) => {
    const [holder] = holdersAt(reply.json, member.slice(0, -1));
    const name = member.at(-1) ?? '';
    if (!first.has(request.path)) first.set(request.path, holder?.[name]);
    return having(member, first.get(request.path))(reply, request);
  });
}

/** The page that a web server shows when what stands behind it is broken. */
export const ERROR_PAGE: HandReply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>It works!</h1></body></html>',
};

function changed(
  reply: HandReply,
  path: readonly string[],
  change: (holder: Record<string, unknown>) => void,
): HandReply {
  // Servers hand out their state itself; a change of a reply must not change it.
  const json: unknown = structuredClone(reply.json);
  for (const holder of holdersAt(json, path)) change(holder);
  return { ...reply, json };
}

function holdersAt(value: unknown, path: readonly string[]): Record<string, unknown>[] {
  const [first, ...rest] = path;
  if (typeof value !== 'object' || value === null) return [];
  if (first === undefined) return [value as Record<string, unknown>];
  if (first === '*') return Array.isArray(value) ? value.flatMap((item) => holdersAt(item, rest)) : [];
  return holdersAt((value as Record<string, unknown>)[first], rest);
}
