import type { Event } from '../../model/event.ts';
import { COLUMNS } from './columns.ts';
import { advance, type Progress, percent, progressLine, startProgress, together } from './progress.ts';
import type { TerminalStream } from './terminal-stream.ts';

/** The one line that tells how far all runs are, and what is printed above it. */
export interface LiveLine {
  print(text: string): void;
  follow(id: symbol, event: Event): void;
}

// Ten times a second.
const REDRAW_MS = 100;
const ERASE_LINE = '\r\u001b[2K';

/** Redrawn on a terminal, at most ten times a second. */
export function redrawnLine(stream: TerminalStream, now: () => number): LiveLine {
  let drawnAt = Number.NEGATIVE_INFINITY;
  // The last column is left free: some terminals go on to the next line there.
  const lineOf = (state: Progress) => progressLine(state, now(), (stream.columns ?? COLUMNS) - 1);
  return {
    print(text) {
      stream.write(ERASE_LINE + text);
      // The line is gone, so the next event draws it again.
      drawnAt = Number.NEGATIVE_INFINITY;
    },
    follow: following(now, (_, after, all) => {
      if (after.isOver) {
        stream.write(`${ERASE_LINE}${lineOf(after)}\n`);
        drawnAt = Number.NEGATIVE_INFINITY;
      } else if (now() - drawnAt >= REDRAW_MS) {
        stream.write(ERASE_LINE + lineOf(all));
        drawnAt = now();
      }
    }),
  };
}

/** A line for every 10 % where there is no terminal; of several runs at once each has its name. */
export function printedLines(stream: TerminalStream, now: () => number): LiveLine {
  return {
    print: (text) => void stream.write(text),
    follow: following(now, (before, after, all) => {
      if (Math.floor(percent(after) / 10) <= Math.floor(percent(before) / 10)) return;
      const isAlone = all.name === after.name;
      const shown = isAlone ? after : { ...after, phase: `${after.name} ${after.phase}` };
      stream.write(`${progressLine(shown, now(), COLUMNS)}\n`);
    }),
  };
}

/** Only what is printed, for readers that pay for every line. */
export function silentLine(stream: TerminalStream): LiveLine {
  return { print: (text) => void stream.write(text), follow: () => undefined };
}

/** Keeps the state of each run and tells of each step, of the run itself and of all together. */
function following(
  now: () => number,
  step: (before: Progress, after: Progress, all: Progress) => void,
): LiveLine['follow'] {
  const runs = new Map<symbol, Progress>();
  return (id, event) => {
    const before = event.type === 'run-started' ? startProgress(event, now()) : runs.get(id);
    if (before === undefined) return;
    const after = advance(before, event);
    runs.set(id, after);
    step(before, after, together([...runs.values()]) ?? after);
    if (after.isOver) runs.delete(id);
  };
}
