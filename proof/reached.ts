import type { Contract, Operation, Response } from '../model/contract.ts';
import { responseFor } from '../model/trace.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { createTwin } from '../servers/twin/twin.ts';
import type { Call } from '../servers/twin/twin-request.ts';
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
  const { findings } = await bench.try(
    listening((name) => answered.add(name)),
    undefined,
    () => false,
  );
  const unsafe = new Set<string>();
  probe(bench.contract, reading, seed, (name, isSent) => (isSent ? answered : unsafe).add(name));
  return {
    answered: [...answered],
    unsafe: [...unsafe].filter((name) => !answered.has(name)),
    known: findings.map(({ fingerprint }) => fingerprint),
  };
}

function listening(hear: (name: string, call: Call) => void): TwinDeparture {
  return {
    answer(call, usual) {
      const reply = usual();
      const response = responseFor(call.operation, reply.status);
      if (response) hear(nameOf(call.operation, response), call);
      return reply;
    },
  };
}

/** Tells `hear` of each response that comes, and whether a suite might send what brought it. */
function probe(
  contract: Contract,
  reading: Reading,
  seed: number,
  hear: (name: string, isSent: boolean) => void,
): void {
  let there = new Map<string, string>();
  const departure: TwinDeparture = {
    ...listening((name, call) => hear(name, !writesElsewhere(call, there))),
    admits: () => true,
  };
  const twin = createTwin(contract, { reading, seed, departure });
  for (const operation of contract.operations) {
    there = identitiesIn(contract, twin);
    for (const request of probesOf(contract, operation, { identities: there }, { count: PROBES, seed }))
      twin.answer(request);
  }
}

/** Whether a call would change what its path does not name rightly: nobody knows what a faulty target takes it for. */
function writesElsewhere({ operation, path }: Call, there: ReadonlyMap<string, string>): boolean {
  return (
    operation.effect !== 'read' &&
    operation.parameters.some(
      ({ name, in: where, value }) =>
        where === 'path' && value === undefined && String(path.get(name)) !== there.get(name),
    )
  );
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
