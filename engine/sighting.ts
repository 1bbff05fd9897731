import { contentFor } from '../checks/documented-response.ts';
import { shapeOf } from '../contract/shape.ts';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Sighting } from '../model/observed.ts';
import { type Reply, responseFor } from '../model/trace.ts';
import type { EngineContext } from './context.ts';

// Of the connection, of the time, of what stands between (RFC 9110, 7.6.1), or of how much there is to show.
const SAYS_NOTHING = new Set([
  'age',
  'connection',
  'content-encoding',
  'content-length',
  'content-range',
  'date',
  'keep-alive',
  'link',
  'proxy-authenticate',
  'proxy-connection',
  'retry-after',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** What a reply to a planned case shows of the target, names and types alone, with the secrets in names hidden. */
export function sightingOf(
  { contract, redactor }: Pick<EngineContext, 'contract' | 'redactor'>,
  planned: Case,
  operation: Operation,
  reply: Reply | undefined,
): Sighting {
  if (!reply) return { case: planned.id, status: null, headers: [], members: [] };
  const names = new Set(reply.headers.map(([name]) => name.toLowerCase()));
  const headers = [...names].filter((name) => !SAYS_NOTHING.has(name)).map((name) => redactor.text(name));
  const isOwn = planned.request.method === operation.method;
  const response = isOwn ? responseFor(operation, reply.status) : undefined;
  const schema = response && contentFor(response, reply.contentType ?? '')?.schema;
  // What somebody else keeps there, and how far a task is, differs from target to target.
  const isForeign = planned.subject?.kind === 'linked' || response?.task !== undefined;
  const members =
    reply.json === undefined
      ? []
      : shapeOf(contract.document, schema, reply.json).map((member) => ({
          ...member,
          path: redactor.text(member.path),
          isVolatile: member.isVolatile || (isForeign && member.isOptional),
        }));
  return {
    case: planned.id,
    status: reply.status,
    headers: headers.sort(),
    members: members.map(({ isOptional: _, ...member }) => member),
  };
}
