import type { JsonObject } from '../../model/json.ts';
import type { CaseFacts, Job, TaskResult, WorkerSettings } from './job.ts';

/** Milliseconds that each phase of a task may take. */
export interface Limits {
  readonly valid: number;
  readonly invalid: number;
  /** Loading, compiling and judging: slow judges are no fault of a generator. */
  readonly judging: number;
}

/** What came of one job. */
export interface JobResult {
  readonly job: Job;
  readonly facts: CaseFacts | undefined;
  readonly results: readonly TaskResult[];
}

/** What a pool needs to know. */
export interface PoolOptions {
  readonly settings: WorkerSettings;
  readonly limits: Limits;
  /** Documents that schemas were cut out of, by name. */
  readonly documents: ReadonlyMap<string, JsonObject>;
  /** @defaultValue one for each core */
  readonly workers?: number;
  readonly onDone?: (done: number, result: JobResult) => void;
}
