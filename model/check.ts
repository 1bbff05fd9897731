import type { Contract, Operation, OperationId } from './contract.ts';
import type { InWords } from './in-words.ts';
import type { Json } from './json.ts';
import type { Verdict } from './run.ts';
import type { Level, Statement } from './statement.ts';
import type { Exchange, Trace } from './trace.ts';

/** What a target must be able to show for a check to be decided on it. */
export type Capability = 'state' | 'credentials' | 'tasks' | 'refusals';

/** A broken statement before it becomes a finding. */
export interface Broken {
  readonly statement: Statement;
  /** The finding's level: never above the check's or the statement's. */
  readonly level: Level;
  /** Place in the body that breaks it, where there is one. */
  readonly instance: string | null;
  readonly message: string;
  readonly expected: Json | InWords;
  readonly received: Json | InWords;
  /** The exchange that shows it. */
  readonly exchange: Exchange;
  /** The exchanges that led to it, for sequences. */
  readonly steps?: readonly Exchange[];
}

/** What a check says of one operation after one trace. */
export interface Judgement {
  readonly operation: OperationId;
  readonly verdict: Verdict;
  readonly why?: string;
  readonly broken?: readonly Broken[];
  /** Rules of the contract that cannot be evaluated: its own errors, each in a sentence with its place. */
  readonly contractErrors?: readonly string[];
}

/** One rule that judges a trace; it never sends. */
export interface Check {
  /** Its file's name and its page in docs/checks; never changed, never used again. */
  readonly id: string;
  readonly title: string;
  /** No finding of this check is above it. */
  readonly level: Level;
  /** The code of the fault in the Web Fuzzing Commons, where one fits; see docs/checks/README.md. */
  readonly wfc?: number;
  readonly judges: readonly Trace['kind'][];
  readonly needs: readonly Capability[];
  /** Whether the check can ever speak of an operation. */
  applies(operation: Operation, contract: Contract): boolean;
  /** Nothing where the trace does not speak of this check. */
  judge(trace: Trace, contract: Contract): readonly Judgement[];
}
