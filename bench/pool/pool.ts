import { availableParallelism } from 'node:os';
import type { Job } from './job.ts';
import { Lane } from './lane.ts';
import type { JobResult, PoolOptions } from './pool-options.ts';

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
