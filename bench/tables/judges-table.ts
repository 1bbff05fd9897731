import { bullets, code, table } from './markdown.ts';
import type { Measured } from './measured.ts';

/** How both judges agree with the suite's own tests, for each of its parts. */
export function judgesTable(all: readonly Measured[], corpora: readonly string[]): string {
  const rows = corpora.flatMap((corpus) => {
    const agreements = all.filter((one) => one.corpus === corpus).flatMap(({ agreements }) => agreements);
    return (['hyperjump', 'ajv'] as const).map((judge) => {
      const own = agreements.filter((agreement) => agreement.judge === judge);
      const sum = (of: (agreement: (typeof own)[number]) => number): number =>
        own.reduce((total, agreement) => total + of(agreement), 0);
      return [
        corpus,
        judge,
        sum(({ assertions }) => assertions),
        sum(({ wrong }) => wrong),
        own.filter(({ cannot }) => cannot !== undefined).length,
      ];
    });
  });
  return table(['schemas of', 'judge', 'tests', 'wrong', 'schemas it cannot judge'], rows);
}

/** Schemas that hyperjump cannot judge, or judges otherwise than the suite. */
export function judgeFlaws(all: readonly Measured[]): string {
  return bullets(
    all.flatMap(({ id, agreements }) =>
      agreements
        .filter(({ judge, wrong, cannot }) => judge === 'hyperjump' && (wrong > 0 || cannot !== undefined))
        .map(
          ({ wrong, assertions, cannot }) => `${code(id)}: ${cannot ?? `${wrong} of ${assertions} tests`}`,
        ),
    ),
  );
}
