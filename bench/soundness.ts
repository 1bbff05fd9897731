import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Corpora, gather, NoData } from './corpora/gather.ts';
import type { Task } from './pool/job.ts';
import { runJobs } from './pool/pool.ts';
import type { JobResult } from './pool/pool-options.ts';
import { HELP, isWhole, readSettings, type Settings } from './settings.ts';
import { SUBJECT_NAMES } from './subjects/registry.ts';
import { completenessBounds, soundnessBounds } from './tables/bounds.ts';
import { faultTotalsTable } from './tables/fault-tables.ts';
import { failures, unprovedFaults } from './tables/lists.ts';
import { measuredOf } from './tables/measured.ts';
import {
  boundsTable,
  corpusNames,
  type SoundnessReport,
  soundnessDocument,
} from './tables/soundness-document.ts';
import { totalsTable } from './tables/valid-tables.ts';

const DOCUMENT = 'docs/soundness.md';
const JUDGING_LIMIT = 60_000;
/** Faults are many where values are one kind. */
const FAULT_LIMITS = 6;

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') process.stdout.write(HELP);
else process.exitCode = await main(settings);

async function main(settings: Settings): Promise<number> {
  try {
    const corpora = gather(settings);
    const results = await measure(settings, corpora);
    return publish(settings, corpora, results);
  } catch (error) {
    if (!(error instanceof NoData)) throw error;
    process.stderr.write(error.message);
    return 2;
  }
}

function tasksOf({ kinds, subjects = SUBJECT_NAMES }: Settings): Task[] {
  // The others make no faults.
  const named = (kind: Task['kind']): readonly string[] =>
    kind === 'valid' ? subjects : subjects.slice(0, 1);
  return kinds.flatMap((kind) => named(kind).map((subject) => ({ subject, kind })));
}

function measure(settings: Settings, { suite, cases, documents }: Corpora): Promise<JobResult[]> {
  const tasks = tasksOf(settings);
  const { values, seed, limit, workers } = settings;
  const started = Date.now();
  return runJobs(
    cases.map((benchCase) => ({ benchCase, tasks, values, seed })),
    {
      settings: {
        suite: resolve(suite),
        subjectModules: settings.subjectModules.map((path) => resolve(path)),
      },
      limits: { valid: limit, invalid: FAULT_LIMITS * limit, judging: JUDGING_LIMIT },
      documents,
      ...(workers === undefined ? {} : { workers }),
      onDone: (done) => {
        if (done % 50 !== 0 && done !== cases.length) return;
        const seconds = Math.round((Date.now() - started) / 1000);
        process.stderr.write(`${done} of ${cases.length} schemas, ${seconds} s\n`);
      },
    },
  );
}

/** Prints and writes the tables; the exit code says whether all bounds are reached. */
function publish(settings: Settings, corpora: Corpora, results: readonly JobResult[]): number {
  const measured = measuredOf(results);
  const subjects = settings.subjects ?? SUBJECT_NAMES;
  const faultSubject = subjects[0] ?? '';
  const bounds = [
    ...soundnessBounds(measured, faultSubject),
    // A share of a few schemas says nothing.
    ...(settings.sample === 1 && settings.only === undefined
      ? completenessBounds(measured, faultSubject)
      : []),
  ];
  const report: SoundnessReport = { settings, corpora, measured, subjects, faultSubject, bounds };
  if (settings.json !== undefined) writeFileSync(settings.json, jsonOf(report));
  const out = settings.out ?? (isWhole(settings) ? DOCUMENT : undefined);
  if (out !== undefined) writeFileSync(out, soundnessDocument(report));
  const byCorpus = new Map(
    corpusNames(measured).map((name) => [name, measured.filter(({ corpus }) => corpus === name)]),
  );
  const parts = [
    totalsTable(measured, corpusNames(measured), subjects),
    ...(settings.kinds.includes('invalid') ? [faultTotalsTable(byCorpus, faultSubject)] : []),
    `Wrong values, hangs and crashes of ${faultSubject}:\n${failures(measured, faultSubject)}`,
    ...(settings.kinds.includes('invalid')
      ? [`Faults that are not proved:\n${unprovedFaults(measured, faultSubject)}`]
      : []),
    boundsTable(bounds),
  ];
  process.stdout.write(`${parts.join('\n\n')}\n`);
  return bounds.every(({ isReached }) => isReached) ? 0 : 1;
}

function jsonOf({ measured, bounds }: SoundnessReport): string {
  const plain = measured.map((one) => ({
    ...one,
    valid: Object.fromEntries(one.valid),
    invalid: Object.fromEntries(one.invalid),
  }));
  return `${JSON.stringify({ bounds, schemas: plain }, null, 1)}\n`;
}
