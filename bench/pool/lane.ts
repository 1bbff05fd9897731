import { Worker } from 'node:worker_threads';
import { withoutFaults } from '../measure/fault-result.ts';
import { without } from '../measure/outcome.ts';
import type { CaseFacts, Job, JobMessage, Task, TaskResult, WorkerMessage } from './job.ts';
import type { JobResult, PoolOptions } from './pool-options.ts';

/** Enough for any honest schema; who needs more has no bound. */
const MEGABYTES = 1024;
const START_LIMIT = 60_000;

interface Stop {
  readonly why: 'time' | 'error';
  readonly reason: string;
  readonly phase: WorkerMessage['phase'];
  readonly task: number;
}

/** One worker thread at a time, replaced when a task had to be stopped. */
export class Lane {
  readonly #options: PoolOptions;
  #worker: Worker | undefined;
  #known = new Set<string>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs the tasks of one job to their end, whatever becomes of them. */
  async run(job: Job): Promise<JobResult> {
    const results: TaskResult[] = [];
    let facts: CaseFacts | undefined;
    while (results.length < job.tasks.length) {
      const stop = await this.#attempt(job, results, (told) => {
        facts = told;
      });
      if (!stop) break;
      await this.close();
      results.push(stopped(job, stop, { done: results.length, facts }));
    }
    return { job, facts, results };
  }

  /** Ends the worker. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    this.#known = new Set();
  }

  async #attempt(
    job: Job,
    results: TaskResult[],
    onFacts: (facts: CaseFacts) => void,
  ): Promise<Stop | undefined> {
    const worker = this.#worker ?? (await this.#start());
    if (!worker) return { why: 'error', reason: 'the worker did not start', phase: 'ready', task: 0 };
    this.#worker = worker;
    worker.postMessage(this.#message(job, results.length));
    return new Promise((resolve) => {
      let at: Pick<Stop, 'phase' | 'task'> = { phase: 'ready', task: results.length };
      const end = (stop?: Stop): void => {
        clearTimeout(timer);
        worker.off('error', failed);
        worker.off('message', heard);
        resolve(stop);
      };
      const late = (): void => end({ ...at, why: 'time', reason: 'it did not end in time' });
      let timer = setTimeout(late, this.#options.limits.judging);
      const failed = (error: Error): void => end({ ...at, why: 'error', reason: error.message });
      const heard = (message: WorkerMessage): void => {
        clearTimeout(timer);
        if (message.phase === 'prepared') onFacts(message.facts);
        if (message.phase === 'measured') results.push(message.result);
        const task = 'task' in message ? message.task : at.task;
        at = { phase: message.phase, task };
        timer = setTimeout(late, this.#limit(message.phase, job.tasks[task]));
        if (message.phase === 'done') end();
      };
      worker.on('error', failed);
      worker.on('message', heard);
    });
  }

  #limit(phase: WorkerMessage['phase'], task: Task | undefined): number {
    const { limits } = this.#options;
    if (phase !== 'making') return limits.judging;
    return task?.kind === 'invalid' ? limits.invalid : limits.valid;
  }

  #message(job: Job, from: number): JobMessage {
    const name = job.benchCase.place?.document;
    const content = name === undefined ? undefined : this.#options.documents.get(name);
    if (name === undefined || content === undefined || this.#known.has(name)) return { job, from };
    this.#known.add(name);
    return { job, from, document: { name, content } };
  }

  #start(): Promise<Worker | undefined> {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: this.#options.settings,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
      // What other libraries say while they work is not part of the measure.
      stdout: true,
      stderr: true,
    });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(undefined), START_LIMIT);
      const end = (action: () => void): void => {
        clearTimeout(timer);
        worker.off('error', failed);
        worker.off('message', ready);
        action();
      };
      const ready = (): void => end(() => resolve(worker));
      const failed = (error: Error): void => end(() => reject(error));
      worker.on('message', ready);
      worker.on('error', failed);
    });
  }
}

/** A generator that does not end, or needs all memory, hangs; a judge that does not end cannot judge. */
function stopped(
  job: Job,
  { phase, reason }: Stop,
  { done, facts }: { done: number; facts: CaseFacts | undefined },
): TaskResult {
  const kind = job.tasks[done]?.kind ?? 'valid';
  const outcome = phase === 'making' ? 'hang' : 'unjudged';
  if (kind === 'speed') return { kind, speed: { incomparable: 'one of the two does not end' } };
  return kind === 'valid'
    ? { kind, valid: without(outcome, { reason }) }
    : { kind, invalid: withoutFaults(outcome, facts?.sites ?? [], { reason }) };
}
