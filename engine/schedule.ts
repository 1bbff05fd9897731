import type { Case, Plan } from '../model/case.ts';
import { type EngineContext, operationOf } from './context.ts';
import { type GroupRunner, groupsOf, isReady, notExercised, runGroup } from './groups.ts';
import { runListing } from './listing.ts';
import { runLife } from './lives.ts';
import { runSequences } from './sequences/run-sequences.ts';
import { runSession } from './sessions.ts';
import { isSingular } from './stock.ts';
import { runSwitch } from './switches.ts';

/** Single cases by several workers, then what must be alone; last what had to wait for an object to speak of. */
export async function runCases(runner: GroupRunner, plan: Plan, concurrency: number): Promise<void> {
  const { context } = runner;
  const single = groupsOf(plan.cases.filter(({ step }) => step === undefined));
  const sequences = groupsOf(plan.cases.filter(({ step }) => step !== undefined));
  // A control stays with what it is the control of.
  const isExclusive = (group: Case[]) => group.some((planned) => mustBeAlone(context, planned));
  const waiting: Case[][] = [];
  const work = async (group: Case[]) => {
    if (!context.signal.aborted && !(await isReady(runner, group))) waiting.push(group);
    else await guarded(runner, group);
  };
  const isSole = (group: Case[]) =>
    context.contract.resources.some(
      ({ name, ...rest }) => name === group[0]?.step?.resource && isSingular(context, { name, ...rest }),
    );
  // Where only one can be there at a time, whether it can be removed decides all that follows.
  for (const group of sequences.filter(isSole)) await runSequence(runner, group);
  await inParallel(
    single.filter((group) => !isExclusive(group)),
    concurrency,
    work,
  );
  for (const group of single.filter(isExclusive)) await work(group);
  for (const group of sequences.filter((sequence) => !isSole(sequence))) await runSequence(runner, group);
  for (const planned of plan.sequences) {
    const resource = context.contract.resources.find(({ name }) => name === planned.resource);
    if (resource && !context.signal.aborted) await runSequences(runner, resource, planned);
  }
  for (const group of waiting) await guarded(runner, group);
}

async function runSequence(runner: GroupRunner, group: readonly Case[]): Promise<void> {
  if (runner.context.signal.aborted) return;
  if (group.some(({ step }) => step?.role === 'list-all')) {
    await runListing(runner, group);
    return;
  }
  const resource = runner.context.contract.resources.find(({ name }) => name === group[0]?.step?.resource);
  if (resource) await runLife(runner, resource, group);
  else if (group[0]?.step?.role === 'switch') await runSwitch(runner, group);
  else await runSession(runner, group);
}

/** What is put back, and what there can be only one of, is not touched by two at once. */
function mustBeAlone(context: EngineContext, { operation, subject }: Case): boolean {
  const singular = context.contract.resources.filter((resource) => isSingular(context, resource));
  return (
    operationOf(context.contract, operation).restore !== undefined ||
    singular.some(
      ({ name, create }) =>
        create?.operation === operation || (subject?.kind === 'own' && subject.resource === name),
    )
  );
}

async function guarded(runner: GroupRunner, group: readonly Case[]): Promise<void> {
  if (runner.context.signal.aborted) {
    for (const planned of group) notExercised(runner, planned, 'the run was stopped before');
    return;
  }
  await runGroup(runner, group);
}

/** Works through items with several workers; after an error no more is begun, and it is thrown when all have stopped. */
async function inParallel<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  const take = async () => {
    while (next < items.length && errors.length === 0) {
      const item = items[next] as Item;
      next += 1;
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, take));
  if (errors.length > 0) throw errors[0];
}
