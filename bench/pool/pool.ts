import { availableParallelism } from 'node:os';
import type { JsonObject } from '../../model/json.ts';
import type { CaseFacts, Job, TaskResult, WorkerSettings } from './job.ts';
import { Lane } from './lane.ts';

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

/** Runs all jobs on worker threads; a task that does not end is stopped and counted, and the rest goes on. */
export async function runJobs(jobs: readonly Job[], options: PoolOptions): Promise<JobResult[]> {
  const results: (JobResult | undefined)[] = jobs.map(() => undefined);
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    const worker = new Lane(options);
    for (let at = next++; at < jobs.length; at = next++) {
      const job = jobs[at];
      if (!job) break;
      const result = await worker.run(job);
      results[at] = result;
      options.onDone?.(++done, result);
    }
    await worker.close();
  };
  const lanes = Math.min(options.workers ?? availableParallelism(), Math.max(1, jobs.length));
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.filter((result) => result !== undefined);
}
