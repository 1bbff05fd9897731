import { type ExpressionContext, evaluate } from '../contract/expressions.ts';
import { itemIdentities } from '../contract/identities.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { namesAnotherPath } from '../plan/path-values.ts';
import type { EngineContext } from './context.ts';
import { resourceOf } from './guard.ts';
import type { Sender } from './sender.ts';

/** Path parameters of one object that exists on the target. */
export type LinkedPath = ReadonlyMap<string, Json>;

/** Finds objects that a read needs and this run did not create. */
export interface Links {
  /** The parameters of an object of an operation, or why there is none. */
  resolve(operation: Operation): Promise<LinkedPath | { why: string }>;
  /** Remembers what a reply links to. */
  learn(exchange: Exchange): void;
}

// A list that leads to a list that leads to an item is the deepest that contracts have.
const MAX_DEPTH = 4;

/** What runtime expressions can speak of after an exchange. */
export function expressionContext(exchange: Exchange): ExpressionContext {
  const { request, reply, body, path, query } = exchange;
  return {
    method: request.method,
    request: { headers: request.headers, body, path, query },
    ...(reply ? { status: reply.status, response: { headers: reply.headers, body: reply.json } } : {}),
  };
}

/** Links that are followed once and remembered. */
export function linksOf(context: EngineContext, sender: Sender): Links {
  const known = new Map<string, Promise<LinkedPath | { why: string }>>();
  const resolve = (operation: Operation, depth: number): Promise<LinkedPath | { why: string }> => {
    const cached = known.get(operation.id);
    if (cached) return cached;
    const found = follow(operation, depth);
    known.set(operation.id, found);
    // What is not there yet may be there later.
    void found.then((path) => 'why' in path && known.delete(operation.id)).catch(() => undefined);
    return found;
  };

  const follow = async (operation: Operation, depth: number): Promise<LinkedPath | { why: string }> => {
    if (depth > MAX_DEPTH) return { why: 'its links lead in a circle' };
    let why = 'nothing in the document says where its id comes from';
    for (const source of sourcesOf(context, operation)) {
      const parent = isOpen(source.from, context)
        ? await resolve(source.from, depth + 1)
        : new Map<string, Json>();
      if ('why' in parent) {
        why = parent.why;
        continue;
      }
      const basic = context.plan.basics[source.from.id];
      if (!basic) continue;
      const exchange = await sender.send(
        { ...basic, purpose: `find an id for ${operation.id}` },
        { path: parent },
      );
      const path = succeeded(exchange) ? source.read(exchange) : undefined;
      if (path) return path;
      why = `${source.from.id} shows none`;
    }
    return { why };
  };
  return {
    resolve: (operation) => resolve(operation, 0),
    learn(exchange) {
      const { reply } = exchange;
      if (!reply || !succeeded(exchange)) return;
      const { links = [], task } = responseFor(exchange.operation, reply.status) ?? {};
      const polls = task && task.poll !== 'location' ? [task.poll] : [];
      for (const link of [...links, ...polls]) {
        const operation = context.contract.operations.find(({ id }) => id === link.operation);
        if (!operation || known.has(operation.id) || operation.effect !== 'read') continue;
        const path = completed(context, operation, exchange, link.parameters);
        // An object of a resource may be gone by the time it is asked for; others stay.
        const isOwn = context.contract.resources.some(
          ({ parameter, create }) => create && path?.has(parameter),
        );
        if (path && !isOwn) known.set(operation.id, Promise.resolve(path));
      }
    },
  };
}

interface LinkSource {
  readonly from: Operation;
  read(exchange: Exchange): LinkedPath | undefined;
}

/** Reads that can show an id: by the document's links, and by the lists of its resources. */
function sourcesOf(context: EngineContext, operation: Operation): LinkSource[] {
  const { contract } = context;
  const reads = contract.operations.filter(({ effect, id }) => effect === 'read' && id !== operation.id);
  const byLink = reads.flatMap((from) =>
    from.responses.flatMap(({ links }) =>
      links
        .filter((link) => link.operation === operation.id)
        .map((link) => ({
          from,
          read: (exchange: Exchange) => completed(context, operation, exchange, link.parameters),
        })),
    ),
  );
  const byList = contract.resources.flatMap((resource) => {
    const from = contract.operations.find(({ id }) => id === resource.list?.operation);
    const { list, parameter } = resource;
    if (!from || !list || resourceOf(context, operation) !== resource) return [];
    const read = (exchange: Exchange) => {
      const [identity] = itemIdentities(list, exchange.reply?.json) ?? [];
      return identity === undefined
        ? undefined
        : completed(context, operation, exchange, new Map([[parameter, identity]]));
    };
    return [{ from, read }];
  });
  return [...byLink, ...byList];
}

/** The link's values beside those of the request that led here, where they are all that the path needs. */
function completed(
  { contract }: Pick<EngineContext, 'contract'>,
  operation: Operation,
  exchange: Exchange,
  parameters: ReadonlyMap<string, Json>,
): LinkedPath | undefined {
  const values = new Map<string, Json>(exchange.path);
  for (const [said, expression] of parameters) {
    const name = said.replace(/^path\./, '');
    const value = evaluate(expression, expressionContext(exchange)).find(
      (candidate) =>
        candidate !== null &&
        // An empty or dotted segment, or a sibling's literal, would name another path.
        !['', '.', '..'].includes(String(candidate)) &&
        !namesAnotherPath(contract, operation, name, String(candidate)),
    );
    if (value !== undefined) values.set(name, value);
  }
  const needed = operation.parameters.filter(({ in: where }) => where === 'path');
  return needed.every(({ name }) => values.has(name)) ? values : undefined;
}

function isOpen(operation: Operation, { site }: EngineContext): boolean {
  return operation.parameters.some(
    (parameter) => parameter.in === 'path' && !(parameter.value && site.valuesFor(parameter.value)?.length),
  );
}
