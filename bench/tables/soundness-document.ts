import type { Corpora } from '../corpora/gather.ts';
import type { Settings } from '../settings.ts';
import type { Bound } from './bounds.ts';
import { faultKeywordTable, faultTotalsTable } from './fault-tables.ts';
import { judgeFlaws, judgesTable } from './judges-table.ts';
import { disputes, failures, refusals, sitesWithout, unprovedFaults } from './lists.ts';
import { bullets, code, percent, table } from './markdown.ts';
import type { Measured } from './measured.ts';
import { formatTable, keywordTable, totalsTable } from './valid-tables.ts';

/** All that the tables are made of. */
export interface SoundnessReport {
  readonly settings: Settings;
  readonly corpora: Corpora;
  readonly measured: readonly Measured[];
  readonly subjects: readonly string[];
  /** The generator whose faults are measured. */
  readonly faultSubject: string;
  readonly bounds: readonly Bound[];
}

/** docs/soundness.md. */
export function soundnessDocument(report: SoundnessReport): string {
  return `${[introduction(report), ...validPart(report), ...faultPart(report), ...lists(report)].join('\n\n')}\n`;
}

/** Names of the tables in the order of the schemas. */
export function corpusNames(measured: readonly Measured[]): string[] {
  return [...new Set(measured.map(({ corpus }) => corpus))];
}

/** What has to be reached, and whether it is. */
export function boundsTable(bounds: readonly Bound[]): string {
  const number = (value: number): string => (Number.isInteger(value) ? String(value) : percent(value, 1));
  return table(
    ['to reach', 'bound', 'measured', ''],
    bounds.map(({ what, bound, measured, isReached }) => [
      what,
      number(bound),
      number(measured),
      isReached ? 'reached' : '**missed**',
    ]),
  );
}

function introduction({ settings, corpora, measured, bounds }: SoundnessReport): string {
  const real = measured.filter(({ corpus }) => corpus === 'openapi').length;
  return `# How sound the generators are

Written by \`npm run bench:soundness\`; not edited by hand. ${settings.values} values for each schema and generator, seed ${settings.seed},
${settings.limit / 1000} s for the values of one schema (openapi-sampler makes one value only).

- Schemas: the JSON-Schema-Test-Suite, drafts 4, 6, 7, 2019-09 and 2020-12, each distinct schema once; ${real} schemas of
  ${corpora.documents.size} OpenAPI documents (2.0, 3.0 and 3.1, ${corpora.found} places, equal ones put together), as \`contract/\` gives them
  to users. \`format\` asserts in the real ones and in the suite's format part, where each schema is also taken for
  strings alone.
- A schema counts if it is known to be satisfiable: the suite has a valid value for it, or some generator made one.
- Judges: @hyperjump/json-schema decides; ajv, of the class for the draft, stands beside it. Both get the untouched schema.
- sound: all values valid. refused: the generator said beforehand that it makes none. unsound: at least one value is wrong.
  hang: no end in time, or more than 1 GiB. crashed: an error that is no refusal (for others than assay any error is a
  refusal).
- json-schema-faker and openapi-sampler have their default options and all remote documents at hand. Rejection sampling
  filters 20,000 draws of \`fc.jsonValue()\` by ajv.

${boundsTable(bounds)}`;
}

function validPart({ measured, subjects }: SoundnessReport): string[] {
  const groups = groupsOf(measured);
  return [
    `## Valid values\n\n${totalsTable(measured, corpusNames(measured), subjects)}`,
    ...[...groups].map(
      ([name, all]) =>
        `### By keyword: ${name}\n\nA schema counts under each keyword that is reached in it. Others: sound / refused / unsound / hang.\n\n${keywordTable(all, subjects)}`,
    ),
    `### By format\n\n${formatTable(measured, subjects)}`,
  ];
}

function faultPart({ measured, faultSubject }: SoundnessReport): string[] {
  const groups = groupsOf(measured);
  return [
    `## Faults of ${faultSubject}

A site is an occurrence of an assertion keyword that is reached from the schema, counted without asking the generator. It
asserts unless it excludes nothing (\`minLength: 0\`, a keyword of another type) or is only reached below \`not\`, \`if\` or
\`contains\`. A site has a fault, or a reason why it cannot be broken alone, or neither. A value is proved if it is invalid,
and hyperjump and ajv with all errors both find the fault's keyword at its place and nothing else but what the fault
names beforehand. Shrinks are the first ones of one value of a fault.

${faultTotalsTable(groups, faultSubject)}`,
    ...[...groups].map(([name, all]) => `### By keyword: ${name}\n\n${faultKeywordTable(all, faultSubject)}`),
  ];
}

function lists({ measured, faultSubject, subjects, corpora }: SoundnessReport): string[] {
  const unknown = measured.filter(({ satisfiable }) => !satisfiable).map(({ id }) => code(id));
  const parts: [string, string][] = [
    [`Refused by ${faultSubject}`, refusals(measured, faultSubject)],
    [`Wrong values, hangs and crashes of ${faultSubject}`, failures(measured, faultSubject)],
    ['Faults that are not proved', unprovedFaults(measured, faultSubject)],
    ['Asserting sites without fault and reason', sitesWithout(measured, faultSubject, 'nothing')],
    ['Asserting sites that cannot be broken alone', sitesWithout(measured, faultSubject, 'reason')],
    ['Where the judges disagree', disputes(measured)],
    ...subjects
      .filter((subject) => subject !== faultSubject)
      .map((subject): [string, string] => [
        `Wrong values, hangs and crashes of ${subject}`,
        failures(measured.filter(isMain), subject),
      ]),
    ['Not known to be satisfiable, so not counted', bullets(unknown)],
    ['Not used', bullets(corpora.unused.map(({ name, reason }) => `${code(name)}: ${reason}`))],
  ];
  const judges = `## The judges\n\n${judgesTable(
    measured,
    corpusNames(measured).filter((name) => name !== 'openapi'),
  )}\n\nhyperjump cannot judge, or is wrong:\n\n${judgeFlaws(measured)}`;
  return [judges, '## Lists', ...parts.map(([title, text]) => `### ${title}\n\n${text}`)];
}

function isMain({ corpus }: Measured): boolean {
  return corpus === 'draft2020-12' || corpus === 'openapi';
}

function groupsOf(measured: readonly Measured[]): Map<string, readonly Measured[]> {
  const older = ['draft4', 'draft6', 'draft7', 'draft2019-09'];
  const groups: [string, readonly Measured[]][] = [
    ['draft 2020-12', measured.filter(({ corpus }) => corpus === 'draft2020-12')],
    ['OpenAPI documents', measured.filter(({ corpus }) => corpus === 'openapi')],
    ['drafts 4 to 2019-09', measured.filter(({ corpus }) => older.includes(corpus))],
    ['optional parts and formats', measured.filter(({ corpus }) => corpus.includes(' '))],
  ];
  return new Map(groups.filter(([, all]) => all.length > 0));
}
