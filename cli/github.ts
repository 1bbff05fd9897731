import { appendFileSync, statSync } from 'node:fs';
import type { Drift } from '../model/drift.ts';
import type { Run } from '../model/run.ts';
import { writeAnnotations } from '../reports/github-annotations.ts';
import { MAX_SUMMARY, writeSummary } from '../reports/summary-markdown.ts';

/** What GitHub is told of. */
interface Told {
  readonly runs: readonly Run[];
  readonly drifts: readonly Drift[];
}

/** Annotations for GitHub Actions on standard output, and the summary of the step where it has a file for one. */
export function tellGithub({ runs, drifts }: Told): void {
  process.stdout.write(writeAnnotations(runs, drifts));
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    // Other commands of the same step may have written to it, and the limit is for all of it.
    const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, writeSummary(runs, drifts, Math.max(0, MAX_SUMMARY - taken)));
  } catch (error) {
    // Neither the verdict nor the other reports may be lost with it.
    process.stderr.write(
      `warning  the summary of the step was not written: ${(error as NodeJS.ErrnoException).code}.\n`,
    );
  }
}
