/** Conducts a run against a server of a product and tells what it left there. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../contract/compile.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Event } from '../../model/event.ts';
import type { Mode, Run } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import type { Faults, HandRequest, HandServer, Reading } from '../servers/hand-server.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { type Product, SCRATCH } from './product-table.ts';

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));

/** Options of suites whose runs share one thread: each waits for the others. */
export const PATIENT = { timeout: 240_000 };

/** What may differ from one run to the next. */
export interface Trial {
  readonly reading?: Reading;
  readonly mode?: Mode;
  readonly seed?: number;
  /** Random cases an operation. */
  readonly random?: number;
  readonly faults?: Faults;
  readonly env?: Readonly<Record<string, string>>;
  /** Operations that take part, as "METHOD /path". */
  readonly only?: readonly string[];
  /** Seconds for one exchange. */
  readonly timeout?: number;
  /** Aborted to stop the run and its cleanup. */
  readonly stop?: AbortSignal;
  readonly listen?: (event: Event) => void;
}

/** A run with what the server knows of it. */
export interface Conducted {
  readonly run: Run;
  readonly leftovers: readonly string[];
  readonly log: readonly HandRequest[];
}

const compiled = new Map<string, Contract>();

/** The contract of a product, read once. */
export function contractOf({ contract, version }: Product): Contract {
  const key = `${contract} ${version ?? ''}`;
  const known = compiled.get(key);
  if (known) return known;
  const folder = join(SPECS, contract);
  const overlay =
    version === undefined ? {} : { overlay: join(folder, 'versions', `${version}.overlay.yaml`) };
  const made = compile({ file: join(folder, 'openapi.yaml'), ...overlay });
  compiled.set(key, made);
  return made;
}

/** Starts the product's server, conducts a run against it and closes it. */
export async function conducted(product: Product, trial: Trial = {}): Promise<Conducted> {
  const { reading = 'strict', faults } = trial;
  const server = await product.start({ reading, ...(faults ? { faults } : {}) });
  return conductedAgainst(product, server, trial);
}

/** Conducts a run against a server that is already there, and closes it. */
export async function conductedAgainst(
  product: Product,
  server: HandServer,
  trial: Trial = {},
): Promise<Conducted> {
  try {
    const run = await conductedAt(product, server.origin, trial);
    return { run, leftovers: server.leftovers(), log: [...server.log] };
  } finally {
    await server.close();
  }
}

/** Conducts a run against a URL. */
export function conductedAt(product: Product, url: string, trial: Trial = {}): Promise<Run> {
  const { only, random = 0 } = trial;
  const never = new AbortController().signal;
  return conduct(contractOf(product), {
    ...defaultOptions(),
    target: url,
    mode: trial.mode ?? 'full',
    seed: trial.seed ?? 1,
    budget: { name: String(random), random, pairwise: random > 0 },
    env: new Map(Object.entries({ ...product.env, ...trial.env })),
    productVersion: product.version ?? null,
    selects: ({ id }: Operation) => only === undefined || only.includes(id),
    journals: join(SCRATCH, 'journals'),
    signal: trial.stop ?? never,
    cleanupSignal: trial.stop ?? never,
    listen: trial.listen,
    timeout: trial.timeout ?? 10,
    clock: hastyClock(),
    rate: 'none',
  });
}

/** What a person would want to see of findings when a test fails. */
export function shown(run: Run, level: 'must' | 'should' | 'may' = 'must'): string[] {
  return run.findings
    .filter((finding) => finding.level === level)
    .map(
      ({ check, operation, pointer, keyword, message }) =>
        `${check} | ${operation} | ${pointer} | ${keyword} | ${message}`,
    );
}
