import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Plan } from '../model/case.ts';
import type { Contract, Resource } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import { succeeded } from '../model/trace.ts';
import { type JournalEntry, outstanding } from '../targets/journal.ts';
import { assemble } from './assemble.ts';
import { type Closing, cleanUp, unrestored } from './cleanup.ts';
import type { GroupRunner } from './groups.ts';
import type { OwnObject } from './own-object.ts';
import { preflight } from './preflight.ts';
import { putBack } from './restore.ts';
import type { RunOptions } from './run-options.ts';

/**
 * Removes what an earlier run left, as its journal says: what it created, what it may have created without an answer
 * (found by its mark), and what it changed.
 * @throws NotTestable where the target cannot be reached or refuses us.
 */
export async function recover(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  entries: readonly JournalEntry[],
): Promise<Closing> {
  const { objects, changes, unanswered } = outstanding(entries);
  const known = new Map<string, OwnObject>();
  const add = (name: string, identity: string, path: OwnObject['path']) => {
    const resource = contract.resources.find((candidate) => candidate.name === name);
    if (resource) known.set(`${name}\n${identity}`, { resource, identity, path });
  };
  for (const { resource, identity, path } of objects) add(resource, identity, new Map(path));
  const runner = assemble(contract, plan, options, [], options.signal, () => undefined, known);
  await preflight(runner.context, runner.sender);
  for (const resource of contract.resources) {
    for (const object of await marked(runner, resource, entries)) {
      add(object.resource.name, object.identity, object.path);
      options.journal.write({
        type: 'created',
        resource: resource.name,
        identity: object.identity,
        path: [...object.path],
      });
    }
  }
  const total = known.size;
  const failed = [];
  for (const change of changes)
    if (!(await putBack(runner.context, runner.sender, change))) failed.push(change);
  const closing = await cleanUp(runner, () => !options.cleanupSignal.aborted);
  const lost = unanswered.filter(({ marked: bearsMark }) => !bearsMark);
  const left = runner.stock.all.length + failed.length + lost.length;
  const removed = total - runner.stock.all.length;
  return {
    account: { created: total, removed, left, restored: changes.length - failed.length },
    leftovers: [
      ...closing.leftovers,
      ...failed.map((change) => unrestored(runner.context, change)),
      ...lost.map(({ resource }) => ({
        resource,
        identity: 'unknown',
        how: `a create got no answer and bore no mark: look for a ${resource} of that time at ${options.transport.url}`,
      })),
    ],
  };
}

/** Objects in the list that bear the run's mark: a create may have been carried out without an answer. */
async function marked(
  { context, sender, stock }: GroupRunner,
  resource: Resource,
  entries: readonly JournalEntry[],
): Promise<OwnObject[]> {
  const { list, mark } = resource;
  const hasIntent = entries.some((entry) => entry.type === 'intent' && entry.resource === resource.name);
  const basic = list && context.plan.basics[list.operation];
  if (!list || mark === undefined || !basic || !hasIntent || !resource.delete) return [];
  const exchange = await sender.send({ ...basic, purpose: 'find what bears the mark of the run' });
  const items = succeeded(exchange) ? (listedItems(list, exchange.reply?.json) ?? []) : [];
  return items.flatMap((item) => {
    const value = isObject(item) ? item[mark] : undefined;
    const identity = itemIdentity(list, item);
    const isOurs = typeof value === 'string' && value.startsWith(`assay-${context.run}-`);
    if (
      !isOurs ||
      identity === undefined ||
      stock.all.some((object) => object.resource === resource && object.identity === identity)
    )
      return [];
    return [{ resource, identity, path: new Map([...exchange.path, [resource.parameter, identity]]) }];
  });
}
