/** Asynchronous collection reads: a job that ends, and the data file that it leaves. */
import { randomUUID } from 'node:crypto';
import type { Reading } from '../hand-server.ts';

interface Job {
  readonly id: string;
  readonly dataFile: string;
  readonly requestedAt: string;
  polls: number;
}

/** Jobs and data files of one organisation. */
export class AsyncJobs {
  readonly #reading: Reading;
  readonly #orgId: number;
  readonly #jobs = new Map<string, Job>();
  readonly #files = new Map<string, readonly unknown[]>();

  constructor(reading: Reading, orgId: number) {
    this.#reading = reading;
    this.#orgId = orgId;
  }

  /** Keeps the rows and answers the href of the job that will hand them out. */
  start(rows: readonly unknown[]): string {
    const job: Job = { id: randomUUID(), dataFile: randomUUID(), requestedAt: stamp(), polls: 0 };
    this.#jobs.set(job.id, job);
    this.#files.set(job.dataFile, rows);
    return `/orgs/${this.#orgId}/jobs/${job.id}`;
  }

  /** The strict job is still running when first asked and shows only what the guide requires of it. */
  show(id: string): Record<string, unknown> | undefined {
    const job = this.#jobs.get(id);
    if (!job) return undefined;
    job.polls += 1;
    const href = `/orgs/${this.#orgId}/jobs/${id}`;
    const result = { href: `/orgs/${this.#orgId}/datafiles/${job.dataFile}` };
    if (this.#reading === 'strict') {
      return job.polls === 1 ? { href, status: 'running' } : { href, status: 'done', result };
    }
    return {
      href,
      job_type: ':illumio/async_requests',
      description: `/orgs/${this.#orgId}/pairing_profiles`,
      result,
      status: 'done',
      requested_at: job.requestedAt,
      terminated_at: stamp(),
      requested_by: { href: '/users/1' },
      created_by: { href: '/users/1' },
    };
  }

  rows(id: string): readonly unknown[] | undefined {
    return this.#files.get(id);
  }

  /** Whether there was such a job. */
  remove(id: string): boolean {
    const job = this.#jobs.get(id);
    if (job) this.#files.delete(job.dataFile);
    return this.#jobs.delete(id);
  }
}

/** The samples' form, which is not RFC 3339 although the table says date-time. */
function stamp(): string {
  return `${new Date().toISOString().replace('T', ' ').replace('Z', '')}166`;
}
