import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../checks/registry.ts';
import type { Drift } from '../model/drift.ts';
import { UserError } from '../model/errors.ts';
import type { RecordedRun } from '../model/recording.ts';
import type { Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { writeHtml } from '../reports/html/write-html.ts';
import { writeJunit } from '../reports/junit.ts';
import { writeJson } from '../reports/report-json.ts';

/** A report format that `--format` names. */
export type Format = 'html' | 'json' | 'junit';

/** The formats that there are. */
export const FORMATS: readonly Format[] = ['html', 'json', 'junit'];

/** What reports are made of. */
export interface ReportContent {
  readonly runs: readonly Run[];
  readonly drifts: readonly Drift[];
  readonly failOn: Level;
  /** The events of the runs; read when a format needs them, because they may be many. */
  readonly recorded: () => readonly RecordedRun[];
}

const FILES: Readonly<Record<Format, { name: string; write(content: ReportContent): string }>> = {
  html: { name: 'report.html', write: ({ runs, drifts }) => writeHtml(runs, drifts, CHECKS) },
  json: { name: 'report.json', write: ({ runs, drifts }) => writeJson(runs, drifts) },
  junit: { name: 'junit.xml', write: ({ runs, drifts, failOn }) => writeJunit(runs, failOn, drifts) },
};

/**
 * Makes the folder for reports, readable by its owner alone where it is new.
 * @throws UserError where nothing can be written to it: better before a run than after.
 */
export function openOutput(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in its place' : String(code);
    throw new UserError('OUT', `--out ${folder} cannot be written to: ${why}.`, {
      mend: 'Give a folder that is yours; it is made where it does not exist.',
    });
  }
}

/** Writes reports, readable by their owner alone; report.json always. Gives the paths of the files. */
export function writeReports(folder: string, formats: readonly Format[], content: ReportContent): string[] {
  const wanted = FORMATS.filter((format) => format === 'json' || formats.includes(format));
  return wanted.map((format) => {
    const { name, write } = FILES[format];
    const path = join(folder, name);
    // Written beside and moved, so that a reader never sees half a report.
    writeFileSync(`${path}.new`, write(content), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return path;
  });
}
