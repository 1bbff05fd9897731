import { isSameKeyword } from '../judges/keyword-names.ts';
import type { Site } from '../sites/reachable-sites.ts';
import type { SubjectFault } from '../subjects/subject.ts';
import type { SiteResult } from './fault-result.ts';

type Reasoned = SubjectFault & { readonly reason: string };

/** What a generator has for each site: a fault at it, a reason why there is none, or nothing. */
export function siteResults(
  sites: readonly Site[],
  faults: readonly SubjectFault[],
  unbreakable: readonly Reasoned[],
): SiteResult[] {
  return sites.map((site) => {
    if (faults.some((fault) => isAt(fault, site, sites))) return { ...site, has: 'fault' };
    const reason = unbreakable.find((fault) => isAt(fault, site, sites))?.reason;
    return reason === undefined ? { ...site, has: 'nothing' } : { ...site, has: 'reason', reason };
  });
}

function isAt(fault: SubjectFault, site: Site, sites: readonly Site[]): boolean {
  if (site.keyword === 'false schema') return isAtFalse(fault, site);
  if (fault.schema === site.schema && isSameKeyword(fault.keyword, site.keyword)) return true;
  return fault.keyword === 'propertyNames' && isOnlyOneOfNames(fault, site, sites);
}

/** A `false` is named by its own place, or by the keyword that applies it. */
function isAtFalse(fault: SubjectFault, site: Site): boolean {
  return fault.schema === site.schema || site.schema.startsWith(`${fault.schema}/${fault.keyword}`);
}

/** A wrong name breaks what is said of names; which one is certain only where there is but one. */
function isOnlyOneOfNames(fault: SubjectFault, site: Site, sites: readonly Site[]): boolean {
  const names = `${fault.schema}/propertyNames`;
  const said = sites.filter(({ schema, idle }) => schema.startsWith(names) && idle === undefined);
  return site.schema.startsWith(names) && said.length <= 1;
}
