import type { Run, Verdict } from '../../model/run.ts';
import { VERDICTS } from '../matrix.ts';
import type { RuleText } from '../rule-text.ts';
import { number, VERDICT_SIGNS, VERDICT_WORDS } from '../wording.ts';
import { type RuleSection, ruleSections } from './rule-page.ts';

/** A check with what came of it in the runs of the page. */
export interface RuleView {
  readonly id: string;
  readonly check: string;
  /** Null where nobody told. */
  readonly title: string | null;
  readonly level: string | null;
  readonly counts: readonly {
    readonly verdict: Verdict;
    readonly sign: string;
    readonly word: string;
    readonly count: string;
  }[];
  /** Of its page what a reader of findings needs; empty where nobody told. */
  readonly sections: readonly RuleSection[];
}

/** The address of a rule in the page. */
export function ruleId(check: string): string {
  return `rule-${check.replace(/[^\w-]+/g, '-')}`;
}

/** The checks of some runs for the page, by id. */
export function ruleViews(runs: readonly Run[], texts: readonly RuleText[]): RuleView[] {
  const known = new Map(texts.map((each) => [each.id, each]));
  const counts = new Map<string, Map<Verdict, number>>();
  for (const { check, verdict } of runs.flatMap(({ operations }) =>
    operations.flatMap(({ checks }) => checks),
  )) {
    const row = counts.get(check) ?? new Map<Verdict, number>();
    row.set(verdict, (row.get(verdict) ?? 0) + 1);
    counts.set(check, row);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([check, row]) => ({
      id: ruleId(check),
      check,
      title: known.get(check)?.title ?? null,
      level: known.get(check)?.level.toUpperCase() ?? null,
      counts: VERDICTS.flatMap((verdict) => {
        const count = row.get(verdict);
        if (count === undefined) return [];
        return [
          { verdict, sign: VERDICT_SIGNS[verdict], word: VERDICT_WORDS[verdict], count: number(count) },
        ];
      }),
      sections: ruleSections(known.get(check)?.page ?? ''),
    }));
}
