import type { Event } from '../../model/event.ts';
import { cut, terminalText } from '../visible-text.ts';
import { duration, number, plural } from '../wording.ts';
import { COLUMNS } from './columns.ts';

/** How far a run is. */
export interface Progress {
  readonly name: string;
  readonly phase: string;
  readonly planned: number;
  readonly done: number;
  readonly exchanges: number;
  readonly fingerprints: ReadonlySet<string>;
  /** When it began, in milliseconds of the clock that `progressLine` is given. */
  readonly since: number;
}

/** The state before the first case. */
export function startProgress(started: Extract<Event, { type: 'run-started' }>, now: number): Progress {
  return {
    name: started.contract.name,
    phase: '',
    planned: started.cases,
    done: 0,
    exchanges: 0,
    fingerprints: new Set(),
    since: now,
  };
}

/** The state after an event. */
export function advance(state: Progress, event: Event): Progress {
  if (event.type === 'case-done') return { ...state, done: state.done + 1, phase: event.phase };
  if (event.type === 'exchange') return { ...state, exchanges: state.exchanges + 1, phase: event.phase };
  if (event.type !== 'finding' || state.fingerprints.has(event.finding.fingerprint)) return state;
  return { ...state, fingerprints: new Set([...state.fingerprints, event.finding.fingerprint]) };
}

/** The state of several runs that go on at once, as if they were one. */
export function together(states: readonly Progress[]): Progress | undefined {
  const [first, ...others] = states;
  if (first === undefined || others.length === 0) return first;
  return {
    name: plural(states.length, 'contract'),
    phase: '',
    planned: sum(states, ({ planned }) => planned),
    done: sum(states, ({ done }) => done),
    exchanges: sum(states, ({ exchanges }) => exchanges),
    fingerprints: new Set(
      states.flatMap(({ name, fingerprints }) => [...fingerprints].map((each) => `${name} ${each}`)),
    ),
    since: Math.min(...states.map(({ since }) => since)),
  };
}

// The longest name of a shipped contract.
const NAME_WIDTH = 15;

/** The done share in whole percent; a plan that turns out longer than it was planned stays at 100. */
export function percent({ done, planned }: Progress): number {
  return planned === 0 ? 0 : Math.min(100, Math.floor((done / planned) * 100));
}

/** One line of at most 80 columns: how far, what was found, how long still. */
export function progressLine(state: Progress, now: number): string {
  const parts = [
    `${bar(percent(state))} ${String(percent(state)).padStart(3)}%`,
    `${number(state.done)}/${number(state.planned)} cases`,
    plural(state.fingerprints.size, 'finding'),
    timeLeft(state, now),
  ];
  const line = ['', terminalText(state.name).padEnd(NAME_WIDTH), ...parts.filter((part) => part !== '')].join(
    '  ',
  );
  const whole = state.phase === '' ? line : `${line}  ${terminalText(state.phase)}`;
  return whole.length <= COLUMNS ? whole : cut(line, COLUMNS);
}

function bar(filled: number): string {
  const blocks = Math.round(filled / 10);
  return '▇'.repeat(blocks) + '▁'.repeat(10 - blocks);
}

// Below a twentieth of the plan a guess would only jump about.
function timeLeft({ done, planned, since }: Progress, now: number): string {
  if (planned === 0 || done < planned / 20 || done >= planned) return '';
  const left = ((now - since) / done) * (planned - done);
  return `${duration(Math.ceil(left / 1000) * 1000).replace(/\.0 s$/, ' s')} left`;
}

function sum(states: readonly Progress[], of: (state: Progress) => number): number {
  return states.reduce((so, state) => so + of(state), 0);
}
