import { type Proof, type Tally, type TriedMutant, tallyOf } from './proof.ts';

/** A row of the kill matrix. */
export interface Row extends Tally {
  readonly name: string;
}

/** One row for each name that mutants have, in alphabetical order. */
export function rowsBy(tried: readonly TriedMutant[], nameOf: (mutant: TriedMutant) => string): Row[] {
  const groups = new Map<string, TriedMutant[]>();
  for (const mutant of tried) groups.set(nameOf(mutant), [...(groups.get(nameOf(mutant)) ?? []), mutant]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => ({ name, ...tallyOf(own) }));
}

/** A share as readers see it, never rounded up to the whole. */
export function percent(score: number): string {
  return `${(Math.floor(score * 10) / 10).toFixed(1)} %`;
}

/** Those that somebody has to look at. */
export function survivorsIn({ tried }: Proof): TriedMutant[] {
  return tried.filter(({ outcome }) => outcome === 'survived');
}

/** Survivors by what is known of them, those of which nothing is known first. */
export function survivorsByReason(
  proof: Proof,
): { readonly known: TriedMutant['known']; readonly mutants: TriedMutant[] }[] {
  const groups = new Map<string, TriedMutant[]>();
  for (const mutant of survivorsIn(proof)) {
    const key = mutant.known?.reason ?? '';
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  return [...groups.values()]
    .map((mutants) => ({ known: mutants[0]?.known, mutants }))
    .sort((a, b) => Number(a.known !== undefined) - Number(b.known !== undefined));
}

/** How many mutants could not be made, by reason, the most frequent first. */
export function reasonsIn({ unmade }: Proof): [why: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { why } of unmade) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** What a proof came to, in a line. */
export function tallyLine({ killed, survived, equivalent, score }: Tally): string {
  const all = killed + survived + equivalent;
  return `${all} tried: ${killed} killed, ${survived} survived, ${equivalent} equivalent; ${percent(score)}`;
}

/** How many were tried with the whole suite as well, and agreed; empty where none was. */
export function fullLine(tried: readonly TriedMutant[]): string {
  const full = tried.filter(({ wholeAgrees }) => wholeAgrees !== undefined);
  const agreeing = full.filter(({ wholeAgrees }) => wholeAgrees === true).length;
  return full.length === 0
    ? ''
    : `tried with the whole suite as well: ${full.length}, of which ${agreeing} came to the same`;
}
