import type { EarlierRun } from '../model/earlier.ts';
import type { Event } from '../model/event.ts';
import { CONTRACT_ERROR, type Finding, type Run, type Warning } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { applyWaivers, type WaiverOptions } from './apply-waivers.ts';
import { coverageOf } from './coverage.ts';
import { listedExchanges } from './exchanges.ts';
import { matrix, type VerdictEvent } from './matrix.ts';
import { mergeFindings } from './merge-findings.ts';
import { noteSighting, observedOf, type SightedCase } from './observed.ts';
import { countLevels, outcome } from './outcome.ts';
import { sinceOf } from './since.ts';
import { countStatuses, statusesOf } from './statuses.ts';
import { TOOL } from './tool.ts';

type Started = Extract<Event, { type: 'run-started' }>;
type Ended = Extract<Event, { type: 'run-ended' }>;

interface Heard {
  started: Started | undefined;
  ended: Ended | undefined;
  readonly findings: Finding[];
  readonly verdicts: VerdictEvent[];
  readonly warnings: Map<string, Warning>;
  readonly succeeded: Set<string>;
  coverage: Extract<Event, { type: 'coverage-planned' }> | undefined;
  readonly constraints: Extract<Event, { type: 'constraints' }>[];
  readonly sightings: Map<string, SightedCase>;
  cases: number;
  readonly exchanges: Extract<Event, { type: 'exchange' }>[];
}

// A run that was killed cannot say by what; 130 is what most killed runs would have ended with.
const KILLED = 130;

const CUT_SHORT: Warning = {
  code: 'cut-short',
  message:
    'The run ended without its closing account: it was killed, or its record is cut. What it created may still be on the target; run `assay cleanup`.',
};

/** What fails a run, and what it is held against. */
export interface FoldOptions {
  readonly failOn: Level;
  /** Percent of what counts that must have been judged. */
  readonly minCoverage?: number | undefined;
  /** Known deviations, and the day that they are held against. */
  readonly waivers?: WaiverOptions | undefined;
  /** Earlier runs of the contract, of which the one on the same target tells what is new. */
  readonly earlier?: readonly EarlierRun[] | undefined;
}

/** Makes one contract's run of its events; a run without its end was interrupted. */
export function fold(events: Iterable<Event>, options: FoldOptions): Run {
  const heard: Heard = {
    started: undefined,
    ended: undefined,
    findings: [],
    verdicts: [],
    warnings: new Map(),
    succeeded: new Set(),
    coverage: undefined,
    constraints: [],
    sightings: new Map(),
    cases: 0,
    exchanges: [],
  };
  for (const event of events) hear(heard, event);
  if (heard.started === undefined) throw new TypeError('the events of a run begin with run-started');
  return runOf(heard, heard.started, options);
}

function hear(heard: Heard, event: Event): void {
  if (event.type === 'run-started') heard.started = event;
  else if (event.type === 'run-ended') heard.ended = event;
  else if (event.type === 'exchange') {
    heard.exchanges.push(event);
    noteSighting(heard.sightings, event);
  } else if (event.type === 'finding') heard.findings.push(event.finding);
  else if (event.type === 'verdict') heard.verdicts.push(event);
  else if (event.type === 'coverage-planned') heard.coverage = event;
  else if (event.type === 'constraints') heard.constraints.push(event);
  else if (event.type === 'warning') {
    heard.warnings.set(`${event.warning.code} ${event.warning.message}`, event.warning);
  } else {
    heard.cases += 1;
    if (event.succeeded) heard.succeeded.add(event.operation);
  }
}

function runOf(heard: Heard, started: Started, options: FoldOptions): Run {
  const { failOn, minCoverage } = options;
  const { contract, target, mode, seed, budget, startedAt, operations, checks, documented } = started;
  const merged = mergeFindings(heard.findings, { operations, checks });
  const rows = matrix(operations, checks, { verdicts: heard.verdicts, findings: merged });
  const end = heard.ended ?? endOfKilled();
  const warnings = [...heard.warnings.values(), ...(heard.ended === undefined ? [CUT_SHORT] : [])];
  const tested = operations.filter((operation) => heard.succeeded.has(operation)).length;
  const coverage = coverageOf({
    planned: heard.coverage,
    told: heard.constraints,
    operations,
    checks,
    minimum: minCoverage ?? null,
    isWhole: isWhole(heard),
  });
  const contractErrors = warnings.filter(({ code }) => code === CONTRACT_ERROR).map(({ message }) => message);
  const known = {
    contract,
    target,
    mode,
    budget,
    findings: merged,
    operations: rows,
    isWhole: isWhole(heard) && tested > 0,
  };
  const { findings, waivers } = applyWaivers(known, options.waivers);
  const exchanges = listedExchanges(heard.exchanges, heard.findings, target.url);
  const statuses = statusesOf(documented, exchanges);
  const facts = { total: operations.length, tested, cases: heard.cases, coverage, waivers, contractErrors };
  return {
    schemaVersion: '1',
    tool: TOOL,
    contract,
    target,
    mode,
    seed,
    budget,
    failOn,
    startedAt,
    durationMs: end.durationMs,
    ...outcome({ ...facts, findings, failOn, ...end }),
    warnings,
    summary: {
      operations: { tested, total: operations.length },
      statuses: countStatuses(statuses),
      cases: heard.cases,
      exchanges: heard.exchanges.length,
      hidden: heard.exchanges.reduce((so, { hidden = 0 }) => so + hidden, 0),
      findings: countLevels(findings),
      waived: findings.filter(({ waived }) => waived !== null).length,
      ...end.account,
    },
    findings,
    operations: rows,
    coverage,
    observed: observedOf(heard.sightings, operations),
    statuses,
    exchanges,
    waivers,
    since: sinceOf({ ...known, findings }, options.earlier ?? []),
    leftovers: end.leftovers,
  };
}

function isWhole({ ended, warnings }: Heard): boolean {
  const isOutOfTime = [...warnings.values()].some(({ code }) => code === 'max-time');
  return ended !== undefined && ended.interrupted === null && ended.notTested === null && !isOutOfTime;
}

function endOfKilled(): Ended {
  return {
    type: 'run-ended',
    durationMs: 0,
    account: { created: 0, removed: 0, left: 0, restored: 0 },
    leftovers: [],
    interrupted: KILLED,
    notTested: null,
  };
}
