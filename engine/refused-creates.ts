import { itemIdentity, listedItems } from '../contract/identities.ts';
import { markFilter } from '../contract/mark-filter.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { child, valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { atObject } from './at-object.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { markOf } from './identify.ts';

// What was not read in time, or has to wait, is not refused for good: it may be carried out yet.
const NOT_FINAL: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Looks once, after the cases of a group, whether a create that was refused stored anything all the same, and has it
 * judged. What bears its mark is of this run: it is taken in and removed. Others may create at the same time, so only
 * the marks of these creates count.
 */
export async function seekRefused(
  { context, sender, judge, stock }: GroupRunner,
  sent: readonly Exchange[],
): Promise<void> {
  const resource = context.contract.resources.find(
    ({ create, list, mark }) => create?.operation === sent[0]?.operation.id && list && mark !== undefined,
  );
  if (!resource?.list || !context.profile.isStateful || context.signal.aborted) return;
  const refused = refusedIn(context, resource, sent);
  const planned = listOf(context, resource, refused);
  const [first] = refused;
  if (!planned || !first) return;
  const list = await sender.send(planned, { path: first.exchange.path });
  judge.judge({ kind: 'aftermath', resource, refused: refused.map(({ exchange }) => exchange), list });
  const items = succeeded(list) ? (listedItems(resource.list, list.reply?.json) ?? []) : [];
  for (const { mark } of refused) {
    const item = items.find((one) => valueAt(one, child('', resource.mark ?? '')) === mark);
    const identity = item === undefined ? undefined : itemIdentity(resource.list, item);
    if (identity === undefined) continue;
    const object = { resource, identity, path: new Map([...list.path, [resource.parameter, identity]]) };
    stock.adopt(object, mark);
    await stock.remove(object, false);
  }
}

interface Refused {
  readonly exchange: Exchange;
  readonly mark: string;
}

/** The creates that were refused and bore a mark; where a path was faulty, the list there tells nothing. */
function refusedIn(context: EngineContext, resource: Resource, sent: readonly Exchange[]): Refused[] {
  return sent.flatMap((exchange) => {
    const { case: planned, operation, request, reply } = exchange;
    const status = reply?.status ?? 0;
    const isRefused = status >= 400 && status < 500 && !NOT_FINAL.has(status);
    const isElsewhere = planned.expectation.kind === 'refusal' && planned.expectation.fault.kind === 'path';
    const mark = markOf(context, resource, exchange);
    if (!isRefused || isElsewhere || mark === undefined || request.method !== operation.method) return [];
    return [{ exchange, mark }];
  });
}

/** The list where the creates were sent, narrowed where there is a single one and the contract says how. */
function listOf(context: EngineContext, resource: Resource, refused: readonly Refused[]): Case | undefined {
  const [first, ...others] = refused;
  const basic = resource.list && context.plan.basics[resource.list.operation];
  if (!first || !basic) return undefined;
  const planned = atObject(basic, first.exchange.path);
  const known = new Set(planned.request.parameters.map(({ name, in: where }) => `${where} ${name}`));
  const isComplete = operationOf(context.contract, planned.operation).parameters.every(
    ({ name, in: where }) => where !== 'path' || known.has(`path ${name}`) || first.exchange.path.has(name),
  );
  if (!isComplete) return undefined;
  const filter = others.length === 0 ? markFilter(context.contract, resource) : undefined;
  const narrowed = filter ? [{ name: filter.name, in: filter.in, value: first.mark }] : [];
  return {
    ...planned,
    purpose: 'see that what was refused is not stored',
    request: { ...planned.request, parameters: [...planned.request.parameters, ...narrowed] },
    expectation: { kind: 'documented' },
  };
}
