import { shownIdentities } from '../contract/list-replies.ts';
import type { Case, PlannedParameter } from '../model/case.ts';
import type { ListRule, Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { limitNear, queryParameter, withQuery } from '../plan/list-parameters.ts';
import type { GroupRunner } from './groups.ts';
import type { OwnObject } from './own-object.ts';
import { lookedUntil } from './until.ts';

/** A list that is looked at, with objects of ours in it. */
export interface Scene {
  readonly runner: GroupRunner;
  readonly operation: Operation;
  readonly list: ListRule;
  readonly cases: readonly Case[];
  readonly path: ReadonlyMap<string, Json>;
  readonly own: readonly OwnObject[];
}

/**
 * Asks for the object of ours that stands last in the list, by its mark and cut to next to nothing: a list that is cut
 * before it is filtered lacks it. Undefined where the contract does not say how, or there is nothing before it.
 */
export async function askFiltered(scene: Scene, before: Exchange): Promise<Listing['filtered']> {
  const { runner, list, cases, path } = scene;
  const [planned] = cases.filter(({ step }) => step?.role === 'list-limited');
  const limit = limitNear(runner.context, scene.operation, 1);
  const identities = shownIdentities(list, before) ?? [];
  const last = lastOf(scene, identities);
  const filter = last && filterFor(scene, last);
  if (!planned || !limit || !last || !filter || identities.indexOf(last.identity) < Number(limit.value))
    return undefined;
  const parameters = withQuery(planned.request.parameters, limit, filter);
  const purpose = `list with ${limit.name} ${String(limit.value)} what has one ${filter.name}`;
  const asked: Case = { ...planned, purpose, request: { ...planned.request, parameters } };
  const { patience, sender, judge, context } = runner;
  const lacks = (look: Exchange) => shownIdentities(list, look)?.length === 0;
  // What finds may be behind what lists.
  const exchange = await lookedUntil(() => sender.send(asked, { path }), lacks, {
    clock: context.clock,
    ms: patience.left(last.resource, 'list-limited'),
    signal: context.signal,
  });
  if (lacks(exchange)) patience.lose(last.resource, 'list-limited');
  judge.judge({ kind: 'exchange', exchange });
  return { exchange, identity: last.identity, by: filter.name };
}

function lastOf({ own }: Scene, identities: readonly string[]): OwnObject | undefined {
  const at = ({ identity }: OwnObject) => identities.indexOf(identity);
  return own.toSorted((one, other) => at(other) - at(one))[0];
}

/** A filter by the member that bears the mark. */
function filterFor(
  { runner: { context }, operation }: Scene,
  { resource, mark }: OwnObject,
): PlannedParameter | undefined {
  const find = resource.list?.operation === operation.id ? [...resource.list.find] : [];
  const [name] =
    find.find(([, member]) => resource.mark !== undefined && member === child('', resource.mark)) ?? [];
  return name === undefined || mark === undefined
    ? undefined
    : queryParameter(context, operation, name, mark);
}
