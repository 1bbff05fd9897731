import type { Contract, Operation } from '../model/contract.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { createTwin, type Twin } from '../servers/twin/twin.ts';
import type { Mutant } from './mutant.ts';
import { probesOf } from './probing.ts';
import { isSameReply } from './same-reply.ts';

/** What the search for a difference is made with. */
export interface SearchOptions {
  readonly reading: Reading;
  readonly seed: number;
  /** Requests to each operation. */
  readonly count: number;
}

/** What a search for a difference came to. */
export interface Search {
  readonly isDifferent: boolean;
  /** How many different requests were tried until then. */
  readonly requests: number;
}

// Objects come and go: after so many requests the probes speak of those that are there then.
const ROUND = 25;

/**
 * Searches for a request that a mutant answers otherwise than the twin, sending both the same ones: `count` to each
 * operation that the mutant touches, in turns, all let in unless the mutant is about letting in. None found is taken for a
 * proof that nothing tells the two apart.
 */
export function searchDifference(
  contract: Contract,
  mutant: Mutant,
  { reading, seed, count }: SearchOptions,
): Search {
  const departure = mutant.depart(() => undefined);
  const admits: TwinDeparture = departure.admits ? {} : { admits: () => true };
  const usual = createTwin(contract, { reading, seed, departure: admits });
  const other = createTwin(contract, { reading, seed, departure: { ...departure, ...admits } });
  const sent = new Set<string>();
  for (let round = 0; round * ROUND < count; round += 1) {
    for (const operation of touchedBy(contract, mutant)) {
      const there = { identities: identitiesIn(contract, usual) };
      // Whoever is asked for its objects does the work first that is under way: so must the other.
      other.objects();
      const options = { count: Math.min(ROUND, count - round * ROUND), seed: seed + round * 7919 };
      for (const request of probesOf(contract, operation, there, options)) {
        sent.add(
          `${request.method} ${request.target} ${JSON.stringify(request.headers)} ${Buffer.from(request.body)}`,
        );
        if (!isSameReply(usual.answer(request), other.answer(request)))
          return { isDifferent: true, requests: sent.size };
      }
    }
  }
  return { isDifferent: false, requests: sent.size };
}

function touchedBy({ operations }: Contract, { target, also = [] }: Mutant): Operation[] {
  return operations.filter(({ id }) => id === target.operation || also.includes(id));
}

/** The newest object of each resource, which is one that was made by a probe if any was. */
export function identitiesIn({ resources }: Contract, twin: Twin): Map<string, string> {
  const objects = twin.objects();
  return new Map(
    resources.flatMap(({ name, parameter }): [string, string][] => {
      const identity = objects.get(name)?.at(-1)?.identity;
      return identity === undefined ? [] : [[parameter, identity]];
    }),
  );
}
