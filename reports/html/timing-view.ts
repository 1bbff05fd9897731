import type { ListedExchange, Run } from '../../model/run.ts';
import { duration, number } from '../wording.ts';

/** When what was sent, and how long the target took, as the page draws it. */
export interface TimingView {
  readonly operations: readonly LatencyView[];
  readonly phases: readonly PhaseView[];
  readonly chart: ChartView | null;
}

/** How long an operation took; places on a line 100 long, where the longest of all is 100. */
export interface LatencyView {
  readonly operation: string;
  readonly count: string;
  readonly median: string;
  readonly high: string;
  readonly max: string;
  readonly places: { readonly median: string; readonly high: string; readonly max: string };
}

/** What the requests of a phase were answered. */
export interface PhaseView {
  readonly phase: string;
  readonly count: string;
  readonly began: string;
  readonly classes: readonly ClassCount[];
}

/** How many answers are of one class, as a part of a bar 100 long. */
interface ClassCount {
  readonly name: string;
  readonly tone: string;
  readonly count: string;
  readonly from: string;
  readonly width: string;
}

/** How many answers of each class came in each part of the run. */
interface ChartView {
  readonly bars: readonly {
    readonly from: string;
    readonly count: string;
    readonly x: string;
    readonly width: string;
    readonly classes: readonly (ClassCount & { readonly y: string; readonly height: string })[];
  }[];
  readonly highest: string;
  readonly end: string;
}

/** A class of statuses: the first digit, or that no reply came. */
const CLASSES = [
  { name: '2xx', tone: 'c2' },
  { name: '3xx', tone: 'c3' },
  { name: '4xx', tone: 'c4' },
  { name: '5xx', tone: 'c5' },
  { name: 'other', tone: 'c1' },
  { name: 'no reply', tone: 'c0' },
] as const;

const BARS = 48;
const HIGH = 0.95;

/** The times of a run for the page. */
export function timingView({ exchanges, operations }: Pick<Run, 'exchanges' | 'operations'>): TimingView {
  return {
    operations: latencies(
      exchanges,
      operations.map(({ operation }) => operation),
    ),
    phases: phaseViews(exchanges),
    chart: chart(exchanges),
  };
}

function latencies(exchanges: readonly ListedExchange[], order: readonly string[]): LatencyView[] {
  const answered = exchanges.filter(({ status }) => status !== null);
  const groups = grouped(answered, ({ operation }) => operation);
  const longest = answered.reduce((so, { durationMs }) => Math.max(so, durationMs), 1);
  return order.flatMap((operation) => {
    const times = (groups.get(operation) ?? []).map(({ durationMs }) => durationMs).sort((a, b) => a - b);
    if (times.length === 0) return [];
    const [median, high, max] = [quantile(times, 0.5), quantile(times, HIGH), quantile(times, 1)];
    const place = (time: number) => percent(time, longest);
    return [
      {
        operation,
        count: number(times.length),
        median: duration(median),
        high: duration(high),
        max: duration(max),
        places: { median: place(median), high: place(high), max: place(max) },
      },
    ];
  });
}

/** The nearest rank: a time that was really measured. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function phaseViews(exchanges: readonly ListedExchange[]): PhaseView[] {
  return [...grouped(exchanges, ({ phase }) => phase)].map(([phase, sent]) => ({
    phase,
    count: number(sent.length),
    began: duration(sent.reduce((so, { at }) => Math.min(so, at), Number.POSITIVE_INFINITY)),
    classes: classCounts(sent, sent.length),
  }));
}

function chart(exchanges: readonly ListedExchange[]): ChartView | null {
  const end = exchanges.reduce((so, { at, durationMs }) => Math.max(so, at + durationMs), 0);
  if (exchanges.length < 2 || end <= 0) return null;
  const parts = grouped(exchanges, ({ at }) => Math.min(BARS - 1, Math.floor((at / end) * BARS)));
  const highest = Math.max(...[...parts.values()].map(({ length }) => length));
  const bars = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([place, sent]) => ({
      from: duration((place / BARS) * end),
      count: number(sent.length),
      x: percent(place, BARS),
      width: percent(0.86, BARS),
      classes: classCounts(sent, highest).map((each) => ({
        ...each,
        y: (100 - Number(each.from) - Number(each.width)).toFixed(2),
        height: each.width,
      })),
    }));
  return { bars, highest: number(highest), end: duration(end) };
}

function classCounts(exchanges: readonly ListedExchange[], whole: number): ClassCount[] {
  const groups = grouped(exchanges, ({ status }) => className(status));
  let before = 0;
  return CLASSES.flatMap(({ name, tone }) => {
    const count = groups.get(name)?.length ?? 0;
    if (count === 0) return [];
    const from = percent(before, whole);
    before += count;
    return [{ name, tone, count: number(count), from, width: percent(count, whole) }];
  });
}

function className(status: number | null): string {
  if (status === null) return 'no reply';
  const digit = Math.floor(status / 100);
  return digit >= 2 && digit <= 5 ? `${digit}xx` : 'other';
}

function percent(part: number, whole: number): string {
  return ((part / whole) * 100).toFixed(2);
}

function grouped<Key>(
  exchanges: readonly ListedExchange[],
  keyOf: (exchange: ListedExchange) => Key,
): Map<Key, ListedExchange[]> {
  const groups = new Map<Key, ListedExchange[]>();
  for (const each of exchanges) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
