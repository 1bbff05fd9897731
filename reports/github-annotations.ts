import { type Drift, hasDrifted } from '../model/drift.ts';
import { evidenceText } from '../model/evidence.ts';
import type { Finding, Run } from '../model/run.ts';
import { LEVELS, type Level } from '../model/statement.ts';
import { driftSentence } from './compare/drift-wording.ts';
import { cut, visible, visibleLine } from './visible-text.ts';
import { exitMeaning, number, RUN_VERDICT_WORDS } from './wording.ts';

/** GitHub shows so many of a step. */
const MAX_ANNOTATIONS = 10;

const MAX_VALUE = 200;

type Command = 'error' | 'warning' | 'notice';

const COMMANDS: Readonly<Record<Level, Command>> = { must: 'error', should: 'warning', may: 'notice' };

interface Annotation {
  readonly command: Command;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/**
 * Workflow commands of GitHub Actions, a line each, that show findings at their lines of the contract, worst first,
 * without the waived ones. At most ten, then a line that says how many more there are. A run that fails for another
 * reason than a MUST has an error of its own, so there is an error exactly when the exit code is not 0.
 */
export function writeAnnotations(runs: readonly Run[], drifts: readonly Drift[] = []): string {
  const all = [...runs.flatMap(ofRun), ...drifts.filter(hasDrifted).map(ofDrift), ...ofFindings(runs)];
  const shown = all.slice(0, MAX_ANNOTATIONS);
  const more = all.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [rest(more)])].map(line).join('');
}

function ofRun(run: Run): Annotation[] {
  const { exitCode, findings, contract, verdict, reason } = run;
  const isTold = exitCode === 1 && findings.some(({ level, waived }) => level === 'must' && waived === null);
  if (exitCode === 0 || isTold) return [];
  const title = `${contract.title}: ${RUN_VERDICT_WORDS[verdict]}, ${exitMeaning(exitCode, [run])}`;
  return [{ command: 'error', properties: { title }, message: reason }];
}

function ofDrift(drift: Drift): Annotation {
  return {
    command: 'error',
    properties: { title: `${drift.contract}: the targets drifted apart` },
    message: driftSentence(drift),
  };
}

function ofFindings(runs: readonly Run[]): Annotation[] {
  const open = runs.flatMap(({ findings }) => findings).filter(({ waived }) => waived === null);
  return LEVELS.flatMap((level) => open.filter((finding) => finding.level === level)).map(ofFinding);
}

function ofFinding(finding: Finding): Annotation {
  const { level, check, operation, message, source, replay } = finding;
  const { file, line: at, column } = source;
  return {
    command: COMMANDS[level],
    properties: { file, line: at, col: column, title: `${level.toUpperCase()} ${check}, ${operation}` },
    message: [
      message,
      `expected ${cut(evidenceText(finding, 'expected'), MAX_VALUE)}`,
      `received ${cut(evidenceText(finding, 'received'), MAX_VALUE)}`,
      replay,
    ].join('\n'),
  };
}

function rest(more: number): Annotation {
  return {
    command: 'notice',
    properties: { title: 'assay' },
    message: `${number(more)} more in report.html`,
  };
}

function line({ command, properties, message }: Annotation): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${command} ${written.join(',')}::${data(visible(message))}\n`;
}

// As the runner of GitHub reads them back: data, and of properties also what separates them.
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visibleLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
