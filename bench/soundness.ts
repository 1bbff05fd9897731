import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteCases } from './corpora/test-suite.ts';
import { runJobs } from './pool/pool.ts';
import { HELP, readSettings } from './settings.ts';
import { SUBJECT_NAMES } from './subjects/registry.ts';

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') {
  process.stdout.write(HELP);
} else {
  const suite = join(settings.data, 'json-schema-test-suite');
  const cases = settings.drafts
    .flatMap((draft) => suiteCases(suite, draft))
    .filter(({ id }) => settings.only === undefined || id.includes(settings.only))
    .filter((_, at) => at % settings.sample === 0);
  const tasks = (settings.subjects ?? SUBJECT_NAMES).map((subject) => ({ subject, kind: 'valid' as const }));
  const results = await runJobs(
    cases.map((benchCase) => ({ benchCase, tasks, values: settings.values, seed: settings.seed })),
    {
      settings: { suite, subjectModules: settings.subjectModules },
      limits: { valid: settings.limit, invalid: 6 * settings.limit, judging: 60_000 },
      documents: new Map(),
      ...(settings.workers === undefined ? {} : { workers: settings.workers }),
      onDone: (done) => process.stderr.write(`\r${done} of ${cases.length} schemas`),
    },
  );
  process.stderr.write('\n');
  const counts: Record<string, Record<string, Record<string, number>>> = {};
  for (const { job, results: measured } of results) {
    for (const [at, result] of measured.entries()) {
      const subject = job.tasks[at]?.subject ?? '';
      if (result.kind !== 'valid') continue;
      const { outcome, reason, place, firstWrong } = result.valid;
      const row = ((counts[job.benchCase.corpus] ??= {})[subject] ??= {});
      const key = job.benchCase.satisfiable ? outcome : `(unknown) ${outcome}`;
      row[key] = (row[key] ?? 0) + 1;
      if (subject !== 'assay' || outcome === 'sound') continue;
      process.stdout.write(
        `${outcome} | ${job.benchCase.satisfiable ? 'satisfiable' : 'unknown'} | ${job.benchCase.id} | ${place ?? ''} ${reason ?? ''} ${firstWrong ? JSON.stringify(firstWrong) : ''}\n`,
      );
    }
  }
  process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  if (settings.json !== undefined) writeFileSync(settings.json, JSON.stringify(results, null, 1));
}
