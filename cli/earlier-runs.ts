import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EarlierRun } from '../model/earlier.ts';
import { earlierRun } from '../reports/since.ts';
import { REPORT_FILE } from './output.ts';
import { runsOf } from './report-file.ts';

/** The runs of a contract whose report stands in a folder: what the next one there is held against. */
export function earlierRuns(folder: string, contract: string): EarlierRun[] {
  const report = join(folder, REPORT_FILE);
  if (!existsSync(report)) return [];
  return readable(report).flatMap((run) => (run.contract.name === contract ? (earlierRun(run) ?? []) : []));
}

/** A file that is no report of ours is about to be written over, and nothing to end a run for. */
function readable(report: string): ReturnType<typeof runsOf> {
  try {
    return runsOf(report);
  } catch {
    return [];
  }
}
