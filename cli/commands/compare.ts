import type { Drift } from '../../model/drift.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { compareRuns, isCutShort } from '../../reports/compare/compare-runs.ts';
import { driftText } from '../../reports/compare/drift-text.ts';
import { painter } from '../../reports/terminal/painter.ts';
import { TOOL } from '../../reports/tool.ts';
import { wantsColour } from '../colour.ts';
import { EXIT } from '../complaint.ts';
import { runsOf } from '../report-file.ts';

/** Options of the comparison. */
export interface CompareFlags {
  readonly failOn?: string;
  readonly format?: string;
}

interface Pairs {
  readonly pairs: readonly (readonly [before: Run, after: Run])[];
  /** Names of contracts that one report has alone. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

const DRIFTED = 1;

/**
 * Compares two reports, contract by contract: 1 where something drifted, 3 where a run was cut short and nothing
 * did as far as it went, else 0.
 * @throws UserError where a file is no report, or they have no contract in common.
 */
export async function compareCommand(before: string, after: string, flags: CompareFlags): Promise<number> {
  const paired = pairsOf(runsOf(before), runsOf(after));
  if (paired.pairs.length === 0) {
    throw new UserError('COMPARE', `${before} and ${after} have no contract in common.`, {
      mend: `The one has ${paired.onlyBefore.join(', ') || 'none'}, the other ${paired.onlyAfter.join(', ') || 'none'}.`,
    });
  }
  const drifts = paired.pairs.map(([old, now]) => compareRuns(old, now));
  const isUntold = paired.pairs.flat().some(isCutShort);
  const exitCode = hasDrift(drifts, paired, flags.failOn ?? 'any') ? DRIFTED : isUntold ? EXIT.notTested : 0;
  process.stdout.write(flags.format === 'json' ? jsonOf(drifts, paired, exitCode) : textOf(drifts, paired));
  return exitCode;
}

/** Whether what differs is what was asked for. */
function hasDrift(drifts: readonly Drift[], { onlyBefore, onlyAfter }: Pairs, failOn: string): boolean {
  if (failOn === 'none') return false;
  const changes = drifts.flatMap((drift) => drift.changes);
  if (failOn === 'new') return changes.some(({ isWorse }) => isWorse);
  return onlyBefore.length + onlyAfter.length > 0 || changes.some(({ isDrift }) => isDrift);
}

/** Runs of the same contract, the first with the first where there are several. */
function pairsOf(before: readonly Run[], after: readonly Run[]): Pairs {
  const left = [...after];
  const pairs: (readonly [Run, Run])[] = [];
  const onlyBefore: string[] = [];
  for (const run of before) {
    const at = left.findIndex(({ contract }) => contract.name === run.contract.name);
    const [other] = at < 0 ? [] : left.splice(at, 1);
    if (other) pairs.push([run, other]);
    else onlyBefore.push(run.contract.name);
  }
  return { pairs, onlyBefore, onlyAfter: left.map(({ contract }) => contract.name) };
}

function jsonOf(drifts: readonly Drift[], { onlyBefore, onlyAfter }: Pairs, exitCode: number): string {
  return `${JSON.stringify({ schemaVersion: '1', tool: TOOL, exitCode, drifts, onlyBefore, onlyAfter }, null, 2)}\n`;
}

function textOf(drifts: readonly Drift[], { onlyBefore, onlyAfter }: Pairs): string {
  const colour = painter(wantsColour(process.stdout));
  const alone = [
    ...onlyBefore.map((name) => `${name}: only in the first report`),
    ...onlyAfter.map((name) => `${name}: only in the second report`),
  ];
  return `${[...drifts.map((drift) => driftText(drift, colour)), ...alone].join('\n\n')}\n`;
}
