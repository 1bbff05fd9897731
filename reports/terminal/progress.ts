import type { Event } from '../../model/event.ts';
import { terminalText } from '../visible-text.ts';
import { duration, number, plural } from '../wording.ts';
import { fitted, textWidth } from './text-width.ts';

/** How far a run is. */
export interface Progress {
  readonly name: string;
  readonly phase: string;
  /** In work: that of the latest exchange. */
  readonly operation: string;
  readonly planned: number;
  readonly done: number;
  readonly exchanges: number;
  readonly fingerprints: ReadonlySet<string>;
  /** When it began, in milliseconds of the clock that `progressLine` is given. */
  readonly since: number;
  readonly isOver: boolean;
}

/** The state before the first case. */
export function startProgress(started: Extract<Event, { type: 'run-started' }>, now: number): Progress {
  return {
    name: started.contract.name,
    phase: '',
    operation: '',
    planned: started.cases,
    done: 0,
    exchanges: 0,
    fingerprints: new Set(),
    since: now,
    isOver: false,
  };
}

/** The state after an event. */
export function advance(state: Progress, event: Event): Progress {
  if (event.type === 'case-done') return { ...state, done: state.done + 1, phase: event.phase };
  if (event.type === 'exchange') {
    const { operation } = event.exchange;
    return { ...state, exchanges: state.exchanges + 1, phase: event.phase, operation };
  }
  if (event.type === 'run-ended') return { ...state, phase: '', operation: '', isOver: true };
  if (event.type !== 'finding' || state.fingerprints.has(event.finding.fingerprint)) return state;
  return { ...state, fingerprints: new Set([...state.fingerprints, event.finding.fingerprint]) };
}

/** The state of several runs that go on at once, as if they were one; the last one's operation is in work. */
export function together(states: readonly Progress[]): Progress | undefined {
  const [first, ...others] = states;
  if (first === undefined || others.length === 0) return first;
  return {
    name: plural(states.length, 'contract'),
    phase: plural(states.length, 'contract'),
    operation: states.at(-1)?.operation ?? '',
    planned: sum(states, ({ planned }) => planned),
    done: sum(states, ({ done }) => done),
    exchanges: sum(states, ({ exchanges }) => exchanges),
    fingerprints: new Set(
      states.flatMap(({ name, fingerprints }) => [...fingerprints].map((each) => `${name} ${each}`)),
    ),
    since: Math.min(...states.map(({ since }) => since)),
    isOver: states.every(({ isOver }) => isOver),
  };
}

/** The done share in whole percent; a plan that turns out longer than it was planned stays at 100. */
export function percent({ done, planned }: Progress): number {
  return planned === 0 ? 0 : Math.min(100, Math.floor((done / planned) * 100));
}

// A longer line is not read at a glance.
const WIDEST = 120;
// Narrower, the words need the room.
const BAR_FROM = 100;
// Below so many columns a path says nothing.
const LEAST_OPERATION = 12;
const GAP = '  ';

/**
 * One line of at most `columns`: how far, in which phase and operation, what was found, how fast, how long still.
 * Where not all fits, the operation is cut, then what says least goes.
 */
export function progressLine(state: Progress, now: number, columns: number): string {
  const width = Math.min(columns, WIDEST);
  const share = `${percent(state)}%`.padStart(4);
  const head = width >= BAR_FROM ? `${GAP}${bar(percent(state))} ${share}` : `${GAP}${share}`;
  const phase = terminalText(state.phase);
  const cases = `${number(state.done)}/${number(state.planned)} cases`;
  const found = plural(state.fingerprints.size, 'finding');
  const [speed, left] = [rate(state, now), timeWords(state, now)];
  const choices = [
    [phase, cases, found, speed, left],
    [phase, cases, found, left],
    [cases, found, left],
    [cases, found],
  ];
  const parts = choices.find((words) => textWidth(joined(head, words)) <= width) ?? [cases];
  const room = width - textWidth(joined(head, parts)) - GAP.length;
  const operation = room < LEAST_OPERATION ? '' : shortened(terminalText(state.operation), room);
  const at = parts[0] === phase ? 1 : 0;
  return fitted(joined(head, [...parts.slice(0, at), operation, ...parts.slice(at)]), width);
}

function joined(head: string, parts: readonly string[]): string {
  return [head, ...parts.filter((part) => part !== '')].join(GAP);
}

/** Of a path its end tells most: `GET …/{id}/items`. */
function shortened(operation: string, room: number): string {
  if (textWidth(operation) <= room) return operation;
  const [method = '', ...rest] = operation.split(' ');
  const characters = [...rest.join(' ')];
  let kept = '';
  while (characters.length > 0 && textWidth(`${method} …${characters.at(-1)}${kept}`) <= room)
    kept = `${characters.pop()}${kept}`;
  return kept === '' ? fitted(operation, room) : `${method} …${kept}`;
}

function bar(filled: number): string {
  const blocks = Math.round(filled / 10);
  return '▇'.repeat(blocks) + '▁'.repeat(10 - blocks);
}

// In less time a rate would be chance.
const RATED_MS = 1000;

/** Requests a second so far. */
function rate({ exchanges, since }: Progress, now: number): string {
  if (now - since < RATED_MS) return '';
  const perSecond = exchanges / ((now - since) / 1000);
  return `${perSecond < 10 ? perSecond.toFixed(1) : number(Math.round(perSecond))}/s`;
}

/** How long still; in the end, how long it took. */
function timeWords({ done, planned, since, isOver }: Progress, now: number): string {
  if (isOver) return `in ${duration(now - since)}`;
  // Below a twentieth of the plan a guess would only jump about.
  if (planned === 0 || done < planned / 20 || done >= planned) return '';
  return `${clock(((now - since) / done) * (planned - done))} left`;
}

/** Short, so that it stays in its place: `0:06`, `12:40`, `1:04:05`. */
function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function sum(states: readonly Progress[], of: (state: Progress) => number): number {
  return states.reduce((so, state) => so + of(state), 0);
}
