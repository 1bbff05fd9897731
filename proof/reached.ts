import { whereOf } from '../contract/where-of.ts';
import type { Contract, Operation, Response } from '../model/contract.ts';
import { responseFor } from '../model/trace.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { CallFault, Reading } from '../servers/twin/faults-in.ts';
import { createTwin } from '../servers/twin/twin.ts';
import type { Bench } from './bench.ts';
import { identitiesIn } from './equivalence.ts';
import { probesOf } from './probing.ts';

/** Why a documented response of an operation never comes; undefined where it does. */
export type Unreached = (operation: Operation, response: Response) => string | undefined;

/** Why nothing tells of what a suite never sends, whatever it misses by that. */
export const UNSAFE = 'only a request that writes could tell, and names no object of the run';

const UNREACHED = 'the twin answers so to no request of the suite, and to none of many others';

/** What the twin was seen to answer. */
export interface Survey {
  /** Pairs of an operation's id and a response's status. */
  readonly answered: readonly string[];
  /** Those that came only of what is never sent. */
  readonly unsafe: readonly string[];
  /** Fingerprints of what the suite finds of the twin itself. */
  readonly known: readonly string[];
}

const PROBES = 200;

/** Runs the whole suite against the twin, and probes it, to see what it answers and that nothing is found. */
export async function surveyOf(bench: Bench, reading: Reading, seed: number): Promise<Survey> {
  const answered = new Set<string>();
  const unsafe = new Set<string>();
  let isUnsafe = false;
  const listening: TwinDeparture = {
    answer(call, usual) {
      isUnsafe = false;
      const reply = usual();
      const response = responseFor(call.operation, reply.status);
      if (response) (isUnsafe ? unsafe : answered).add(nameOf(call.operation, response));
      return reply;
    },
    faults(call, usual) {
      isUnsafe ||= usual.some((fault) => isNeverSent(call.operation, fault));
      return usual;
    },
  };
  const { findings } = await bench.try(listening, undefined, () => false);
  probe(bench.contract, { ...listening, admits: () => true }, reading, seed);
  return {
    answered: [...answered],
    unsafe: [...unsafe].filter((name) => !answered.has(name)),
    known: findings.map(({ fingerprint }) => fingerprint),
  };
}

/** What is wrong in the name of an object to be changed: nobody knows what a faulty target takes it for. */
function isNeverSent({ effect, parameters }: Operation, { where }: CallFault): boolean {
  const parameter = parameters.find((one) => one.in === 'path' && whereOf(one) === where);
  return effect !== 'read' && parameter !== undefined && parameter.value === undefined;
}

function probe(contract: Contract, departure: TwinDeparture, reading: Reading, seed: number): void {
  const twin = createTwin(contract, { reading, seed, departure });
  for (const operation of contract.operations) {
    const there = { identities: identitiesIn(contract, twin) };
    for (const request of probesOf(contract, operation, there, { count: PROBES, seed })) twin.answer(request);
  }
}

/** Reads a survey. */
export function unreachedBy({ answered, unsafe }: Survey): Unreached {
  const [seen, never] = [new Set(answered), new Set(unsafe)];
  return (operation, response) => {
    const name = nameOf(operation, response);
    if (seen.has(name)) return undefined;
    return never.has(name) ? UNSAFE : UNREACHED;
  };
}

function nameOf({ id }: Operation, { status }: Response): string {
  return `${id} ${status}`;
}
