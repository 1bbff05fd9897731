import { bullets, code, table } from '../tables/markdown.ts';
import type { BodyPace } from './contract-bodies.ts';
import { median } from './pace.ts';
import type { Pace, SpeedResult } from './speed-result.ts';

/** A schema with its comparison. */
export interface Compared {
  readonly id: string;
  readonly corpus: string;
  readonly result: SpeedResult;
}

/** What has to be reached, in one line. */
export interface SpeedBound {
  readonly what: string;
  readonly measured: number;
  readonly bound: number;
}

interface Pair {
  readonly id: string;
  readonly assay: Pace;
  readonly rival: Pace;
}

/** Values differ in size by no more than this factor where they count as alike. */
const ALIKE = 1.5;
const LEAST = { 'draft2020-12': 1, openapi: 3 } as const;
const BODIES = 20_000;
const EXTREMES = 10;

/** The bounds that speed has to reach. */
export function speedBounds(compared: readonly Compared[], bodies: readonly BodyPace[]): SpeedBound[] {
  return [
    ...Object.entries(LEAST).flatMap(([corpus, bound]) => {
      const pairs = pairsOf(compared, corpus);
      const alike = pairs.filter((pair) => isAlike(pair));
      return [
        {
          what: `values/s of assay to those of json-schema-faker, ${alike.length} schemas of ${corpus} with values of like size`,
          measured: geometricMean(alike.map((pair) => perValue(pair))),
          bound,
        },
        {
          what: `characters/s of assay to those of json-schema-faker, all ${pairs.length} schemas of ${corpus} that are compared`,
          measured: geometricMean(pairs.map((pair) => perCharacter(pair))),
          bound,
        },
      ];
    }),
    {
      what: 'values/s of the request bodies of the shipped contracts, validated, all bodies equally often',
      measured: overall(bodies.map(({ validated }) => validated)),
      bound: BODIES,
    },
  ];
}

/** docs/generator-speed.md. */
export function speedDocument(compared: readonly Compared[], bodies: readonly BodyPace[]): string {
  const parts = [
    `# How fast the generators are

Written by \`npm run bench:generators\`; not edited by hand. One run on one machine: ratios tell more than absolutes.

Both generators make values of the same schemas in the same process, warmed up, in turns; the time to compile a schema
does not count, and medians are taken. A schema counts if 50 values of each are valid. A generator that makes small
values makes more of them, so the ratio is given as values/s, as characters of JSON/s, and as values/s over the schemas
where the mean sizes differ by a factor of ${ALIKE} at most. Ratios are geometric means over schemas. Both
ratios that take size into account have to reach the bound.`,
    boundsText(speedBounds(compared, bodies)),
    `## assay and json-schema-faker\n\n${comparisonTable(compared)}`,
    ...Object.keys(LEAST).map((corpus) => extremesText(compared, corpus)),
    `## Request bodies of the shipped contracts\n\n${bodiesTable(bodies)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The bounds as a table. */
export function boundsText(bounds: readonly SpeedBound[]): string {
  return table(
    ['to reach', 'at least', 'measured', ''],
    bounds.map(({ what, bound, measured }) => [
      what,
      bound,
      measured >= 100 ? Math.round(measured) : measured.toFixed(2),
      measured >= bound ? 'reached' : '**missed**',
    ]),
  );
}

function comparisonTable(compared: readonly Compared[]): string {
  const rows = Object.keys(LEAST).map((corpus) => {
    const all = compared.filter((one) => one.corpus === corpus);
    const pairs = pairsOf(compared, corpus);
    const alike = pairs.filter((pair) => isAlike(pair));
    return [
      corpus,
      all.length,
      pairs.length,
      Math.round(median(pairs.map(({ assay }) => assay.rate))),
      Math.round(median(pairs.map(({ rival }) => rival.rate))),
      Math.round(mean(pairs.map(({ assay }) => assay.length))),
      Math.round(mean(pairs.map(({ rival }) => rival.length))),
      geometricMean(pairs.map((pair) => perValue(pair))).toFixed(2),
      geometricMean(pairs.map((pair) => perCharacter(pair))).toFixed(2),
      `${geometricMean(alike.map((pair) => perValue(pair))).toFixed(2)} (${alike.length})`,
    ];
  });
  const reasons = new Map<string, number>();
  for (const { corpus, result } of compared) {
    const reason = result.incomparable === undefined ? undefined : `${corpus}: ${result.incomparable}`;
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const header = [
    'schemas of',
    'schemas',
    'compared',
    'values/s, median',
    'of the other',
    'mean characters',
    'of the other',
    'ratio, values/s',
    'ratio, characters/s',
    'ratio, values/s, like size',
  ];
  const left = [...reasons].map(([reason, count]) => `${reason}: ${count}`);
  return `${table(header, rows)}\n\nNot compared:\n\n${bullets(left)}`;
}

/** Where assay is slowest, so that somebody can make it faster. */
function extremesText(compared: readonly Compared[], corpus: string): string {
  const slowest = pairsOf(compared, corpus)
    .sort((a, b) => perCharacter(a) - perCharacter(b))
    .slice(0, EXTREMES);
  const rows = slowest.map((pair) => [
    code(pair.id),
    Math.round(pair.assay.rate),
    Math.round(pair.rival.rate),
    Math.round(pair.assay.length),
    Math.round(pair.rival.length),
    perValue(pair).toFixed(2),
    perCharacter(pair).toFixed(2),
  ]);
  return `### Slowest beside the other: ${corpus}\n\n${table(['schema', 'values/s', 'of the other', 'characters', 'of the other', 'values/s', 'characters/s'], rows)}`;
}

function bodiesTable(bodies: readonly BodyPace[]): string {
  const contracts = [...new Set(bodies.map(({ contract }) => contract))];
  const row = (name: string, own: readonly BodyPace[]): (string | number)[] => [
    name,
    own.length,
    Math.round(overall(own.map(({ made }) => made))),
    Math.round(overall(own.map(({ validated }) => validated))),
    Math.round(Math.min(...own.map(({ validated }) => validated))),
    Math.round(mean(own.map(({ length }) => length))),
  ];
  const rows = contracts.map((name) =>
    row(
      name,
      bodies.filter(({ contract }) => contract === name),
    ),
  );
  return table(
    ['contract', 'bodies', 'values/s', 'validated by the contract, too', 'slowest body', 'mean characters'],
    [...rows, row('all', bodies)],
  );
}

function pairsOf(compared: readonly Compared[], corpus: string): Pair[] {
  return compared.flatMap(({ id, corpus: own, result: { assay, rival } }) =>
    own === corpus && assay && rival ? [{ id, assay, rival }] : [],
  );
}

function perValue({ assay, rival }: Pair): number {
  return assay.rate / rival.rate;
}

function perCharacter({ assay, rival }: Pair): number {
  return (assay.rate * assay.length) / (rival.rate * rival.length);
}

function isAlike({ assay, rival }: Pair): boolean {
  const ratio = assay.length / rival.length;
  return ratio <= ALIKE && ratio >= 1 / ALIKE;
}

function geometricMean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : Math.exp(mean(numbers.map((number) => Math.log(number))));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

/** Values/s where each body is made equally often. */
function overall(rates: readonly number[]): number {
  return rates.length === 0 ? 0 : rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0);
}
