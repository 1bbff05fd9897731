/** What the SRM server remembers: sessions, pairings and tasks. */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { PairingSpec } from './pairing-spec.ts';
import { sameSpec } from './pairing-spec.ts';

export interface Session {
  readonly id: string;
  readonly username: string;
  /** Pairings whose remote site this session has logged in to; they end with the session. */
  readonly remote: Set<string>;
}

export interface Pairing {
  readonly id: string;
  readonly foreign: boolean;
  /** The spec with which making it and reconnecting it succeeds. */
  readonly spec: PairingSpec;
  readonly remoteSrmId: string;
  readonly remoteVcName: string;
  readonly madeAt: number;
  reconnected: boolean;
}

type TaskStatus = 'QUEUED' | 'RUNNING' | 'SUCCESS' | 'ERROR';

export interface Task {
  readonly id: string;
  readonly verb: 'create' | 'delete' | 'reconnect';
  readonly queuedTime: number;
  entity: string | null;
  status: TaskStatus;
  polls: number;
  startTime: number | null;
  completeTime: number | null;
  error: string | null;
  result: Record<string, string> | null;
  /** Does the work when the time has come; returns what went wrong, if anything. */
  readonly work: (task: Task) => string | undefined;
}

// A task takes so long at most, looked at or not.
const LONGEST_MS = 3000;

interface StateOptions {
  readonly realPairing: PairingSpec;
  readonly foreignPairing: PairingSpec;
  readonly taskPolls: number;
  readonly keepsDeleted: boolean;
}

export class SrmState {
  readonly localVcId = randomUUID();
  readonly localSrmId = randomUUID();
  readonly sessions = new Map<string, Session>();
  readonly pairings = new Map<string, Pairing>();
  readonly tasks = new Map<string, Task>();
  /** Stands in where the server, by a planted fault, lets requests in without a session. */
  readonly anonymous: Session = { id: '', username: 'nobody', remote: new Set() };
  private readonly foreign: Pairing;

  constructor(private readonly options: StateOptions) {
    this.foreign = this.addPairing(options.foreignPairing, true);
  }

  openSession(username: string): Session {
    // A0: the vendor's sample is the base64 of a UUID's text
    const session = { id: Buffer.from(randomUUID()).toString('base64'), username, remote: new Set<string>() };
    this.sessions.set(session.id, session);
    return session;
  }

  closeSession(session: Session): void {
    if (!this.options.keepsDeleted) this.sessions.delete(session.id);
  }

  isPaired(vcGuid: string): boolean {
    return [...this.pairings.values()].some((pairing) => pairing.spec.vcGuid === vcGuid);
  }

  createPairing(spec: PairingSpec): Task {
    return this.queue('create', null, (task) => {
      if (!sameSpec(spec, this.options.realPairing))
        return 'The remote site cannot be reached with this spec.';
      // P12: no 409 exists, so the task is the place to fail
      if (this.isPaired(spec.vcGuid)) return 'The sites are paired already.';
      const pairing = this.addPairing(spec, false);
      task.entity = pairing.id;
      task.result = { pairing_id: pairing.id };
      return undefined;
    });
  }

  deletePairing(pairing: Pairing): Task {
    return this.queue('delete', pairing.id, () => {
      if (!this.pairings.has(pairing.id)) return 'The pairing is gone already.';
      if (!this.options.keepsDeleted) this.pairings.delete(pairing.id);
      return undefined;
    });
  }

  reconnectPairing(pairing: Pairing, spec: PairingSpec): Task {
    return this.queue('reconnect', pairing.id, () => {
      if (!this.pairings.has(pairing.id)) return 'The pairing is gone.';
      if (!sameSpec(spec, pairing.spec)) return 'The remote site cannot be reached with this spec.';
      pairing.reconnected = true;
      return undefined;
    });
  }

  /** One look at a task: it moves on by being looked at, never back, and rests once it has ended (P2, P6). */
  poll(task: Task): Task {
    if (isTerminal(task)) return task;
    task.polls += 1;
    if (task.polls > this.options.taskPolls) this.finish(task);
    else if (task.polls > 1 || this.options.taskPolls === 1) start(task);
    return task;
  }

  leftovers(): string[] {
    // real tasks run to their end whether or not anybody watches
    for (const task of this.tasks.values()) if (!isTerminal(task)) this.finish(task);
    const left = [...this.pairings.values()].filter((pairing) => !pairing.foreign);
    const sessions = [...this.sessions.values()];
    const { id } = this.foreign;
    return [
      ...left.map((pairing) => `pairing ${pairing.id}`),
      ...sessions.map((session) => `session ${session.id}`),
      ...(this.pairings.has(id) ? [] : [`foreign pairing ${id} removed`]),
      ...(this.foreign.reconnected ? [`foreign pairing ${id} reconnected`] : []),
      ...(sessions.some((session) => session.remote.has(id)) ? [`foreign pairing ${id} opened`] : []),
    ];
  }

  private addPairing(spec: PairingSpec, foreign: boolean): Pairing {
    const pairing: Pairing = {
      id: randomUUID(),
      foreign,
      spec,
      remoteSrmId: randomUUID(),
      remoteVcName: spec.pscUrl,
      madeAt: Date.now(),
      reconnected: false,
    };
    this.pairings.set(pairing.id, pairing);
    return pairing;
  }

  private queue(verb: Task['verb'], entity: string | null, work: Task['work']): Task {
    const task: Task = {
      id: randomUUID(),
      verb,
      queuedTime: Date.now(),
      entity,
      status: 'QUEUED',
      polls: 0,
      startTime: null,
      completeTime: null,
      error: null,
      result: null,
      work,
    };
    this.tasks.set(task.id, task);
    // Nobody may ever look at it, as where a client was killed: it runs to its end all the same.
    setTimeout(() => !isTerminal(task) && this.finish(task), LONGEST_MS).unref();
    return task;
  }

  private finish(task: Task): void {
    start(task);
    task.error = task.work(task) ?? null;
    task.status = task.error === null ? 'SUCCESS' : 'ERROR';
    task.completeTime = Date.now();
  }
}

export function isTerminal(task: Task): boolean {
  return task.status === 'SUCCESS' || task.status === 'ERROR';
}

function start(task: Task): void {
  task.status = 'RUNNING';
  task.startTime ??= Date.now();
}
