import { parseArgs } from 'node:util';
import { DRAFTS, type DraftName } from './corpora/dialect.ts';

/** What a run of the bench is asked for. */
export interface Settings {
  readonly data: string;
  readonly values: number;
  readonly seed: number;
  /** Milliseconds for the values of one schema. */
  readonly limit: number;
  readonly drafts: readonly DraftName[];
  readonly corpora: readonly string[];
  readonly only: string | undefined;
  readonly subjects: readonly string[] | undefined;
  readonly subjectModules: readonly string[];
  readonly kinds: readonly ('valid' | 'invalid')[];
  readonly sample: number;
  readonly json: string | undefined;
  readonly out: string | undefined;
  readonly workers: number | undefined;
}

/** The options, as `--help` shows them. */
export const HELP = `npm run bench:soundness -- [options], npm run bench:generators -- [options]

  --data <folder>      the test data (default ../shared/data)
  --corpus <names>     suite, openapi, or both with a comma between (default both)
  --draft <names>      draft4, draft6, draft7, draft2019-09, draft2020-12 (default all)
  --only <text>        only schemas whose name contains the text
  --subjects <names>   only these generators, commas between
  --kind <names>       valid, invalid, or both with a comma between (default both)
  --values <number>    values for each schema (default 200, of a sample 20)
  --sample <number>    every n-th schema only
  --seed <number>      seed of all values (default 1)
  --limit <ms>         time for the values of one schema (default 5000; faults get six times as long)
  --subject-modules <files>  modules that export more generators as \`subjects\`
  --workers <number>   threads (default one for each core)
  --json <file>        write all results as JSON
  --out <file>         where to write the tables (default docs/soundness.md where nothing was left out)
`;

const VALUES = 200;
const SAMPLE_VALUES = 20;

/** Reads the options of a command line. */
export function readSettings(args: readonly string[]): Settings | 'help' {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
  if (values.help) return 'help';
  const drafts = list(values.draft);
  return {
    data: values.data,
    values: Number(values.values ?? (Number(values.sample) > 1 ? SAMPLE_VALUES : VALUES)),
    seed: Number(values.seed),
    limit: Number(values.limit),
    drafts: drafts ? DRAFTS.filter((draft) => drafts.includes(draft)) : DRAFTS,
    corpora: list(values.corpus) ?? ['suite', 'openapi'],
    only: values.only,
    subjects: list(values.subjects),
    subjectModules: list(values['subject-modules']) ?? [],
    kinds: (['valid', 'invalid'] as const).filter((kind) => list(values.kind)?.includes(kind) ?? true),
    sample: Number(values.sample),
    json: values.json,
    out: values.out,
    workers: values.workers === undefined ? undefined : Number(values.workers),
  };
}

/** Whether nothing is left out, so that the tables are those of the document. */
export function isWhole({ drafts, corpora, only, subjects, kinds, sample }: Settings): boolean {
  return (
    drafts.length === DRAFTS.length &&
    corpora.length === 2 &&
    kinds.length === 2 &&
    only === undefined &&
    subjects === undefined &&
    sample === 1
  );
}

const OPTIONS = {
  data: { type: 'string', default: '../shared/data' },
  corpus: { type: 'string' },
  draft: { type: 'string' },
  only: { type: 'string' },
  subjects: { type: 'string' },
  'subject-modules': { type: 'string' },
  kind: { type: 'string' },
  values: { type: 'string' },
  sample: { type: 'string', default: '1' },
  seed: { type: 'string', default: '1' },
  limit: { type: 'string', default: '5000' },
  workers: { type: 'string' },
  json: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function list(value: string | undefined): string[] | undefined {
  return value
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
