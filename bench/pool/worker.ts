import { parentPort, workerData } from 'node:worker_threads';
import type { JsonObject } from '../../model/json.ts';
import { metaschemas } from '../corpora/metaschemas.ts';
import { type Remote, readRemotes, remotesFor } from '../corpora/remotes.ts';
import { hyperjumpJudge } from '../judges/hyperjump.ts';
import { isJudge } from '../judges/judge.ts';
import { agreements, chairOf, panelFor } from '../judges/panel.ts';
import type { Bench } from '../measure/bench.ts';
import { measureInvalid } from '../measure/measure-invalid.ts';
import { measureValid } from '../measure/measure-valid.ts';
import { reachableSites, type Site } from '../sites/reachable-sites.ts';
import { idleByTrial } from '../sites/told-apart.ts';
import { compare } from '../speed/compare.ts';
import { assay } from '../subjects/assay.ts';
import { loadSubjects } from '../subjects/registry.ts';
import { makesFaults, type Subject, type SubjectInput } from '../subjects/subject.ts';
import type { Job, JobMessage, Task, TaskResult, WorkerMessage, WorkerSettings } from './job.ts';

const { suite, subjectModules } = workerData as WorkerSettings;
const remotes = readRemotes(suite);
const subjects = await loadSubjects(subjectModules);
const own = await metaschemas();
const documents = new Map<string, JsonObject>();

/** Jobs come one at a time, so that whatever hangs is the task that was told last. */
parentPort?.on('message', (message: JobMessage) => {
  const { job, from, document } = message;
  if (document) documents.set(document.name, document.content);
  void work(job, from).catch((error: unknown) => {
    throw error;
  });
});
tell({ phase: 'ready' });

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function work(job: Job, from: number): Promise<void> {
  const { benchCase, tasks } = job;
  const input = inputOf(job, remotes);
  const reach = reachableSites(input);
  const { keywords } = reach;
  const sites = tasks.some(({ kind }) => kind === 'invalid') ? await tried(job, reach.sites) : reach.sites;
  const panel = await panelFor(benchCase, remotes);
  const bench = { panel, sites, agreements: agreements(panel, benchCase) };
  tell({ phase: 'prepared', facts: { keywords, sites, agreements: bench.agreements } });
  for (const [index, task] of tasks.entries()) {
    if (index < from) continue;
    tell({ phase: 'making', task: index });
    const started = performance.now();
    let making = 0;
    const made = (): void => {
      making = performance.now() - started;
      tell({ phase: 'judging', task: index });
    };
    const result = measured(task, input, bench, { count: job.values, seed: job.seed, made });
    const took = { making, judging: performance.now() - started - making };
    tell({ phase: 'measured', task: index, result, took });
  }
  tell({ phase: 'done' });
}

/** Documents are large and their sites assert as a rule: only schemas that stand alone are tried. */
async function tried({ benchCase }: Job, sites: readonly Site[]): Promise<readonly Site[]> {
  if (benchCase.place) return sites;
  return idleByTrial(sites, benchCase, async (schema) => {
    const judge = await hyperjumpJudge({ ...benchCase, schema }, remotes);
    return isJudge(judge) ? judge.isValid : undefined;
  });
}

function measured(
  { subject: name, kind }: Task,
  input: SubjectInput,
  bench: Bench,
  draw: Parameters<typeof measureValid>[3],
): TaskResult {
  const subject: Subject | undefined = subjects.get(name);
  if (!subject) throw new Error(`there is no generator called ${name}`);
  if (kind === 'valid') return { kind, valid: measureValid(subject, input, bench, draw) };
  if (kind === 'speed')
    return { kind, speed: compare(assay, subject, input, chairOf(bench.panel, bench.agreements)) };
  if (!makesFaults(subject)) throw new Error(`${name} makes no faults`);
  return { kind, invalid: measureInvalid(subject, input, bench, draw) };
}

function inputOf({ benchCase }: Job, all: readonly Remote[]): SubjectInput {
  const root = benchCase.place && documents.get(benchCase.place.document);
  const near = remotesFor(all, benchCase.draft).map(({ uri, schema }) => [uri, schema] as const);
  return {
    benchCase,
    schemas: { ...own, ...Object.fromEntries(near) },
    ...(root ? { root } : {}),
  };
}
