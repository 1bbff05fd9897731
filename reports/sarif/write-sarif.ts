import { type Drift, hasDrifted } from '../../model/drift.ts';
import type { Finding, Run } from '../../model/run.ts';
import { driftSentence } from '../compare/drift-wording.ts';
import { jsonFile } from '../json-file.ts';
import { exitCodeOf } from '../outcome.ts';
import type { RuleText } from '../rule-text.ts';
import { exitMeaning, plural, repeatCommand } from '../wording.ts';
import { SOURCE_ROOT } from './artifact-location.ts';
import { messageText } from './message-text.ts';
import { sarifResult } from './sarif-result.ts';

/** What is told beside runs. */
export interface SarifOptions {
  /** What the checks are. */
  readonly rules?: readonly RuleText[];
  readonly drifts?: readonly Drift[];
}

/** GitHub refuses files with more results in a run. */
export const MAX_RESULTS = 25_000;

/**
 * results.sarif, version 2.1.0: a run for each contract that was run, a rule for each check that took part, and a
 * result for each finding, the waived ones suppressed. Of more findings than readers take, the worst are kept, and a
 * notification says how many are left out.
 */
export function writeSarif(runs: readonly Run[], { rules = [], drifts = [] }: SarifOptions = {}): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: runs.map((run, at) =>
      sarifRun(run, automationId(runs, at), { rules, drifts: ownDrifts(runs, at, drifts) }),
    ),
    properties: { exitCode: exitCodeOf(runs, drifts) },
  };
  return jsonFile(log);
}

// Readers keep runs of one category for versions of each other, so each has its own.
function automationId(runs: readonly Run[], at: number): string {
  const name = runs[at]?.contract.name ?? '';
  const before = runs.slice(0, at).filter(({ contract }) => contract.name === name).length;
  return before === 0 ? `assay/${name}/` : `assay/${name}/${before + 1}/`;
}

/** A drift is told with the second of the two runs that were compared. */
function ownDrifts(runs: readonly Run[], at: number, drifts: readonly Drift[]): readonly Drift[] {
  const name = runs[at]?.contract.name;
  const isLast = runs.findLastIndex(({ contract }) => contract.name === name) === at;
  return isLast ? drifts.filter(({ contract }) => contract === name) : [];
}

function sarifRun(run: Run, id: string, { rules, drifts }: Required<SarifOptions>): object {
  const checks = [...new Set(run.operations.flatMap((row) => row.checks.map(({ check }) => check)))];
  const places = new Map(checks.map((check, place) => [check, place]));
  const kept = worst(run.findings);
  const { verdict, exitCode, reason, contract, target, mode, seed, budget, summary } = run;
  return {
    tool: {
      driver: {
        ...run.tool,
        semanticVersion: run.tool.version,
        rules: checks.map((check) => ruleOf(check, rules)),
      },
    },
    automationDetails: { id },
    invocations: [invocation(run, drifts, run.findings.length - kept.length)],
    originalUriBaseIds: {
      [SOURCE_ROOT]: { description: { text: 'The folder in which assay was started.' } },
    },
    columnKind: 'utf16CodeUnits',
    results: kept.map((finding) => sarifResult(finding, places.get(finding.check) ?? -1)),
    properties: {
      verdict,
      exitCode,
      reason,
      contract,
      target,
      mode,
      seed,
      budget,
      summary,
      repeat: repeatCommand(run),
    },
  };
}

/** As many as are taken; what is waived goes first. */
function worst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_RESULTS) return findings;
  const open = findings.filter(({ waived }) => waived === null);
  const waived = findings.filter((finding) => finding.waived !== null);
  return [...open, ...waived].slice(0, MAX_RESULTS);
}

function ruleOf(id: string, rules: readonly RuleText[]): object {
  const known = rules.find((each) => each.id === id);
  const title = known?.title ?? id.replaceAll('-', ' ');
  const text = `${title}. docs/checks/${id}.md in the package of assay says what is asserted, why it matters, and how to mend a target that breaks it.`;
  return {
    id,
    shortDescription: { text: title },
    help: known?.page === undefined ? { text } : { text, markdown: known.page },
  };
}

function invocation(run: Run, drifts: readonly Drift[], leftOut: number): object {
  const { exitCode, startedAt, durationMs, warnings, leftovers } = run;
  const start = Date.parse(startedAt);
  const toolExecutionNotifications = [
    ...(exitCode === 0 ? [] : [notification('error', `exit-${exitCode}`, run.reason)]),
    ...drifts.map((drift) =>
      notification(hasDrifted(drift) ? 'error' : 'note', 'drift', driftSentence(drift)),
    ),
    ...warnings.map(({ code, message }) => notification('warning', code, message)),
    ...leftovers.map(({ resource, identity, how }) =>
      notification('warning', 'left-behind', `${resource} ${identity}: ${how}`),
    ),
    ...(leftOut === 0
      ? []
      : [
          notification(
            'warning',
            'results-left-out',
            `${plural(leftOut, 'finding')} left out, the mildest; report.json has all.`,
          ),
        ]),
  ];
  return {
    // What was found is no failure of the tool; that it could not look is one.
    executionSuccessful: [0, 1, 4].includes(exitCode),
    exitCode,
    exitCodeDescription: exitMeaning(exitCode, [run]),
    ...(Number.isNaN(start)
      ? {}
      : {
          startTimeUtc: new Date(start).toISOString(),
          endTimeUtc: new Date(start + durationMs).toISOString(),
        }),
    toolExecutionNotifications,
  };
}

function notification(level: 'error' | 'warning' | 'note', id: string, text: string): object {
  return { level, descriptor: { id }, message: { text: messageText(text) } };
}
