import { isRefusal } from '../../contract/refusals.ts';
import type { Operation } from '../../model/contract.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import { pathValues } from '../../servers/twin/twin-request.ts';
import { type Family, type Ground, type Mutant, mutantId, type Target } from '../mutant.ts';

/** Servers that keep to the contract and not to the protocol below it. */
export function protocolMutants({ contract }: Ground): Mutant[] {
  const paths = new Set(contract.operations.map(({ path }) => path));
  const first = [...paths].flatMap((path) => contract.operations.find((one) => one.path === path) ?? []);
  return [
    ...first.map((operation) => withoutAllow(operation, contract.basePath)),
    ...contract.operations.flatMap((operation) => [
      ...otherRefusals(operation),
      ...(operation.method === 'GET' && operation.effect === 'read' ? [otherHead(operation)] : []),
      ...(hasChoice(operation) ? [deafToAccept(operation)] : []),
    ]),
  ];
}

function mutant(
  target: Target,
  { check, does, family = 'protocol' }: { check: string; does: string; family?: Family },
  depart: () => TwinDeparture,
): Mutant {
  return { id: mutantId(family, target, does), family, check, target, what: does, depart };
}

/** A 405 that does not say which methods there are. */
function withoutAllow({ id, path }: Operation, basePath: string): Mutant {
  const target = { operation: id, keyword: 'Allow' };
  return mutant(
    target,
    { check: 'response-allow-missing', does: 'says no other methods with a 405' },
    () => ({
      outside(request, usual) {
        const [raw = ''] = request.target.split('?', 1);
        const isHere = pathValues(path, raw.slice(basePath.length)) !== undefined;
        if (!isHere || usual.status !== 405) return usual;
        return { ...usual, headers: usual.headers.filter(([name]) => !/^allow$/i.test(name)) };
      },
    }),
  );
}

/** A refusal by a status that the contract gives to faults of another kind. */
function otherRefusals(operation: Operation): Mutant[] {
  return (['body', 'query'] as const).flatMap((kind) => {
    const isAsked =
      kind === 'body'
        ? operation.body !== undefined
        : operation.parameters.some(({ in: where }) => where === 'query');
    const status = [409, 404, 410, 451].find((one) => !isRefusal(operation, kind, one));
    if (!isAsked || status === undefined) return [];
    const target = { operation: operation.id, where: kind, keyword: 'status' };
    const words = { check: 'request-invalid-refusal-status', does: `refuses by ${status}` };
    return mutant(target, words, () => ({
      refuse: (call, faults, usual) =>
        call.operation === operation && faults[0]?.kind === kind ? { ...usual, status } : usual,
    }));
  });
}

function otherHead(operation: Operation): Mutant {
  const words = { check: 'head-differs-from-get', does: 'knows nothing of what a HEAD asks for' };
  return mutant({ operation: operation.id, keyword: 'HEAD' }, words, () => ({
    answer(call, usual) {
      const reply = usual();
      if (call.operation !== operation || call.method !== 'HEAD' || reply.status >= 300) return reply;
      return { ...reply, status: 410 };
    },
  }));
}

function hasChoice({ effect, responses }: Operation): boolean {
  return (
    effect === 'read' && responses.some(({ status, contents }) => /^2/.test(status) && contents.length > 1)
  );
}

function deafToAccept(operation: Operation): Mutant {
  const words = { check: 'response-media-type-not-negotiated', does: 'does not heed Accept' };
  return mutant({ operation: operation.id, keyword: 'Accept' }, words, () => ({
    answer(call, usual) {
      if (call.operation !== operation) return usual();
      return usual({ ...call, headers: call.headers.filter(([name]) => !/^accept$/i.test(name)) });
    },
  }));
}
