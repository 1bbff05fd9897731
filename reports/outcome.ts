import { type Coverage, isBelowMinimum } from '../model/coverage.ts';
import { type Drift, hasDrifted } from '../model/drift.ts';
import type { Account, Finding, Run, RunVerdict } from '../model/run.ts';
import { LEVELS, type Level, reaches } from '../model/statement.ts';
import { failsRun, type JudgedWaiver } from '../model/waiver.ts';
import { waiversReason } from './waiver-wording.ts';
import { coverageReason, levelCounts, number, plural } from './wording.ts';

/** What a verdict is made of. */
export interface Grounds {
  readonly findings: readonly Finding[];
  readonly failOn: Level;
  readonly account: Account;
  readonly tested: number;
  readonly total: number;
  readonly cases: number;
  readonly coverage: Coverage;
  readonly waivers: readonly JudgedWaiver[];
  /** Exit code of the signal that ended the run. */
  readonly interrupted: number | null;
  /** Why nothing could be tested. */
  readonly notTested: string | null;
  /** Errors of the contract itself. */
  readonly contractErrors: readonly string[];
}

/** What is said of a run. */
export type Outcome = Pick<Run, 'verdict' | 'exitCode' | 'reason'>;

/** How many findings there are of each level. */
export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const counts: Record<Level, number> = { must: 0, should: 0, may: 0 };
  for (const { level } of findings) counts[level] += 1;
  return counts;
}

/** Verdict, exit code and the sentence that explains them; the order of exit codes is architecture.md's. */
export function outcome(grounds: Grounds): Outcome {
  const failing = grounds.findings.filter(
    ({ level, waived }) => waived === null && reaches(level, grounds.failOn),
  );
  const untested = contractReason(grounds.contractErrors) ?? grounds.notTested ?? emptyRun(grounds);
  const verdict = verdictOf(grounds.interrupted, failing.length, untested);
  if (grounds.interrupted !== null) {
    return { verdict, exitCode: grounds.interrupted, reason: interruptedReason(grounds.findings) };
  }
  if (grounds.contractErrors.length > 0) {
    const found = failing.length > 0 ? [failingReason(failing)] : [];
    return { verdict, exitCode: 2, reason: [untested, ...found].join(' ') };
  }
  if (failing.length > 0) {
    return { verdict, exitCode: 1, reason: [failingReason(failing), ...gateReasons(grounds)].join(' ') };
  }
  // Where nothing could be tested, that is what has to be told.
  const gates = untested === null ? gateReasons(grounds) : [];
  if (gates.length > 0)
    return { verdict, exitCode: 1, reason: [...gates, conformantReason(grounds)].join(' ') };
  const { left } = grounds.account;
  const reason = untested ?? conformantReason(grounds);
  if (left > 0) return { verdict, exitCode: 4, reason: `${leftReason(left)} ${reason}` };
  return { verdict, exitCode: untested === null ? 0 : 3, reason };
}

const PRECEDENCE = [2, 1, 4, 3, 0];

/** The exit code of several runs together: interrupted, then 2, 1, 4, 3; targets that drifted apart are 1. */
export function exitCodeOf(runs: readonly Pick<Run, 'exitCode'>[], drifts: readonly Drift[] = []): number {
  const drifted = drifts.some(hasDrifted) ? [1] : [];
  const codes = [...runs.map(({ exitCode }) => exitCode), ...drifted];
  const signal = codes.find((code) => !PRECEDENCE.includes(code));
  return signal ?? PRECEDENCE.find((code) => codes.includes(code)) ?? 0;
}

function verdictOf(interrupted: number | null, failing: number, untested: string | null): RunVerdict {
  if (interrupted !== null) return 'interrupted';
  if (failing > 0) return 'not-conformant';
  return untested === null ? 'conformant' : 'not-tested';
}

/** What the contract itself has wrong was not judged of anybody. */
function contractReason(errors: readonly string[]): string | null {
  if (errors.length === 0) return null;
  const verb = errors.length === 1 ? 'is' : 'are';
  return `There ${verb} ${plural(errors.length, 'error')} in the contract, told as warnings.`;
}

/** What fails a run beside its findings. */
function gateReasons({ coverage, waivers }: Grounds): string[] {
  const low = isBelowMinimum(coverage) ? [coverageReason(coverage)] : [];
  return [...low, ...(waivers.some(failsRun) ? [waiversReason(waivers)] : [])];
}

// Silence is never green, whatever the engine says of it.
function emptyRun({ tested }: Grounds): string | null {
  return tested === 0 ? 'No valid request got its documented success, so nothing could be tested.' : null;
}

function failingReason(failing: readonly Finding[]): string {
  const verb = failing.length === 1 ? 'fails' : 'fail';
  const noun = failing.length === 1 ? 'finding' : 'findings';
  return `${levelCounts(countLevels(failing))} ${noun} ${verb} the run.`;
}

function interruptedReason(findings: readonly Finding[]): string {
  const so =
    findings.length === 0
      ? 'Nothing broken was seen until then'
      : `${plural(findings.length, 'finding')} until then`;
  return `The run was interrupted before it was done. ${so}.`;
}

function leftReason(left: number): string {
  return `${plural(left, 'object')} ${left === 1 ? 'was' : 'were'} left behind on the target.`;
}

function conformantReason({ failOn, findings, tested, total, cases }: Grounds): string {
  const levels = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1).map((level) => level.toUpperCase());
  const waived = findings.filter((finding) => finding.waived !== null);
  const others = findings.filter((finding) => finding.waived === null);
  const below = others.length === 0 ? '' : `; ${levelCounts(countLevels(others))} below that`;
  const known = waived.length === 0 ? '' : `; ${levelCounts(countLevels(waived))} waived`;
  const open = waived.length === 0 ? '' : ' unwaived';
  return `No${open} ${levels.join(' or ')} finding in ${plural(cases, 'case')}, ${number(tested)} of ${plural(total, 'operation')} tested${below}${known}.`;
}
