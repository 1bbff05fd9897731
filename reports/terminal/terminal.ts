import type { Drift } from '../../model/drift.ts';
import type { Event } from '../../model/event.ts';
import type { Finding, Run } from '../../model/run.ts';
import { LEVELS } from '../../model/statement.ts';
import { driftText } from '../compare/drift-text.ts';
import { cut, terminalText } from '../visible-text.ts';
import { plural } from '../wording.ts';
import { COLUMNS } from './columns.ts';
import { findingBlock } from './finding-block.ts';
import { header } from './header.ts';
import { painter } from './painter.ts';
import { advance, type Progress, percent, progressLine, startProgress, together } from './progress.ts';
import { summaries } from './summary.ts';
import { waiverBlock } from './waiver-block.ts';

/** What is needed of a stream; standard error has it. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How a terminal is written to. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** At most so many blocks, the worst; the rest is in the reports. @defaultValue 10 */
  readonly blocks?: number;
  /** Milliseconds; for tests. @defaultValue Date.now */
  readonly now?: () => number;
}

/** A listener for each contract's run, and the end of all. */
export interface Terminal {
  /** A listener for the events of one run; several may go on at once. */
  listen(): (event: Event) => void;
  /** The worst findings from mild to severe, then the summary. */
  end(runs: readonly Run[], files: readonly string[], drifts?: readonly Drift[]): void;
}

// Ten times a second.
const REDRAW_MS = 100;
const ERASE_LINE = '\r\u001b[2K';

/** Tells people how runs go: one redrawn line on a terminal, a line for every 10 % elsewhere. */
export function terminal(stream: TerminalStream, options: TerminalOptions): Terminal {
  const colour = painter(options.colour);
  const live = liveLine(stream, options.now ?? Date.now);
  const listen = () => {
    const id = Symbol('run');
    return (event: Event): void => {
      if (event.type === 'run-started') live.print(`${header(event)}\n\n`);
      if (event.type === 'warning') {
        live.print(`${colour.doubtful('warning')}  ${terminalText(event.warning.message)}\n`);
      }
      live.follow(id, event);
    };
  };
  const end = (runs: readonly Run[], files: readonly string[], drifts: readonly Drift[] = []): void => {
    const { shown, hidden } = worst(
      runs.flatMap(({ findings }) => findings.filter(({ waived }) => waived === null)),
      options.blocks ?? 10,
    );
    const more =
      hidden === 0 ? [] : [`${plural(hidden, 'milder finding')} not shown here; the report has all.`];
    const blocks = [...more, ...shown.map((finding) => findingBlock(finding, colour))];
    const waivers = waiverBlock(runs, colour);
    const apart = drifts.map((drift) => driftText(drift, colour));
    live.print(
      `${['', ...blocks, ...waivers, ...apart, summaries(runs, files, colour, drifts)].join('\n\n')}\n`,
    );
  };
  return { listen, end };
}

function worst(findings: readonly Finding[], most: number): { shown: Finding[]; hidden: number } {
  const sorted = [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return { shown: sorted.slice(0, most).reverse(), hidden: Math.max(0, sorted.length - most) };
}

interface LiveLine {
  print(text: string): void;
  follow(id: symbol, event: Event): void;
}

function liveLine(stream: TerminalStream, now: () => number): LiveLine {
  const runs = new Map<symbol, Progress>();
  const isTerminal = stream.isTTY === true;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const erase = isTerminal ? ERASE_LINE : '';
  const draw = (): void => {
    const state = together([...runs.values()]);
    if (state === undefined) return;
    stream.write(ERASE_LINE + cut(progressLine(state, now()), (stream.columns ?? COLUMNS) - 1));
    drawnAt = now();
  };
  const step = (before: Progress, after: Progress): void => {
    if (isTerminal && now() - drawnAt >= REDRAW_MS) draw();
    const isNextTenth = Math.floor(percent(after) / 10) > Math.floor(percent(before) / 10);
    if (!isTerminal && isNextTenth) stream.write(`${progressLine(after, now())}\n`);
  };
  const follow = (id: symbol, event: Event): void => {
    const before = event.type === 'run-started' ? startProgress(event, now()) : runs.get(id);
    if (before === undefined) return;
    const after = advance(before, event);
    runs.set(id, after);
    if (event.type !== 'run-ended') step(before, after);
    else {
      runs.delete(id);
      if (isTerminal) stream.write(`${erase}${progressLine(after, now())}\n`);
    }
  };
  const print = (text: string): void => {
    stream.write(erase + text);
    // The line is gone, so the next event draws it again.
    drawnAt = Number.NEGATIVE_INFINITY;
  };
  return { print, follow };
}
