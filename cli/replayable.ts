import { join } from 'node:path';
import type { Run } from '../model/run.ts';

/** How to replay a finding from where the user stands: only here it is known where the report is written. */
export function replayable(run: Run, out: string, target?: string): Run {
  const path = join(out, 'report.json');
  const words = ['assay', 'replay', shown(path)];
  const where = target === undefined ? [] : ['--target', shown(target)];
  const findings = run.findings.map((finding) => ({
    ...finding,
    replay: [...words, finding.fingerprint, ...where].join(' '),
  }));
  return { ...run, findings };
}

function shown(word: string): string {
  return /[^\w./:-]/.test(word) ? JSON.stringify(word) : word;
}
