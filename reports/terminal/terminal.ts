import type { Drift } from '../../model/drift.ts';
import type { Event } from '../../model/event.ts';
import type { Finding, Run } from '../../model/run.ts';
import { LEVELS } from '../../model/statement.ts';
import { driftText } from '../compare/drift-text.ts';
import { terminalText } from '../visible-text.ts';
import { plural } from '../wording.ts';
import { agentBlock } from './agent-block.ts';
import { findingBlock } from './finding-block.ts';
import { header } from './header.ts';
import { type LiveLine, printedLines, redrawnLine, silentLine } from './live-line.ts';
import { type Painter, painter } from './painter.ts';
import { summaries } from './summary.ts';
import type { TerminalStream } from './terminal-stream.ts';
import { waiverBlock } from './waiver-block.ts';

/** How a terminal is written to. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Where findings and summary go for a program that reads them, in a form for it; for people they go to the stream. */
  readonly agent?: TerminalStream | undefined;
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

/** Tells people how runs go, by one redrawn line on a terminal and a line for every 10 % elsewhere; or an agent, without. */
export function terminal(stream: TerminalStream, options: TerminalOptions): Terminal {
  const { agent } = options;
  const colour = painter(options.colour && agent === undefined);
  const live = lineFor(stream, options);
  const listen = () => {
    const id = Symbol('run');
    const warned = new Set<string>();
    return (event: Event): void => {
      if (event.type === 'run-started') live.print(`${header(event)}\n\n`);
      // What every reply brings up is said once.
      if (event.type === 'warning' && !warned.has(event.warning.message)) {
        warned.add(event.warning.message);
        live.print(`${colour.doubtful('warning')}  ${terminalText(event.warning.message)}\n`);
      }
      live.follow(id, event);
    };
  };
  const end: Terminal['end'] = (runs, files, drifts = []) => {
    const parts = [
      ...findingParts(runs, options, colour),
      ...waiverBlock(runs, colour),
      ...drifts.map((drift) => driftText(drift, colour)),
      summaries(runs, files, colour, drifts),
    ];
    if (agent) agent.write(`${parts.join('\n\n')}\n`);
    else live.print(`${['', ...parts].join('\n\n')}\n`);
  };
  return { listen, end };
}

function lineFor(stream: TerminalStream, { agent, now = Date.now }: TerminalOptions): LiveLine {
  if (agent) return silentLine(stream);
  return stream.isTTY === true ? redrawnLine(stream, now) : printedLines(stream, now);
}

function findingParts(
  runs: readonly Run[],
  { agent, blocks = 10 }: TerminalOptions,
  colour: Painter,
): string[] {
  const open = runs.flatMap(({ findings }) => findings.filter(({ waived }) => waived === null));
  const { shown, hidden } = worst(open, blocks);
  const more = `${plural(hidden, 'milder finding')} not shown here; the report has all.`;
  const told = shown.map((finding) => (agent ? agentBlock(finding) : findingBlock(finding, colour)));
  return hidden === 0 ? told : [more, ...told];
}

function worst(findings: readonly Finding[], most: number): { shown: Finding[]; hidden: number } {
  const sorted = [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return { shown: sorted.slice(0, most).reverse(), hidden: Math.max(0, sorted.length - most) };
}
