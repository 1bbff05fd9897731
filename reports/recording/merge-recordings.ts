import type { CaseCounts, PlannedConstraint } from '../../model/coverage.ts';
import type { EarlierRun } from '../../model/earlier.ts';
import type { Event } from '../../model/event.ts';
import type { RecordedRules, RecordedRun } from '../../model/recording.ts';
import type { Finding, RecordedExchange, Warning } from '../../model/run.ts';
import { LEVELS } from '../../model/statement.ts';

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

/**
 * Makes one run of several that each tested a part of the same contract; runs of other contracts, versions and sides of
 * a comparison stay apart. A part that was killed or could not test makes the whole so.
 */
export function mergeRuns(runs: readonly RecordedRun[]): RecordedRun[] {
  const groups = new Map<string, RecordedRun[]>();
  for (const run of runs) {
    const key = keyOf(run);
    const known = groups.get(key);
    if (known) known.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()].map(merged);
}

function keyOf({ events, isAgainst }: RecordedRun): string {
  const { contract } = startOf(events);
  return JSON.stringify([contract.name, contract.productVersion, isAgainst]);
}

function merged(parts: readonly RecordedRun[]): RecordedRun {
  const [first] = parts;
  if (!first || parts.length === 1) return first as RecordedRun;
  const starts = parts.map(({ events }) => startOf(events));
  const beganAt = Math.min(...starts.map(({ startedAt }) => Date.parse(startedAt)));
  const constraints = constraintTable();
  const middle: Event[] = [];
  let sent = 0;
  for (const { events } of parts) {
    const shift = { number: sent, at: Date.parse(startOf(events).startedAt) - beganAt };
    // A number may be missing, of what was never sent or not written any more.
    sent += highestNumber(events);
    const place = constraints.placesOf(plannedIn(events));
    for (const event of events) middle.push(...shifted(event, shift, place));
  }
  const ends = parts.map(({ events }) => events.find((event) => event.type === 'run-ended'));
  return {
    rules: mergedRules(parts.map(({ rules }) => rules)),
    isAgainst: first.isAgainst,
    events: [
      mergedStart(starts),
      { type: 'coverage-planned', constraints: constraints.all, cases: mergedCases(parts) },
      ...differences(starts),
      ...middle,
      ...mergedEnd(ends, starts, beganAt),
    ],
  };
}

function startOf(events: readonly Event[]): Of<'run-started'> {
  const start = events.find((event) => event.type === 'run-started');
  if (!start) throw new TypeError('the events of a run begin with run-started');
  return start;
}

function plannedIn(events: readonly Event[]): readonly PlannedConstraint[] {
  return events.find((event) => event.type === 'coverage-planned')?.constraints ?? [];
}

function highestNumber(events: readonly Event[]): number {
  return events.reduce(
    (so, event) => (event.type === 'exchange' ? Math.max(so, event.exchange.number) : so),
    0,
  );
}

interface Shift {
  readonly number: number;
  readonly at: number;
}

/** What stays between the beginning and the end, with numbers and times of the whole. */
function shifted(event: Event, shift: Shift, place: readonly number[]): Event[] {
  if (event.type === 'run-started' || event.type === 'run-ended' || event.type === 'coverage-planned')
    return [];
  if (event.type === 'exchange') return [{ ...event, exchange: moved(event.exchange, shift) }];
  if (event.type === 'finding') return [{ ...event, finding: movedFinding(event.finding, shift) }];
  if (event.type === 'constraints')
    return [{ ...event, constraints: event.constraints.map((at) => place[at] ?? at) }];
  return [event];
}

function moved<Exchange extends RecordedExchange>(exchange: Exchange, { number, at }: Shift): Exchange {
  return { ...exchange, number: exchange.number + number, at: exchange.at + at };
}

function movedFinding(finding: Finding, shift: Shift): Finding {
  return {
    ...finding,
    exchange: finding.exchange + shift.number,
    steps: finding.steps.map((step) => moved(step, shift)),
  };
}

/** One list of constraints, each once, whoever planned it. */
function constraintTable(): {
  readonly all: readonly PlannedConstraint[];
  placesOf(planned: readonly PlannedConstraint[]): number[];
} {
  const all: PlannedConstraint[] = [];
  const places = new Map<string, number>();
  return {
    all,
    placesOf: (planned) =>
      planned.map((constraint) => {
        const { operation, where, instance, schema, keyword, member } = constraint;
        const key = JSON.stringify([operation, where, instance, schema, keyword, member]);
        const known = places.get(key) ?? all.push(constraint) - 1;
        places.set(key, known);
        return known;
      }),
  };
}

function mergedStart(starts: readonly Of<'run-started'>[]): Event {
  const [first] = starts as [Of<'run-started'>];
  return {
    ...first,
    startedAt: starts.map(({ startedAt }) => startedAt).sort()[0] ?? first.startedAt,
    operations: union(starts.map(({ operations }) => operations)),
    checks: union(starts.map(({ checks }) => checks)),
    cases: sum(starts.map(({ cases }) => cases)),
    creates: sum(starts.map(({ creates }) => creates)),
  };
}

function mergedCases(parts: readonly RecordedRun[]): Record<string, CaseCounts> {
  const cases: Record<string, CaseCounts> = {};
  for (const { events } of parts) {
    const planned = events.find((event) => event.type === 'coverage-planned')?.cases ?? {};
    for (const [operation, counts] of Object.entries(planned)) {
      const known: CaseCounts = cases[operation] ?? {};
      const kinds = union([Object.keys(known), Object.keys(counts)]) as (keyof CaseCounts)[];
      cases[operation] = Object.fromEntries(
        kinds.map((kind) => [kind, (known[kind] ?? 0) + (counts[kind] ?? 0)]),
      );
    }
  }
  return cases;
}

/** What parts of one run have in common; where it differs, a reader should know. */
function differences(starts: readonly Of<'run-started'>[]): Event[] {
  const told: readonly [string, (start: Of<'run-started'>) => string][] = [
    ['targets', ({ target }) => target.url],
    ['modes', ({ mode }) => mode],
    ['seeds', ({ seed }) => String(seed)],
    ['budgets', ({ budget }) => budget],
    ['versions of the contract', ({ contract }) => contract.version],
  ];
  return told.flatMap(([what, of]): Event[] => {
    const values = [...new Set(starts.map(of))];
    if (values.length === 1) return [];
    const message = `The parts that were merged differ in their ${what}: ${values.join(', ')}.`;
    const warning: Warning = { code: 'merged', message };
    return [{ type: 'warning', warning }];
  });
}

/** None where a part has none: the whole is then as that part is, cut short. */
function mergedEnd(
  ends: readonly (Of<'run-ended'> | undefined)[],
  starts: readonly Of<'run-started'>[],
  beganAt: number,
): Event[] {
  const known = ends.filter((end) => end !== undefined);
  if (known.length < ends.length) return [];
  const endedAt = known.map((end, at) => Date.parse(starts[at]?.startedAt ?? '') + end.durationMs);
  const account = (of: keyof Of<'run-ended'>['account']) => sum(known.map((end) => end.account[of]));
  return [
    {
      type: 'run-ended',
      durationMs: Math.max(...endedAt) - beganAt,
      account: {
        created: account('created'),
        removed: account('removed'),
        left: account('left'),
        restored: account('restored'),
      },
      leftovers: known.flatMap(({ leftovers }) => leftovers),
      interrupted: known.find(({ interrupted }) => interrupted !== null)?.interrupted ?? null,
      notTested: known.find(({ notTested }) => notTested !== null)?.notTested ?? null,
    },
  ];
}

/** The strictest of the rules that the parts were judged by. */
function mergedRules(rules: readonly RecordedRules[]): RecordedRules {
  const failOn = LEVELS.findLast((level) => rules.some((each) => each.failOn === level)) ?? 'must';
  const minimum = rules.map(({ minCoverage }) => minCoverage).filter((each) => each !== null);
  const waivers = rules.map((each) => each.waivers).filter((each) => each !== null);
  const selected = waivers.map((each) => each.selected);
  const entries = waivers.flatMap((each) => each.entries);
  return {
    failOn,
    minCoverage: minimum.length === 0 ? null : Math.max(...minimum),
    waivers:
      waivers.length === 0
        ? null
        : {
            entries: [...new Map(entries.map((entry) => [placeKey(entry), entry])).values()],
            today:
              waivers
                .map(({ today }) => today)
                .sort()
                .at(-1) ?? '',
            selected: selected.some((each) => each === null)
              ? null
              : union(selected.filter((each) => each !== null)),
          },
    earlier: mergedEarlier(rules.flatMap((each) => each.earlier)),
  };
}

/** The parts of a whole were held against the parts of an earlier one: what those found, by target. */
function mergedEarlier(runs: readonly EarlierRun[]): EarlierRun[] {
  const byTarget = new Map<string, EarlierRun>();
  for (const run of runs) {
    const key = JSON.stringify([run.target.kind, run.target.url]);
    const known = byTarget.get(key);
    const findings = [...(known?.findings ?? []), ...run.findings];
    byTarget.set(key, {
      target: run.target,
      startedAt: [known?.startedAt ?? run.startedAt, run.startedAt].sort()[0] ?? run.startedAt,
      findings: [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()],
    });
  }
  return [...byTarget.values()];
}

function placeKey({ file, line, column }: { file: string; line: number; column: number }): string {
  return JSON.stringify([file, line, column]);
}

function union<Item>(lists: readonly (readonly Item[])[]): Item[] {
  return [...new Set(lists.flat())];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, each) => so + each, 0);
}
