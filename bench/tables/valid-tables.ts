import { percent, table } from './markdown.ts';
import { type Counts, countOutcomes, type Measured, ofCorpus } from './measured.ts';

/** For each corpus and generator, what became of the satisfiable schemas. */
export function totalsTable(
  all: readonly Measured[],
  corpora: readonly string[],
  subjects: readonly string[],
): string {
  const rows = corpora.flatMap((corpus) => {
    const satisfiable = ofCorpus(all, corpus).filter((one) => one.satisfiable);
    return subjects.map((subject) => {
      const counts = countOutcomes(satisfiable, subject);
      return [
        corpus,
        subject,
        satisfiable.length,
        counts.sound,
        percent(counts.sound, satisfiable.length),
        counts.refused,
        percent(counts.refused, satisfiable.length),
        counts.unsound,
        counts.hang,
        counts.crashed,
        counts.unjudged,
        satisfiable.filter(({ valid }) => (valid.get(subject)?.disputed ?? 0) > 0).length,
      ];
    });
  });
  return table(
    [
      'schemas of',
      'generator',
      'satisfiable',
      'sound',
      '',
      'refused',
      '',
      'unsound',
      'hang',
      'crashed',
      'not judged',
      'judges differ',
    ],
    rows,
  );
}

/** For each keyword, what became of the satisfiable schemas that it occurs in. */
export function keywordTable(all: readonly Measured[], subjects: readonly string[]): string {
  return groupedTable('keyword', all, subjects, ({ keywords }) => keywords);
}

/** The same for each format. */
export function formatTable(all: readonly Measured[], subjects: readonly string[]): string {
  return groupedTable('format', all, subjects, ({ formats }) => formats);
}

function groupedTable(
  title: string,
  all: readonly Measured[],
  subjects: readonly string[],
  groupsOf: (one: Measured) => readonly string[],
): string {
  const satisfiable = all.filter((one) => one.satisfiable);
  const groups = [...new Set(satisfiable.flatMap(groupsOf))].sort();
  const [first = '', ...others] = subjects;
  const rows = groups.map((group) => {
    const within = satisfiable.filter((one) => groupsOf(one).includes(group));
    const counts = countOutcomes(within, first);
    return [
      group,
      within.length,
      counts.sound,
      counts.refused,
      counts.unsound,
      stuck(counts),
      ...others.map((other) => short(countOutcomes(within, other))),
    ];
  });
  return table([title, 'schemas', 'sound', 'refused', 'unsound', 'hang', ...others], rows);
}

function short(counts: Counts): string {
  return [counts.sound, counts.refused, counts.unsound, stuck(counts)].join(' / ');
}

function stuck({ hang, crashed }: Counts): number {
  return hang + crashed;
}
