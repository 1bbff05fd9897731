import { USUAL_MAX_ALIVE } from '../engine/ceiling.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode } from '../model/run.ts';
import { LEVELS, type Level } from '../model/statement.ts';
import type { Budget } from '../plan/options.ts';
import { isEmbedded } from '../runner/embedded.ts';
import type { Rate } from '../runner/open-target.ts';
import { READINGS, type Reading } from '../runner/reading.ts';
import {
  budget,
  formats,
  header,
  knownChecks,
  oneOf,
  percentage,
  rate,
  seconds,
  whole,
} from './option-values.ts';
import { type Format, USUAL_FORMATS } from './output.ts';

/** Options as flags or the config file give them; names are the flags' in camel case. */
export interface Given {
  readonly target?: string;
  readonly against?: string;
  readonly mode?: string;
  readonly readings?: string;
  readonly seed?: string | number;
  readonly budget?: string | number;
  readonly operation?: readonly string[];
  readonly excludeOperation?: readonly string[];
  readonly check?: readonly string[];
  readonly excludeCheck?: readonly string[];
  readonly failOn?: string;
  readonly minCoverage?: string | number;
  readonly waivers?: string | false;
  readonly format?: string | readonly string[];
  readonly out?: string;
  readonly concurrency?: string | number;
  readonly maxAlive?: string | number;
  readonly rate?: string | number;
  readonly timeout?: string | number;
  readonly maxTime?: string | number;
  readonly maxResponseTime?: string | number;
  readonly header?: readonly string[];
  readonly productVersion?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
}

/** Options read and checked. */
export interface Settings {
  readonly target: string;
  /** A second target, to be compared with the first. */
  readonly against: string | undefined;
  readonly mode: Mode;
  readonly reading: Reading | undefined;
  readonly seed: number;
  readonly budget: Budget;
  readonly failOn: Level;
  readonly minCoverage: number | undefined;
  readonly formats: readonly Format[];
  /** Whether a program reads what is shown. */
  readonly isForAgent: boolean;
  readonly out: string;
  readonly concurrency: number;
  readonly maxAlive: number;
  readonly rate: Rate | 'none' | undefined;
  readonly timeout: number;
  readonly maxTime: number | undefined;
  readonly maxResponseMs: number | undefined;
  readonly headers: readonly HeaderField[];
  readonly productVersion: string | undefined;
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly insecure: boolean;
  /** Whether an operation takes part. */
  readonly selects: (operation: Operation) => boolean;
  readonly selectsCheck: (id: string) => boolean;
  readonly operations: readonly string[];
}

const MODES: readonly Mode[] = ['read-only', 'write', 'full'];
const MAX_SEED = 2 ** 31;

/**
 * Reads options; what is not given has the usual value.
 * @throws UserError at the first that cannot be used.
 */
export function settingsOf(given: Given): Settings {
  const target = given.target ?? 'prism';
  // One of them may be somebody's.
  const isSafe = isEmbedded(target) && isEmbedded(given.against ?? target);
  const include = given.operation ?? [];
  const exclude = given.excludeOperation ?? [];
  const checks = knownChecks('--check', given.check);
  const excludedChecks = knownChecks('--exclude-check', given.excludeCheck);
  const { files, isForAgent } = formats(given.format ?? USUAL_FORMATS);
  return {
    target,
    against: secondTarget(given.against),
    mode: oneOf('--mode', given.mode ?? (isSafe ? 'full' : 'read-only'), MODES),
    reading: readingOf(given, target),
    seed: given.seed === undefined ? freshSeed() : whole('--seed', given.seed, 0),
    budget: budget(given.budget ?? 'normal'),
    failOn: oneOf('--fail-on', given.failOn ?? 'must', LEVELS),
    minCoverage:
      given.minCoverage === undefined ? undefined : percentage('--min-coverage', given.minCoverage),
    formats: files,
    isForAgent,
    out: given.out ?? '.assay',
    concurrency: whole('--concurrency', given.concurrency ?? 4, 1),
    maxAlive: whole('--max-alive', given.maxAlive ?? USUAL_MAX_ALIVE, 1),
    rate: given.rate === undefined ? undefined : rate(given.rate),
    timeout: seconds('--timeout', given.timeout ?? 30),
    maxTime: given.maxTime === undefined ? undefined : seconds('--max-time', given.maxTime),
    maxResponseMs:
      given.maxResponseTime === undefined
        ? undefined
        : whole('--max-response-time', given.maxResponseTime, 1),
    headers: (given.header ?? []).map(header),
    productVersion: given.productVersion,
    ca: given.ca,
    cert: given.cert,
    key: given.key,
    insecure: given.insecure === true,
    selects: (operation) =>
      (include.length === 0 || include.some((name) => names(operation, name))) &&
      !exclude.some((name) => names(operation, name)),
    selectsCheck: (id) => (checks.length === 0 || checks.includes(id)) && !excludedChecks.includes(id),
    operations: [...include, ...exclude],
  };
}

/**
 * Refuses names of operations that the contracts do not have: a filter that matches nothing would test nothing.
 * @throws UserError naming those that there are.
 */
export function checkOperationNames(settings: Settings, contracts: readonly Contract[]): void {
  const operations = contracts.flatMap((contract) => contract.operations);
  for (const name of settings.operations) {
    if (operations.some((operation) => names(operation, name))) continue;
    throw new UserError('OPERATION', `no operation is called ${JSON.stringify(name)}.`, {
      mend: `Give "METHOD /path", an operationId or a pattern with *, such as ${JSON.stringify(operations[0]?.id)}; assay list shows all.`,
    });
  }
}

/** By "METHOD /path", by operationId, or by a pattern with `*`. */
function names(operation: Operation, name: string): boolean {
  const pattern = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`, 'i');
  return (
    pattern.test(operation.id) || (operation.operationId !== undefined && pattern.test(operation.operationId))
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** Any other target reads its documents as it does. */
function readingOf({ readings }: Given, target: string): Reading | undefined {
  if (readings === undefined) return undefined;
  if (target !== 'twin') {
    throw new UserError('OPTION', `--readings is for --target twin, and the target is ${target}.`, {
      mend: 'Leave --readings out, or give --target twin.',
    });
  }
  return oneOf('--readings', readings, READINGS);
}

/** Looked at before the first target is tried: the second is tried late. */
function secondTarget(against: string | undefined): string | undefined {
  if (against === undefined || isEmbedded(against)) return against;
  const isWeb = URL.canParse(against) && /^https?:$/.test(new URL(against).protocol);
  if (isWeb) return against;
  throw new UserError('OPTION', `--against ${JSON.stringify(against)} is no http or https URL.`, {
    mend: 'Give one such as https://host.example.com, prism or twin.',
  });
}

function freshSeed(): number {
  return Math.floor(Math.random() * MAX_SEED);
}
