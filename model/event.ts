import type { OperationId } from './contract.ts';
import type { CaseCounts, PlannedConstraint, Side } from './coverage.ts';
import type { Sighting } from './observed.ts';
import type { Account, Finding, Mode, RecordedExchange, Run, Verdict, Warning } from './run.ts';

/** What the engine emits while it runs; the terminal listens live, a Run is their fold. */
export type Event =
  | {
      readonly type: 'run-started';
      readonly contract: Run['contract'];
      readonly target: Run['target'];
      readonly mode: Mode;
      readonly seed: number;
      readonly budget: string;
      readonly startedAt: string;
      /** Every operation of the contract, in its order. */
      readonly operations: readonly OperationId[];
      /** The statuses that the document lists for each of them, as it writes them: `200`, `4XX`, `default`. */
      readonly documented: Readonly<Record<OperationId, readonly string[]>>;
      /** Ids of the checks that take part. */
      readonly checks: readonly string[];
      /** Cases planned. */
      readonly cases: number;
      /** Requests planned that may create something, the faulty ones included. */
      readonly creates: number;
    }
  /** What the ledger of the run has to tell of; later events name its constraints by their place in this list. */
  | {
      readonly type: 'coverage-planned';
      readonly constraints: readonly PlannedConstraint[];
      readonly cases: Readonly<Record<OperationId, CaseCounts>>;
    }
  /** One side of some constraints was judged, or was not for a reason. */
  | {
      readonly type: 'constraints';
      readonly side: Side;
      readonly constraints: readonly number[];
      readonly why: string | null;
    }
  | {
      readonly type: 'exchange';
      readonly phase: string;
      readonly exchange: RecordedExchange;
      /** What the reply to a planned case showed; absent for logins, polls, cleanup and what is drawn at random. */
      readonly sighting?: Sighting;
      /** How many values were hidden in it; absent where none was. */
      readonly hidden?: number;
    }
  | {
      readonly type: 'case-done';
      readonly operation: OperationId;
      readonly phase: string;
      readonly succeeded: boolean;
    }
  | {
      readonly type: 'verdict';
      readonly operation: OperationId;
      readonly check: string;
      readonly verdict: Verdict;
      readonly why: string | null;
    }
  /** The same fingerprint may come often; the fold counts and keeps the smallest. */
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'warning'; readonly warning: Warning }
  | {
      readonly type: 'run-ended';
      readonly durationMs: number;
      readonly account: Account;
      readonly leftovers: Run['leftovers'];
      readonly interrupted: number | null;
      /** Why nothing could be tested, where nothing could. */
      readonly notTested: string | null;
    };
