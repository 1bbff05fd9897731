import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Drift } from '../model/drift.ts';
import { UserError } from '../model/errors.ts';
import type { RecordedRun } from '../model/recording.ts';
import type { Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { isAllureFile, writeAllure } from '../reports/allure.ts';
import { writeCtrf } from '../reports/ctrf.ts';
import { writeHar } from '../reports/har.ts';
import { writeHtml } from '../reports/html/write-html.ts';
import { writeJunit } from '../reports/junit.ts';
import { writeJson } from '../reports/report-json.ts';
import { writeSarif } from '../reports/sarif/write-sarif.ts';
import { writeSummary } from '../reports/summary-markdown.ts';
import { writeWfcReport } from '../reports/wfc-report.ts';
import { checksWithPages } from './check-pages.ts';
import { tellGithub } from './github.ts';
import { writeWhole } from './write-whole.ts';

/** A report format that is a file. */
type FileFormat = 'html' | 'json' | 'junit' | 'sarif' | 'har' | 'summary' | 'ctrf' | 'wfc';

/** A report format that `--format` names. */
export type Format = FileFormat | 'allure' | 'github';

/** The formats that there are. */
export const FORMATS: readonly Format[] = [
  'html',
  'json',
  'junit',
  'sarif',
  'har',
  'summary',
  'ctrf',
  'wfc',
  'allure',
  'github',
];

/** The formats that are written where none is asked for. */
export const USUAL_FORMATS: readonly Format[] = ['html', 'json', 'junit'];

/** What reports are made of. */
export interface ReportContent {
  readonly runs: readonly Run[];
  readonly drifts: readonly Drift[];
  readonly failOn: Level;
  /** The events of the runs; read when a format needs them, because they may be many. */
  readonly recorded: () => readonly RecordedRun[];
}

interface FileWriter {
  readonly name: string;
  /** The file in pieces, which may be too many for one string. */
  write(content: ReportContent): Iterable<string>;
}

/** The file that programs read; it is always written. */
export const REPORT_FILE = 'report.json';

const FILES: Readonly<Record<FileFormat, FileWriter>> = {
  html: { name: 'report.html', write: ({ runs, drifts }) => [writeHtml(runs, drifts, checksWithPages())] },
  json: { name: REPORT_FILE, write: ({ runs, drifts }) => [writeJson(runs, drifts)] },
  junit: { name: 'junit.xml', write: ({ runs, drifts, failOn }) => [writeJunit(runs, failOn, drifts)] },
  sarif: {
    name: 'results.sarif',
    write: ({ runs, drifts }) => [writeSarif(runs, { rules: checksWithPages(), drifts })],
  },
  har: { name: 'exchanges.har', write: ({ recorded }) => writeHar(recorded()) },
  summary: { name: 'summary.md', write: ({ runs, drifts }) => [writeSummary(runs, drifts)] },
  ctrf: { name: 'ctrf.json', write: ({ runs, drifts, failOn }) => [writeCtrf(runs, failOn, drifts)] },
  wfc: { name: 'wfc-report.json', write: ({ runs }) => [writeWfcReport(runs)] },
};

const ALLURE_FOLDER = 'allure-results';

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

/**
 * Writes reports, readable by their owner alone; report.json always, and what GitHub is told to standard output. Gives
 * the paths of the files.
 */
export function writeReports(folder: string, formats: readonly Format[], content: ReportContent): string[] {
  const wanted = FORMATS.filter((format) => format === 'json' || formats.includes(format));
  return wanted.flatMap((format) => {
    if (format === 'github') {
      tellGithub(content);
      return [];
    }
    if (format === 'allure') return [writeResults(join(folder, ALLURE_FOLDER), content)];
    const { name, write } = FILES[format];
    const path = join(folder, name);
    replaceFile(path, write(content));
    return [path];
  });
}

/** Results of an earlier report would count as retries, so they go; files of others stay. */
function writeResults(folder: string, { runs, drifts, failOn }: ReportContent): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder).filter(isAllureFile)) rmSync(join(folder, name));
  for (const { name, text } of writeAllure(runs, failOn, drifts)) replaceFile(join(folder, name), [text]);
  return folder;
}

/** Written beside and moved, so that a reader never sees half a report. */
function replaceFile(path: string, pieces: Iterable<string>): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    for (const piece of pieces) writeWhole(file, piece);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
