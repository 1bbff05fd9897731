import type { SiteResult, Unproved } from '../measure/fault-result.ts';
import type { ValidResult, WrongValue } from '../measure/outcome.ts';
import { bullets, code } from './markdown.ts';
import type { Measured } from './measured.ts';

/** What is refused, by reason, each schema with the place. */
export function refusals(all: readonly Measured[], subject: string): string {
  const byReason = new Map<string, string[]>();
  for (const { id, valid, satisfiable } of all) {
    const result = valid.get(subject);
    if (result?.outcome !== 'refused') continue;
    const place = result.place ? ` at ${code(result.place)}` : '';
    const reason = result.reason ?? '';
    const about = `${code(id)}${place}${satisfiable ? '' : ' (not known to be satisfiable)'}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), about]);
  }
  const reasons = [...byReason].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return bullets(reasons.map(([reason, schemas]) => `${code(reason)}: ${schemas.join('; ')}`));
}

/** Schemas with wrong values, each with one of them; hangs and crashes. */
export function failures(all: readonly Measured[], subject: string): string {
  return bullets(
    all.flatMap(({ id, valid }) => {
      const result = valid.get(subject);
      return result && ['unsound', 'hang', 'crashed'].includes(result.outcome)
        ? [`${code(id)}: ${failure(result)}`]
        : [];
    }),
  );
}

function failure({ outcome, reason, wrong, values, firstWrong }: ValidResult): string {
  if (!firstWrong) return `${outcome}: ${reason ?? ''}`;
  return `${wrong} of ${values} values are wrong, such as ${shown(firstWrong)}`;
}

/** Schemas of which the judges disagree about some value. */
export function disputes(all: readonly Measured[]): string {
  return bullets(
    all.flatMap(({ id, valid }) => {
      const disputed = [...valid].filter(([, { disputed }]) => disputed > 0);
      const [first] = disputed;
      const example = first?.[1].firstDisputed;
      if (!first || !example) return [];
      const counts = disputed.map(([subject, result]) => `${subject} ${result.disputed} of ${result.values}`);
      return [`${code(id)}: ${counts.join(', ')}; such as ${shown(example)}`];
    }),
  );
}

function shown({ value, breaks }: WrongValue): string {
  return `${code(value)}${breaks.length === 0 ? '' : ` (${breaks.join(', ')})`}`;
}

/** Values that do not have just the fault they were made for: for each document and place one, and how many more. */
export function unprovedFaults(all: readonly Measured[], subject: string): string {
  const byPlace = new Map<string, { count: number; values: number; first: Unproved }>();
  for (const { id, invalid } of all) {
    for (const { first, keyword, values, proved, shrinks, shrinksProved } of invalid.get(subject)?.faults ??
      []) {
      if (!first) continue;
      const place = `${code(sourceOf(id))}: ${keyword} at ${shownPlace(first.schema)}`;
      const known = byPlace.get(place) ?? { count: 0, values: 0, first };
      const wrong = values - proved + shrinks - shrinksProved;
      byPlace.set(place, { first: known.first, count: known.count + 1, values: known.values + wrong });
    }
  }
  return bullets(
    [...byPlace].map(
      ([place, { count, values, first }]) =>
        `${place}: ${values} values of ${count} faults, such as ${code(first.fault)} ${code(first.value)}: ${first.why}`,
    ),
  );
}

/** Asserting sites of satisfiable schemas without a fault: those with a reason or those with none. */
export function sitesWithout(all: readonly Measured[], subject: string, has: 'reason' | 'nothing'): string {
  const bySource = new Map<string, Set<string>>();
  for (const { id, invalid, satisfiable } of all) {
    const result = invalid.get(subject);
    const sites = result?.sites.filter((site) => site.has === has && site.idle === undefined) ?? [];
    if (!result || !satisfiable || sites.length === 0) continue;
    const isWhole = result.faults.length === 0 && result.reason !== undefined;
    const source = `${code(sourceOf(id))}${isWhole ? ` (${result.outcome}: ${result.reason})` : ''}`;
    const named = bySource.get(source) ?? new Set();
    for (const site of sites) named.add(shownSite(site));
    bySource.set(source, named);
  }
  return bullets([...bySource].map(([source, sites]) => `${source}: ${[...sites].join('; ')}`));
}

/** The document of a schema, since its places are named within it; a schema of the suite is its own. */
function sourceOf(id: string): string {
  const at = id.indexOf('#/');
  return at < 0 ? id : id.slice(0, at);
}

function shownSite({ schema, keyword, reason }: SiteResult): string {
  return `${keyword} at ${shownPlace(schema)}${reason === undefined ? '' : `: ${reason}`}`;
}

function shownPlace(schema: string): string {
  return schema === '' ? 'the root' : code(schema);
}
