import type { JsonObject } from '../../model/json.ts';
import type { BenchCase } from '../corpora/bench-case.ts';
import type { Agreement } from '../judges/panel.ts';
import type { FaultResult } from '../measure/fault-result.ts';
import type { ValidResult } from '../measure/outcome.ts';
import type { Site } from '../sites/reachable-sites.ts';
import type { SpeedResult } from '../speed/speed-result.ts';

/** One generator on one schema. */
export interface Task {
  readonly subject: string;
  /** `speed` times the generator against assay. */
  readonly kind: 'valid' | 'invalid' | 'speed';
}

/** One schema with the generators that are to be measured on it. */
export interface Job {
  readonly benchCase: BenchCase;
  readonly tasks: readonly Task[];
  readonly values: number;
  readonly seed: number;
}

/** What a worker needs for all its jobs. */
export interface WorkerSettings {
  readonly suite: string;
  /** Modules that export more generators as `subjects`. */
  readonly subjectModules: readonly string[];
}

/** To a worker. */
export interface JobMessage {
  readonly job: Job;
  /** Tasks before this one are done. */
  readonly from: number;
  /** Sent once, with the first job that needs it. */
  readonly document?: { readonly name: string; readonly content: JsonObject };
}

/** What is known of a schema by itself. */
export interface CaseFacts {
  /** Keywords at all places that can be reached. */
  readonly keywords: readonly string[];
  /** Occurrences of assertion keywords, counted without any generator. */
  readonly sites: readonly Site[];
  readonly agreements: readonly Agreement[];
}

/** The measure of one task. */
export type TaskResult =
  | { readonly kind: 'valid'; readonly valid: ValidResult }
  | { readonly kind: 'invalid'; readonly invalid: FaultResult }
  | { readonly kind: 'speed'; readonly speed: SpeedResult };

/** Milliseconds that the two halves of a task took. */
export interface Took {
  readonly making: number;
  readonly judging: number;
}

/** From a worker: it is ready, prepares the judges, makes values, judges them, and tells the result. */
export type WorkerMessage =
  | { readonly phase: 'ready' }
  | { readonly phase: 'prepared'; readonly facts: CaseFacts }
  | { readonly phase: 'making'; readonly task: number }
  | { readonly phase: 'judging'; readonly task: number }
  | { readonly phase: 'measured'; readonly task: number; readonly result: TaskResult; readonly took: Took }
  | { readonly phase: 'done' };
