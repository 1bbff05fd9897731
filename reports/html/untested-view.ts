import type { CheckVerdict, Run, Verdict } from '../../model/run.ts';
import { plural, VERDICT_SIGNS, VERDICT_WORDS } from '../wording.ts';

/** What was not tested for one reason. */
export interface UntestedView {
  readonly id: string;
  readonly why: string;
  readonly sign: string;
  readonly word: string;
  readonly count: string;
  readonly places: readonly { readonly operation: string; readonly checks: readonly string[] }[];
}

/** Verdicts without a judgement, by reason. */
export interface Untested {
  /** What could have been tested, the most frequent reason first. */
  readonly open: readonly UntestedView[];
  /** What no run could test here. */
  readonly notApplicable: readonly UntestedView[];
  /** Address of the reason of a verdict. */
  readonly idOf: (verdict: Pick<CheckVerdict, 'verdict' | 'why'>) => string | undefined;
}

/** One verdict for each operation and check, also where the check did not take part. */
export type VerdictRows = readonly {
  readonly operation: string;
  readonly verdicts: readonly CheckVerdict[];
}[];

/** The verdicts of a run in rows of equal length. */
export function verdictRows(run: Pick<Run, 'operations'>): VerdictRows {
  const checks = [...new Set(run.operations.flatMap((row) => row.checks.map(({ check }) => check)))];
  return run.operations.map(({ operation, checks: found }) => {
    const known = new Map(found.map((each) => [each.check, each]));
    return { operation, verdicts: checks.map((check) => known.get(check) ?? absent(check)) };
  });
}

function absent(check: string): CheckVerdict {
  return { check, verdict: 'not-applicable', why: 'the check did not take part', cases: 0 };
}

interface Group {
  readonly key: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly places: Map<string, string[]>;
}

/** What was not tested, for the page. */
export function untestedView(rows: VerdictRows, runId: string): Untested {
  const groups = [...groupsOf(rows).values()].sort((a, b) => sizeOf(b) - sizeOf(a));
  const ids = new Map(groups.map(({ key }, at) => [key, `${runId}-reason-${at + 1}`]));
  const views = (isOpen: boolean) =>
    groups
      .filter(({ verdict }) => (verdict !== 'not-applicable') === isOpen)
      .map((group) => groupView(group, ids.get(group.key) ?? ''));
  return { open: views(true), notApplicable: views(false), idOf: (verdict) => ids.get(keyOf(verdict)) };
}

function groupsOf(rows: VerdictRows): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { operation, verdicts } of rows) {
    for (const each of verdicts) {
      if (each.verdict === 'holds' || each.verdict === 'broken') continue;
      const key = keyOf(each);
      const group: Group = groups.get(key) ?? {
        key,
        verdict: each.verdict,
        why: each.why ?? '',
        places: new Map<string, string[]>(),
      };
      group.places.set(operation, [...(group.places.get(operation) ?? []), each.check]);
      groups.set(key, group);
    }
  }
  return groups;
}

function keyOf({ verdict, why }: Pick<CheckVerdict, 'verdict' | 'why'>): string {
  return JSON.stringify([verdict, why]);
}

function sizeOf({ places }: Group): number {
  return [...places.values()].reduce((so, checks) => so + checks.length, 0);
}

function groupView(group: Group, id: string): UntestedView {
  return {
    id,
    why: group.why,
    sign: VERDICT_SIGNS[group.verdict],
    word: VERDICT_WORDS[group.verdict],
    count: plural(sizeOf(group), 'check'),
    places: [...group.places].map(([operation, checks]) => ({ operation, checks })),
  };
}
