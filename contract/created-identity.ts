import type { Resource } from '../model/contract.ts';
import type { Exchange } from '../model/trace.ts';
import { evaluate } from './expressions.ts';

/** The identity that a create's reply names; undefined where it names none or is found in the list instead. */
export function createdIdentity(resource: Resource, exchange: Exchange): string | undefined {
  const source = resource.create?.identity;
  if (!source || !('expression' in source) || !exchange.reply) return undefined;
  const { reply, request, body, path, query } = exchange;
  const [identity] = evaluate(source.expression, {
    status: reply.status,
    request: { headers: request.headers, body, path, query },
    response: { headers: reply.headers, body: reply.json },
  });
  return identity === undefined || identity === null || typeof identity === 'object'
    ? undefined
    : String(identity);
}
