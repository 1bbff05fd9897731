import { NotTestable, UserError } from '../model/errors.ts';
import { wrap } from '../reports/terminal/columns.ts';
import { TOOL } from '../reports/tool.ts';

/** Exit codes of commands that end in an error. */
export const EXIT = { usage: 2, notTested: 3, bug: 70 } as const;

// A bug may surface where nobody knows the seed any more.
let seedInUse: number | undefined;

/** Remembers the seed of the run, for whoever reports a bug. */
export function rememberSeed(seed: number): void {
  seedInUse = seed;
}

/** What people read of an error, and the exit code: whose fault it is decides both. */
export function complaint(error: unknown): { text: string; code: number } {
  if (error instanceof UserError) return { text: lines(error), code: EXIT.usage };
  if (error instanceof NotTestable) return { text: lines(error), code: EXIT.notTested };
  return { text: bugReport(error), code: EXIT.bug };
}

function lines({ message, mend }: UserError | NotTestable): string {
  // The first line is not broken: editors and greps look for file:line:column in it.
  return [`assay: ${message}`, ...(mend === undefined ? [] : wrap(mend, 2)), ''].join('\n');
}

function bugReport(error: unknown): string {
  const seed = seedInUse === undefined ? '' : `, seed ${seedInUse}`;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'assay: this is a bug of assay, not of your API or your files.',
    `  assay ${TOOL.version}, Node ${process.versions.node}, ${process.platform}${seed}`,
    '',
    detail.replaceAll(/^/gm, '  '),
    '',
    '  Report it with this text and the command that you gave; leave passwords out.',
    '  If the run could write: assay cleanup removes what it may have left.',
    '',
  ].join('\n');
}
