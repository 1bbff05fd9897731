import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Verdict } from './trial.ts';
import type { Workshop, WorkshopOptions } from './workshop.ts';

/** What tries mutants, one at a time. */
export interface Hand {
  try(id: string, inFull: boolean): Promise<Verdict>;
  close(): void;
}

/** What a process of its own is told to work on. */
export interface Orders extends WorkshopOptions {
  readonly file: string;
  readonly overlay: string | undefined;
}

/** What it is asked next. */
export interface Task {
  readonly id: string;
  readonly inFull: boolean;
}

/** A hand in this process. */
export function ownHand(workshop: Workshop): Hand {
  return { try: (id, inFull) => workshop.try(id, inFull), close: () => undefined };
}

/** Where a hand works, and how long it may take. */
export interface HandOptions {
  /** What it runs. @defaultValue the compiled hand-process.js */
  readonly program?: string;
  /** Milliseconds for one mutant; a hand that takes longer is ended, and another one takes its place. */
  readonly limitMs?: number;
}

const PROGRAM = fileURLToPath(new URL('./hand-process.js', import.meta.url));
// The longest trials, in full and with all probes, take less than a minute.
const LIMIT_MS = 600_000;

/** A hand in a process of its own, which has another core to itself. */
export function forkedHand(
  orders: Orders,
  { program = PROGRAM, limitMs = LIMIT_MS }: HandOptions = {},
): Hand {
  let child = started(program, orders);
  return {
    async try(id, inFull) {
      const verdict = await asked(child, { id, inFull }, limitMs);
      if (verdict !== undefined) return verdict;
      child.kill('SIGKILL');
      child = started(program, orders);
      const none = { by: [], exchanges: 0, departed: 0, probes: 0 };
      return { id, outcome: 'survived', ...none, error: `it took longer than ${limitMs / 1000} s` };
    },
    close: () => child.disconnect(),
  };
}

function started(program: string, orders: Orders): ChildProcess {
  const child = fork(program, { serialization: 'advanced' });
  child.send(orders);
  return child;
}

/** What a process answers; undefined where it takes too long. */
function asked(child: ChildProcess, task: Task, limitMs: number): Promise<Verdict | undefined> {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', die);
    };
    const hear = (verdict: Verdict) => {
      over();
      resolve(verdict);
    };
    const die = () => {
      over();
      reject(new Error(`the process that tried a mutant ended: ${task.id}`));
    };
    const timer = setTimeout(() => {
      over();
      resolve(undefined);
    }, limitMs);
    child.on('message', hear);
    child.on('exit', die);
    child.send(task);
  });
}
