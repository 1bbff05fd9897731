import type { FaultProof, FaultResult, SiteResult } from '../measure/fault-result.ts';
import { percent, table } from './markdown.ts';
import type { Measured } from './measured.ts';

/** Numbers of sites and faults. */
export interface FaultTotals {
  readonly sites: number;
  readonly withFault: number;
  /** Sites where something can be broken by itself. */
  readonly asserting: number;
  readonly assertingWithFault: number;
  readonly withReason: number;
  readonly withNothing: number;
  readonly faults: number;
  readonly values: number;
  readonly proved: number;
  readonly shrinks: number;
  readonly shrinksProved: number;
}

/** Adds up the sites and faults of the satisfiable schemas, of one keyword where one is named. */
export function faultTotals(all: readonly Measured[], subject: string, keyword?: string): FaultTotals {
  const results = resultsOf(all, subject);
  const sites = results.flatMap((result) => result.sites).filter((site) => isOf(site, keyword));
  const faults = results.flatMap((result) => result.faults).filter((fault) => isOf(fault, keyword));
  const asserting = sites.filter(({ idle, has }) => idle === undefined || has === 'fault');
  return {
    sites: sites.length,
    withFault: sites.filter(({ has }) => has === 'fault').length,
    asserting: asserting.length,
    assertingWithFault: asserting.filter(({ has }) => has === 'fault').length,
    withReason: asserting.filter(({ has }) => has === 'reason').length,
    withNothing: asserting.filter(({ has }) => has === 'nothing').length,
    faults: faults.length,
    values: sum(faults, ({ values }) => values),
    proved: sum(faults, ({ proved }) => proved),
    shrinks: sum(faults, ({ shrinks }) => shrinks),
    shrinksProved: sum(faults, ({ shrinksProved }) => shrinksProved),
  };
}

const COLUMNS = [
  'sites',
  'with a fault',
  '',
  'asserting',
  'with a fault',
  '',
  'reason',
  'neither',
  'faults',
  'values',
  'proved',
  'shrinks',
  'proved',
];

/** Sites and faults for each corpus. */
export function faultTotalsTable(groups: ReadonlyMap<string, readonly Measured[]>, subject: string): string {
  const rows = [...groups].map(([name, all]) => [name, ...cells(faultTotals(all, subject))]);
  return table(['schemas of', ...COLUMNS], rows);
}

/** Sites and faults for each keyword. */
export function faultKeywordTable(all: readonly Measured[], subject: string): string {
  const results = resultsOf(all, subject);
  const keywords = results.flatMap(({ sites, faults }) =>
    [...sites, ...faults].map(({ keyword }) => keyword),
  );
  const rows = [...new Set(keywords)]
    .sort()
    .map((keyword) => [keyword, ...cells(faultTotals(all, subject, keyword))]);
  return table(['keyword', ...COLUMNS], rows);
}

/** What a generator has for faults of the satisfiable schemas. */
export function resultsOf(all: readonly Measured[], subject: string): FaultResult[] {
  return all.filter(({ satisfiable }) => satisfiable).flatMap(({ invalid }) => invalid.get(subject) ?? []);
}

function cells(totals: FaultTotals): (string | number)[] {
  return [
    totals.sites,
    totals.withFault,
    percent(totals.withFault, totals.sites),
    totals.asserting,
    totals.assertingWithFault,
    percent(totals.assertingWithFault, totals.asserting),
    totals.withReason,
    totals.withNothing,
    totals.faults,
    totals.values,
    totals.proved,
    totals.shrinks,
    totals.shrinksProved,
  ];
}

function isOf(one: SiteResult | FaultProof, keyword: string | undefined): boolean {
  return keyword === undefined || one.keyword === keyword;
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
