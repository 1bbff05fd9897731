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

/** Values that do not have just the fault they were made for, one for each fault. */
export function unprovedFaults(all: readonly Measured[], subject: string): string {
  return bullets(
    all.flatMap(({ id, invalid }) =>
      (invalid.get(subject)?.faults ?? []).flatMap(({ first, values, proved }) =>
        first
          ? [
              `${code(id)}: ${code(first.fault)}: ${values - proved} of ${values}, such as ${code(first.value)}: ${first.why}`,
            ]
          : [],
      ),
    ),
  );
}

/** Asserting sites of satisfiable schemas without a fault: those with a reason or those with none. */
export function sitesWithout(all: readonly Measured[], subject: string, has: 'reason' | 'nothing'): string {
  return bullets(
    all
      .filter(({ satisfiable }) => satisfiable)
      .flatMap(({ id, invalid }) => {
        const result = invalid.get(subject);
        const sites = result?.sites.filter((site) => site.has === has && site.idle === undefined) ?? [];
        if (sites.length === 0) return [];
        const named = sites.map(
          ({ schema, keyword, reason }) =>
            `${keyword} at ${schema === '' ? 'the root' : code(schema)}${reason === undefined ? '' : `: ${reason}`}`,
        );
        const why =
          result && result.outcome !== 'sound' && result.faults.length === 0
            ? ` (${result.outcome}: ${result.reason ?? ''})`
            : '';
        return [`${code(id)}${why}: ${named.join('; ')}`];
      }),
  );
}
