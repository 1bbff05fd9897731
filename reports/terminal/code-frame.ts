import { type Evidence, evidenceText } from '../../model/evidence.ts';
import type { Finding } from '../../model/run.ts';
import { terminalText } from '../visible-text.ts';
import { COLUMNS, wrap } from './columns.ts';
import type { Painter } from './painter.ts';
import { fitted, textWidth } from './text-width.ts';

// Enough to see what the line is a part of.
const LINES_BEFORE = 2;
const INDENT = 4;
// Of a line that is cut, so much stands before what the caret points at.
const LEAD = 16;

type Framed = Pick<Finding, 'frame' | 'source'> & Evidence;

/**
 * The place in the contract with the lines before it, and a caret below what is broken; nothing where the lines are not
 * known. At most 80 columns wide: of longer lines what stands around the caret is shown.
 */
export function codeFrame(finding: Framed, colour: Painter): string[] {
  const { frame, source } = finding;
  const at = source.line - frame.firstLine;
  const line = frame.lines[at];
  if (line === undefined) return [];
  const first = Math.max(0, at - LINES_BEFORE);
  const rows = frame.lines.slice(first, at + 1);
  const gutter = String(source.line).length;
  const room = COLUMNS - INDENT - gutter - ' │ '.length;
  const caret = caretIn(line, source.column);
  const cutting = cuttingOf(rows, caret, room);
  const [from, to] = shownColumns(line, caret, cutting);
  const edge = (number: string) => `${' '.repeat(INDENT)}${colour.faint(`${number.padStart(gutter)} │`)}`;
  const code = rows.map((row, index) => {
    const text = shownRow(row, cutting);
    return `${edge(String(frame.firstLine + first + index))}${text === '' ? '' : ` ${text}`}`;
  });
  const signs = '^'.repeat(to - from);
  const words = caretWords(finding, room - to - 1);
  return [
    ...wrap(terminalText(`${source.file}:${source.line}:${source.column}`), INDENT).map(colour.strong),
    ...code,
    `${edge('')} ${' '.repeat(from)}${colour.bad(words === '' ? signs : `${signs} ${words}`)}`,
  ];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is left away before and behind: code units of each row. */
interface Cutting {
  readonly start: number;
  readonly room: number;
}

// The key at the column, with its quotes; a list's dash is none.
const TOKEN = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s:,{}[\]]+)/;

/** The word that stands at a column, counted from 1. */
function caretIn(line: string, column: number): Span {
  const start = Math.min(Math.max(0, column - 1), line.length);
  const word = TOKEN.exec(line.slice(start))?.[0] ?? '';
  return { start, end: start + Math.max(1, word.length) };
}

/** The indentation that all rows have goes first; where that does not suffice, the rows begin near the caret. */
function cuttingOf(rows: readonly string[], caret: Span, room: number): Cutting {
  const common = Math.min(
    ...rows.filter((row) => row.trim() !== '').map((row) => /^ */.exec(row)?.[0].length ?? 0),
    caret.start,
  );
  const isShort = textWidth(terminalText((rows.at(-1) ?? '').slice(common, caret.end))) <= room - 1;
  return { start: isShort ? common : Math.max(common, caret.start - LEAD), room };
}

function shownRow(row: string, { start, room }: Cutting): string {
  const rest = terminalText(row.slice(start)).trimEnd();
  const isCut = row.slice(0, start).trim() !== '';
  return fitted(isCut ? `…${rest.slice(1)}` : rest, room);
}

/** The columns of the caret's signs below the row as it is shown. */
function shownColumns(line: string, caret: Span, { start, room }: Cutting): [from: number, to: number] {
  const before = Math.min(textWidth(terminalText(line.slice(start, caret.start))), room - 1);
  const word = textWidth(terminalText(line.slice(caret.start, caret.end)));
  return [before, Math.min(room, before + Math.max(1, word))];
}

// Longer values are read where they stand whole, below.
const SHORT = 30;

/** What was expected there, and what came: as much as fits. */
function caretWords(framed: Framed, room: number): string {
  const wanted = terminalText(evidenceText(framed, 'expected'));
  const came = terminalText(evidenceText(framed, 'received'));
  const isShort = textWidth(wanted) <= SHORT;
  const both = isShort && textWidth(came) <= SHORT ? `expected ${wanted}, ${came} came` : '';
  const choices = [both, isShort ? `expected ${wanted}` : '', 'broken here'];
  return choices.find((words) => words !== '' && textWidth(words) <= room) ?? '';
}
