import { unknownIdentity } from '../contract/kept-members.ts';
import { type Exchange, isSuccess, succeeded } from '../model/trace.ts';
import type { GroupRunner } from './groups.ts';

/**
 * Where reads of an object of the run were refused for their credentials, asks in the same ways for what names nothing,
 * and has judged whether the two refusals tell that the one is there and the other is not.
 */
export async function compareUnknown(
  { context, sender, judge }: GroupRunner,
  sent: readonly Exchange[],
): Promise<void> {
  const { contract, profile, signal } = context;
  const control = sent.find((exchange) => exchange.case.control === true);
  const resource = contract.resources.find(({ read }) => read?.operation === control?.operation.id);
  const unknown = resource && unknownIdentity(contract, resource);
  // That the object is there, only the control shows.
  if (!resource || unknown === undefined || !profile.isStateful || !succeeded(control)) return;
  for (const known of sent) {
    const { case: planned, operation } = known;
    const { credentials } = planned.request;
    const isProbe = credentials === 'none' || credentials === 'wrong';
    const isRefused = known.reply !== undefined && !isSuccess(known.reply.status);
    const isOurs = planned.subject?.kind === 'own' && planned.request.method === operation.method;
    if (!isProbe || !isRefused || !isOurs || signal.aborted) continue;
    const exchange = await sender.send(
      {
        ...planned,
        purpose: `${planned.purpose}, of what is not there`,
        expectation: { kind: 'documented' },
      },
      { path: new Map([...known.path, [resource.parameter, unknown]]) },
    );
    judge.judge({ kind: 'exchange', exchange });
    judge.judge({ kind: 'disclosure', known, unknown: exchange });
  }
}
