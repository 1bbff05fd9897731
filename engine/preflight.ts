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
  const reads = Object.values(context.plan.basics).filter(({ operation, request }) => {
    const { effect, path, security } = operationOf(context.contract, operation);
    const needsCredentials = security.length > 0 && !security.some((requirement) => requirement.length === 0);
    const given = request.parameters.filter((parameter) => parameter.in === 'path').length;
    return effect === 'read' && request.method === 'GET' && needsCredentials && given === (path.match(/\{/g) ?? []).length;
  });
  const refusals: number[] = [];
  for (const read of reads.slice(0, MAX_READS)) {
    const exchange = await sender.send({ ...read, purpose: 'see that the target lets us in', phase: 'examples' });
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

function unreachable(url: string, failure: WireFailure): NotTestable {
  return new NotTestable(`the target ${url} cannot be tested: ${failure.message}.`, MENDS[failure.code]);
}

function variables({ contract }: EngineContext): string {
  const names = contract.schemes.flatMap(({ credentials }) =>
    [...credentials.values()].filter((value) => value.default === undefined).map(({ env }) => env),
  );
  return [...new Set(names)].join(', ') || 'the credentials';
}
