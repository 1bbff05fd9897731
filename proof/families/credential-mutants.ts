import type { Operation } from '../../model/contract.ts';
import { headerValue } from '../../model/request.ts';
import { madeUpWeaker } from '../../servers/twin/twin-credentials.ts';
import type { TwinReply } from '../../servers/twin/twin-replies.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { type Ground, type Mutant, mutantId } from '../mutant.ts';

const NOT_FOUND: TwinReply = { status: 404, headers: [], mediaType: undefined, body: undefined };

/** Servers that let in who brings no credentials, or made-up ones, or those of an account that may only read. */
export function credentialMutants({ contract }: Ground): Mutant[] {
  const hasWeaker = contract.schemes.some((scheme) => madeUpWeaker(scheme) !== undefined);
  return contract.operations
    .filter(({ security }) => security.length > 0)
    .flatMap((operation) => [
      letting(operation, 'without credentials', 'credentials-missing-accepted', (call) => !brings(call)),
      letting(operation, 'with made-up credentials', 'credentials-wrong-accepted', brings),
      ...(operation.effect === 'read' && operation.path.includes('{') ? [disclosing(operation)] : []),
      ...(hasWeaker && !['read', 'session'].includes(operation.effect)
        ? [letting(operation, 'that may only read', 'credentials-weaker-accepted', brings)]
        : []),
    ]);

  function brings({ headers, query }: Call): boolean {
    if (headerValue(headers, 'authorization') !== undefined) return true;
    return contract.schemes.some(({ carrier }) => {
      if (!carrier) return false;
      if (carrier.in === 'query') return new URLSearchParams(query).has(carrier.name);
      if (carrier.in === 'header') return headerValue(headers, carrier.name) !== undefined;
      return (headerValue(headers, 'cookie') ?? '').includes(`${carrier.name}=`);
    });
  }
}

function letting(
  operation: Operation,
  whom: string,
  check: string,
  isMeant: (call: Call) => boolean,
): Mutant {
  const target = { operation: operation.id, keyword: 'security' };
  return {
    id: mutantId('credentials', target, `lets in ${whom}`),
    family: 'credentials',
    check,
    target,
    what: `lets in a request ${whom}`,
    depart: () => ({
      admits: (call, usual) => usual || (call.operation === operation && isMeant(call)),
    }),
  };
}

/** Who is not let in learns all the same whether something is there. */
function disclosing(operation: Operation): Mutant {
  const target = { operation: operation.id, keyword: 'security', where: 'path' };
  const does = 'answers 404 before it asks for credentials';
  return {
    id: mutantId('credentials', target, does),
    family: 'credentials',
    check: 'resource-existence-disclosed',
    target,
    what: does,
    depart() {
      const there = new Set<string>();
      return {
        answer(call, usual) {
          const reply = usual();
          if (call.operation !== operation) return reply;
          const [path = ''] = call.target.split('?', 1);
          if (reply.status < 300) there.add(path);
          const isRefused = reply.status === 401 || reply.status === 403;
          return isRefused && !there.has(path) ? NOT_FOUND : reply;
        },
      };
    },
  };
}
