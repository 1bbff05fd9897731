import type { OperationId } from './contract.ts';
import type { Coverage } from './coverage.ts';
import type { Drift } from './drift.ts';
import type { Since } from './earlier.ts';
import type { Json } from './json.ts';
import type { Observed } from './observed.ts';
import type { Pointer } from './pointer.ts';
import type { HeaderField } from './request.ts';
import type { Frame, Level, Source } from './statement.ts';
import type { JudgedWaiver, WaivedBy } from './waiver.ts';

/** What a run may do to a live target. */
export type Mode = 'read-only' | 'write' | 'full';

/** What a check found of one operation. */
export type Verdict = 'holds' | 'broken' | 'not-exercised' | 'not-decidable' | 'not-applicable';

/** What is said of a whole run. */
export type RunVerdict = 'conformant' | 'not-conformant' | 'not-tested' | 'interrupted';

/** A request as reports show it: redacted, text cut. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly body: string | null;
}

/** A reply as reports show it: redacted, text cut; or why there was none. */
export interface RecordedResponse {
  readonly status: number | null;
  readonly headers: readonly HeaderField[];
  readonly body: string | null;
  readonly failure?: string;
}

/** One exchange as reports show it. */
export interface RecordedExchange {
  /** Its place among the exchanges of the run, from 1. */
  readonly number: number;
  /** When it was sent, in milliseconds since the run began. */
  readonly at: number;
  readonly operation: OperationId;
  readonly purpose: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  readonly durationMs: number;
}

/** One of the exchanges that led to a finding. */
export interface RecordedStep extends RecordedExchange {
  /** Sends its request again. */
  readonly curl: string;
}

/** A broken statement: data, never an exception. Redacted. */
export interface Finding {
  /** Hash of contract, operation, check, pointer and keyword. */
  readonly fingerprint: string;
  readonly check: string;
  /** The code of the fault in the Web Fuzzing Commons, where one fits. */
  readonly wfc?: number;
  readonly level: Level;
  readonly operation: OperationId;
  /** Place of the broken statement in the contract's document. */
  readonly pointer: Pointer;
  readonly keyword: string | null;
  /** Place in the body that breaks it, where there is one. */
  readonly instance: Pointer | null;
  readonly message: string;
  readonly expected: Json;
  readonly received: Json;
  /** Which of the two is no value but text: words, or the beginning of a value that is too long. Absent where neither is. */
  readonly asText?: readonly ('expected' | 'received')[];
  readonly source: Source;
  /** The lines of the contract around it. */
  readonly frame: Frame;
  /** Number of the exchange that is shown. */
  readonly exchange: number;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  /** The exchanges that led here, oldest first, for findings of more than one. */
  readonly steps: readonly RecordedStep[];
  readonly curl: string;
  readonly replay: string;
  /** How often it was seen in the run. */
  readonly count: number;
  /** The entry that waives it, so that it does not fail the run; null where none does. */
  readonly waived: WaivedBy | null;
}

/** An exchange in short, and in whole where it is an example. */
export interface ListedExchange {
  readonly number: number;
  readonly at: number;
  readonly phase: string;
  readonly operation: OperationId;
  readonly purpose: string;
  readonly method: string;
  /** Path and query below the target's URL. */
  readonly path: string;
  /** Null where no reply came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** Fingerprints of the findings that it is evidence of. */
  readonly findings: readonly string[];
  /** Only of the first exchange of each operation and status. */
  readonly whole: { readonly request: RecordedRequest; readonly response: RecordedResponse } | null;
}

/** What an operation was answered, beside what its document lists. */
export interface OperationStatuses {
  readonly operation: OperationId;
  /** As the document writes them: `200`, `4XX`, `default`. */
  readonly documented: readonly { readonly status: string; readonly exchanges: number }[];
  /** What came and is not listed. */
  readonly undocumented: readonly { readonly status: number; readonly exchanges: number }[];
}

/** A check's verdict on one operation. */
export interface CheckVerdict {
  readonly check: string;
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly cases: number;
}

/** What became of what the run created. */
export interface Account {
  readonly created: number;
  readonly removed: number;
  readonly left: number;
  /** Changed and put back. */
  readonly restored: number;
}

/** Something that a reader should know before trusting the verdict. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Code of the warnings that tell of errors of the contract, with which a run cannot be conformant: exit 2. */
export const CONTRACT_ERROR = 'contract-error';

/** One contract's run: the shape of report.json. */
export interface Run {
  readonly schemaVersion: '1';
  readonly tool: { readonly name: 'assay'; readonly version: string };
  readonly contract: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    readonly file: string;
    readonly productVersion: string | null;
  };
  readonly target: { readonly url: string; readonly kind: 'live' | 'prism' | 'twin' };
  readonly mode: Mode;
  readonly seed: number;
  readonly budget: string;
  /** The weakest level that fails the run. */
  readonly failOn: Level;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: RunVerdict;
  readonly exitCode: number;
  /** The verdict in a sentence. */
  readonly reason: string;
  readonly warnings: readonly Warning[];
  readonly summary: {
    readonly operations: { readonly tested: number; readonly total: number };
    /** Documented statuses of all operations, and those of them that came. */
    readonly statuses: { readonly seen: number; readonly documented: number };
    readonly cases: number;
    readonly exchanges: number;
    /** Values that stand as `$NAME` in the exchanges because they are secrets. */
    readonly hidden: number;
    readonly findings: { readonly must: number; readonly should: number; readonly may: number };
    /** How many of the findings are waived. */
    readonly waived: number;
    readonly created: number;
    readonly removed: number;
    readonly left: number;
    readonly restored: number;
  };
  readonly findings: readonly Finding[];
  readonly operations: readonly {
    readonly operation: OperationId;
    readonly checks: readonly CheckVerdict[];
  }[];
  /** What became of every constraint of every request that takes part. */
  readonly coverage: Coverage;
  /** What the planned cases of each operation were answered: names and types, never values. */
  readonly observed: readonly Observed[];
  /** What each operation was answered, beside what its document lists. */
  readonly statuses: readonly OperationStatuses[];
  /** All that was sent, in its order. */
  readonly exchanges: readonly ListedExchange[];
  /** What became of each known deviation that the run was given. */
  readonly waivers: readonly JudgedWaiver[];
  /** What became of findings since the last run whose report stood in the same folder; null where none did. */
  readonly since: Since | null;
  /** What could not be removed, with how to do it. */
  readonly leftovers: readonly {
    readonly resource: string;
    readonly identity: string;
    readonly how: string;
  }[];
}

/** Several contracts' runs: the shape of report.json with more than one contract. */
export interface RunSet {
  readonly schemaVersion: '1';
  readonly tool: { readonly name: 'assay'; readonly version: string };
  readonly runs: readonly Run[];
  /** What differs between two targets that each contract was run on; only where one was compared with another. */
  readonly drifts?: readonly Drift[];
}
