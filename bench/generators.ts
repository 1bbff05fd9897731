import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gather, NoData } from './corpora/gather.ts';
import { runJobs } from './pool/pool.ts';
import { HELP, isWhole, readSettings, type Settings } from './settings.ts';
import { type BodyPace, contractBodyPaces } from './speed/contract-bodies.ts';
import { boundsText, type Compared, speedBounds, speedDocument } from './speed/speed-document.ts';

const DOCUMENT = 'docs/generator-speed.md';
/** Both generators are checked and timed within it. */
const LIMIT = 30_000;

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') process.stdout.write(HELP);
else process.exitCode = await main(settings);

async function main(settings: Settings): Promise<number> {
  try {
    const compared = await comparisons(settings);
    const bodies = contractBodyPaces('specs');
    return publish(settings, compared, bodies);
  } catch (error) {
    if (!(error instanceof NoData)) throw error;
    process.stderr.write(error.message);
    return 2;
  }
}

/** One schema after the other on one thread: nothing of ours disturbs what is timed. */
async function comparisons(settings: Settings): Promise<Compared[]> {
  const { suite, cases, documents } = gather({ ...settings, drafts: ['draft2020-12'] });
  const main = cases.filter(({ corpus }) => corpus === 'draft2020-12' || corpus === 'openapi');
  const tasks = [{ subject: 'json-schema-faker', kind: 'speed' as const }];
  const results = await runJobs(
    main.map((benchCase) => ({ benchCase, tasks, values: settings.values, seed: settings.seed })),
    {
      settings: { suite: resolve(suite), subjectModules: [] },
      limits: { valid: LIMIT, invalid: LIMIT, judging: LIMIT },
      documents,
      workers: 1,
      onDone: (done) => {
        if (done % 50 === 0) process.stderr.write(`${done} of ${main.length} schemas\n`);
      },
    },
  );
  return results.flatMap(({ job: { benchCase }, results: [first] }) =>
    first?.kind === 'speed' ? [{ id: benchCase.id, corpus: benchCase.corpus, result: first.speed }] : [],
  );
}

function publish(settings: Settings, compared: readonly Compared[], bodies: readonly BodyPace[]): number {
  const bounds = speedBounds(compared, bodies);
  const text = speedDocument(compared, bodies);
  const out = settings.out ?? (isWhole(settings) ? DOCUMENT : undefined);
  if (out !== undefined) writeFileSync(out, text);
  process.stdout.write(out === undefined ? text : `${boundsText(bounds)}\n`);
  return bounds.every(({ measured, bound }) => measured >= bound) ? 0 : 1;
}
