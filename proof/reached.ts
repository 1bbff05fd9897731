import type { Contract, Operation, Response } from '../model/contract.ts';
import { responseFor } from '../model/trace.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { createTwin } from '../servers/twin/twin.ts';
import type { Bench } from './bench.ts';
import { identitiesIn } from './equivalence.ts';
import { probesOf } from './probing.ts';

/** Which documented responses of an operation the twin gives to any request. */
export type Reached = (operation: Operation, response: Response) => boolean;

/** What the twin was seen to answer. */
export interface Survey {
  /** Pairs of an operation's id and a response's status. */
  readonly answered: readonly string[];
  /** Fingerprints of what the suite finds of the twin itself. */
  readonly known: readonly string[];
}

const PROBES = 200;

/** Runs the whole suite against the twin, and probes it, to see what it answers and that nothing is found. */
export async function surveyOf(bench: Bench, reading: Reading, seed: number): Promise<Survey> {
  const answered = new Set<string>();
  const listening: TwinDeparture = {
    answer(call, usual) {
      const reply = usual();
      const response = responseFor(call.operation, reply.status);
      if (response) answered.add(nameOf(call.operation, response));
      return reply;
    },
  };
  const { findings } = await bench.try(listening, undefined, () => false);
  probe(bench.contract, { ...listening, admits: () => true }, reading, seed);
  return { answered: [...answered], known: findings.map(({ fingerprint }) => fingerprint) };
}

function probe(contract: Contract, departure: TwinDeparture, reading: Reading, seed: number): void {
  const twin = createTwin(contract, { reading, seed, departure });
  for (const operation of contract.operations) {
    const there = { identities: identitiesIn(contract, twin) };
    for (const request of probesOf(contract, operation, there, { count: PROBES, seed })) twin.answer(request);
  }
}

/** Reads a survey. */
export function reachedBy({ answered }: Survey): Reached {
  const seen = new Set(answered);
  return (operation, response) => seen.has(nameOf(operation, response));
}

function nameOf({ id }: Operation, { status }: Response): string {
  return `${id} ${status}`;
}
