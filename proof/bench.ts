import { run } from '../engine/run.ts';
import type { Plan } from '../model/case.ts';
import type { Contract, OperationId } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type { Finding } from '../model/run.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import type { Budget } from '../plan/options.ts';
import { plan } from '../plan/plan.ts';
import { surroundings } from '../runner/embedded.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { createTwin } from '../servers/twin/twin.ts';
import { memoryJournal } from '../targets/journal.ts';
import type { Recorder } from '../targets/recorder.ts';
import { twinTransport } from './twin-transport.ts';
import { virtualClock } from './virtual-clock.ts';

/** What a suite is tried with. */
export interface BenchOptions {
  readonly seed: number;
  readonly budget: Budget;
  readonly reading: Reading;
}

/** What a run found until it had seen enough. */
export interface Tried {
  readonly findings: readonly Finding[];
  /** Why nothing could be tested, where nothing could. */
  readonly notTested: string | null;
  readonly exchanges: number;
}

/** Runs the suite of a contract in this process, against the twin or what departs from it. */
export interface Bench {
  readonly contract: Contract;
  readonly reading: Reading;
  readonly seed: number;
  /**
   * Runs the part of the suite that speaks of some operations, all where none are named, until `isEnough` says so of a
   * finding.
   */
  try(
    departure: TwinDeparture | undefined,
    operations: readonly OperationId[] | undefined,
    isEnough: (finding: Finding) => boolean,
  ): Promise<Tried>;
}

const SHOWS_ALL: TargetProfile = {
  kind: 'twin',
  isStateful: true,
  cannotShow: () => undefined,
  cannotJudge: () => undefined,
  cannotDecide: () => undefined,
};

// Marks bear the name of the run: the same each time, so that a trial can be repeated.
const RUN = 'a55a7000';
// Nothing takes time here but what is made to.
const MAX_RESPONSE_MS = 5000;
const BEGINNING = Date.UTC(2026, 0, 1);

/** Nobody reads what is recorded here, and nothing leaves this process. */
const unread: Recorder = (_, url, said, { method, path }, outcome) => ({
  ...said,
  request: { method, url: url + path, headers: [], body: null },
  response: { status: 'reply' in outcome ? outcome.reply.status : null, headers: [], body: null },
});

/** A bench for a contract; plans are made once for each choice of operations. */
export function benchFor(contract: Contract, options: BenchOptions): Bench {
  const { seed, budget, reading } = options;
  const { env, site } = surroundings(contract, 'twin', new Map());
  const plans = new Map<string, Plan>();
  const planFor = (operations: readonly OperationId[] | undefined): Plan => {
    const key = JSON.stringify(operations ?? null);
    const known = plans.get(key);
    if (known) return known;
    const selects = ({ id }: { readonly id: OperationId }) => operations?.includes(id) ?? true;
    const made = plan(contract, { seed, mode: 'full', budget, site, selects });
    plans.set(key, made);
    return made;
  };
  return {
    contract,
    reading,
    seed,
    async try(departure, operations, isEnough) {
      const stop = new AbortController();
      const clock = virtualClock(BEGINNING);
      const twin = createTwin(contract, { seed, reading, departure });
      const findings: Finding[] = [];
      let exchanges = 0;
      let notTested: string | null = null;
      const hear = (event: Event) => {
        if (event.type === 'exchange') exchanges += 1;
        if (event.type === 'run-ended') notTested = event.notTested;
        if (event.type !== 'finding') return;
        findings.push(event.finding);
        if (isEnough(event.finding)) stop.abort();
      };
      const events = run(contract, planFor(operations), {
        transport: twinTransport(contract, twin, clock),
        profile: SHOWS_ALL,
        site,
        env,
        mode: 'full',
        seed,
        budget: budget.name,
        productVersion: null,
        run: RUN,
        journal: memoryJournal(),
        headers: [],
        // One after another, so that time passes for who waits alone.
        concurrency: 1,
        clock,
        maxResponseMs: MAX_RESPONSE_MS,
        recorder: unread,
        selectsCheck: () => true,
        signal: stop.signal,
        cleanupSignal: stop.signal,
        interruptedBy: () => null,
        maxTime: undefined,
      });
      for await (const event of events) hear(event);
      return { findings, notTested, exchanges };
    },
  };
}
