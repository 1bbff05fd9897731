import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { WireFailure } from '../model/request.ts';
import { isSuccess } from '../model/trace.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Sender } from './sender.ts';

// One read may be forbidden to an account that others are open to.
const MAX_READS = 3;

const MENDS: Readonly<Partial<Record<WireFailure['code'], string>>> = {
  refused: 'See that the service runs, and that host and port are right.',
  name: 'See that the host name is right.',
  timeout: 'See that the host can be reached, or raise --timeout.',
  tls: 'Give the certificate of its authority with --ca FILE, or accept any with --insecure.',
};

/**
 * Sends harmless reads to see that the target can be reached and lets us in, before anything else is sent.
 * @throws NotTestable where it cannot or does not.
 */
export async function preflight(context: EngineContext, sender: Sender): Promise<void> {
  needCredentials(context);
  const reads = harmlessReads(context);
  const refusals: number[] = [];
  for (const read of reads.slice(0, MAX_READS)) {
    const exchange = await sender.send({
      ...read,
      purpose: 'see that the target lets us in',
      phase: 'examples',
    });
    if (exchange.failure) throw unreachable(context.transport.url, exchange.failure);
    const status = exchange.reply?.status ?? 0;
    if (isSuccess(status) || (status !== 401 && status !== 403)) return;
    refusals.push(status);
  }
  if (refusals.length === 0) return;
  throw new NotTestable(
    `the target refused the credentials: it answered ${[...new Set(refusals)].join(' and ')} to ${reads[0]?.operation}.`,
    `Check ${variables(context)}.`,
  );
}

/** Reads that need credentials and no object: what they answer says whether an account is let in. */
export function harmlessReads(context: EngineContext): Case[] {
  return Object.values(context.plan.basics).filter(({ operation, request }) => {
    const found = operationOf(context.contract, operation);
    const { effect, path, security } = found;
    if (context.access.missing(found).length > 0) return false;
    const needsCredentials = security.length > 0 && !security.some((requirement) => requirement.length === 0);
    const given = request.parameters.filter((parameter) => parameter.in === 'path').length;
    return (
      effect === 'read' &&
      request.method === 'GET' &&
      needsCredentials &&
      given === (path.match(/\{/g) ?? []).length
    );
  });
}

/** Without any credentials there is nothing to be learnt, and a name says more than many refusals. */
function needCredentials({ contract, access }: EngineContext): void {
  const secured = contract.operations.filter(
    ({ security, effect }) => security.length > 0 && effect !== 'session',
  );
  const missing = secured.map((operation) => access.missing(operation));
  if (missing.length === 0 || missing.some((requirements) => requirements.length === 0)) return;
  const sets = [...new Set(missing.flat().map((names) => [...new Set(names)].join(' and ')))];
  throw new NotTestable(
    `credentials are missing: ${sets[0]} ${sets[0]?.includes(' and ') ? 'are' : 'is'} not set.`,
    `Set ${sets.join(', or ')} in the environment or in .env.`,
  );
}

/** Says in words which variables an operation lacks; undefined where it lacks none. */
export function lackingCredentials({ access }: EngineContext, operation: Operation): string | undefined {
  const [first] = access.missing(operation);
  return first && `${first.join(' and ')} ${first.length > 1 ? 'are' : 'is'} not set`;
}

function unreachable(url: string, failure: WireFailure): NotTestable {
  return new NotTestable(`the target ${url} cannot be tested: ${failure.message}.`, MENDS[failure.code]);
}

function variables({ contract }: EngineContext): string {
  const names = contract.schemes.flatMap(({ credentials }) =>
    [...credentials.values()].filter((value) => value.default === undefined).map(({ env }) => env),
  );
  return [...new Set(names)].join(', ') || 'the credentials';
}
