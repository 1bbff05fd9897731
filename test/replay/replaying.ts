/** A finding of a faulty server, replayed there, on a server without the fault, and where no server is any more. */
import { join } from 'node:path';
import type { Contract } from '../../model/contract.ts';
import type { ReplayAnswer } from '../../model/replay.ts';
import type { Finding } from '../../model/run.ts';
import { type ConductOptions, conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { replay } from '../../runner/replay.ts';
import { SCRATCH } from '../products/product-table.ts';
import type { HandServer } from '../servers/hand-server.ts';
import { hastyClock } from '../support/hasty-clock.ts';

/** What is run, and how its server is started with the fault and without. */
export interface Scene {
  readonly contract: Contract;
  readonly faulty: () => Promise<HandServer>;
  readonly mended: () => Promise<HandServer>;
  readonly base?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly random?: number;
  /** Operations that take part in the first run. */
  readonly only?: readonly string[];
  readonly wanted: (finding: Finding) => boolean;
}

/** The answers, and how many requests the run and each of the replays took. */
export interface Replays {
  readonly finding: Finding;
  readonly faulty: ReplayAnswer;
  readonly mended: ReplayAnswer;
  readonly gone: ReplayAnswer;
  readonly requests: { readonly run: number; readonly faulty: number; readonly mended: number };
}

/** Finds the fault, and replays it three times. */
export async function replayed(scene: Scene): Promise<Replays> {
  const [first, second] = [await scene.faulty(), await scene.mended()];
  try {
    const run = await conduct(scene.contract, optionsOf(scene, first));
    const finding = run.findings.find(scene.wanted);
    if (!finding) throw new Error('the fault was not found');
    const seen = { run, finding };
    const before = first.log.length;
    const faulty = await replay(scene.contract, seen, optionsOf(scene, first));
    const mended = await replay(scene.contract, seen, optionsOf(scene, second));
    await second.close();
    const gone = await replay(scene.contract, seen, optionsOf(scene, second));
    return {
      finding,
      faulty,
      mended,
      gone,
      requests: { run: before, faulty: first.log.length - before, mended: second.log.length },
    };
  } finally {
    await first.close();
    await second.close();
  }
}

/** As the first run was. */
export function optionsOf(scene: Scene, server: HandServer): ConductOptions {
  const { random = 0, base = '', env = {}, only } = scene;
  return {
    ...defaultOptions(),
    target: server.origin + base,
    rate: 'none',
    mode: 'full',
    seed: 1,
    budget: { name: String(random), random, pairwise: random > 0 },
    env: new Map(Object.entries(env)),
    clock: hastyClock(),
    journals: join(SCRATCH, 'journals'),
    selects: ({ id }) => only === undefined || only.includes(id),
  };
}
