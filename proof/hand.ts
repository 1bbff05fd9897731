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

/** A hand in a process of its own, which has another core to itself. */
export function forkedHand(orders: Orders): Hand {
  const child: ChildProcess = fork(fileURLToPath(new URL('./hand-process.js', import.meta.url)), {
    serialization: 'advanced',
  });
  child.send(orders);
  return {
    try: (id, inFull) =>
      new Promise((resolve, reject) => {
        const over = () => {
          child.off('message', hear);
          child.off('exit', die);
        };
        const hear = (verdict: Verdict) => {
          over();
          resolve(verdict);
        };
        const die = () => {
          over();
          reject(new Error(`the process that tried a mutant ended: ${id}`));
        };
        child.on('message', hear);
        child.on('exit', die);
        child.send({ id, inFull } satisfies Task);
      }),
    close: () => child.disconnect(),
  };
}
