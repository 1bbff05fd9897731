import type { Finding, RecordedStep } from '../../model/run.ts';
import { cut, terminalText } from '../visible-text.ts';
import { codeFrame } from './code-frame.ts';
import { COLUMNS, spread, wrap } from './columns.ts';
import {
  documentFields,
  evidenceFields,
  type Field,
  operationLine,
  placeOf,
  seenWords,
  storyOf,
} from './finding-fields.ts';
import type { Painter } from './painter.ts';
import { fitted } from './text-width.ts';

const LABEL = 15;

/**
 * One finding as a block of lines: what broke, what the document says, what came, and how to see it again.
 * Only commands may be wider than 80 columns: they are there to be copied.
 */
export function findingBlock(finding: Finding, colour: Painter): string {
  return [
    titleLine(finding, colour),
    fitted(`  ${operationLine(finding)}`, COLUMNS),
    '',
    ...findingBody(finding, colour),
    label('replay', colour) + terminalText(finding.replay),
  ].join('\n');
}

/** The block without its title, and without the command that replays it. */
export function findingBody(finding: Finding, colour: Painter): string[] {
  return [
    ...wrap(cut(terminalText(finding.message), 400), 4),
    '',
    ...frameLines(finding, colour),
    ...documentFields(finding).map((each) => fieldLines(each, colour)),
    ...evidenceFields(finding).map((each) => fieldLines(each, colour)),
    ...stepLines(finding.steps, colour),
    label('repeat', colour) + terminalText(finding.curl),
  ];
}

function titleLine({ level, check, count }: Finding, colour: Painter): string {
  const word = level.toUpperCase().padEnd(6);
  const [name, gap, seen] = spread(`${word}  ${terminalText(check)}`, seenWords(count));
  return colour.level(level, word) + colour.strong(name.slice(word.length)) + gap + colour.faint(seen);
}

function frameLines(finding: Finding, colour: Painter): string[] {
  const frame = codeFrame(finding, colour);
  return frame.length === 0 ? [fieldLines(['contract', placeOf(finding)], colour)] : [...frame, ''];
}

/** The story, step by step, with the command for each. */
function stepLines(steps: readonly RecordedStep[], colour: Painter): string[] {
  if (steps.length === 0) return [];
  const { title, lines } = storyOf(steps);
  const shown = lines.flatMap(({ text, curl }) => [
    fieldLines(['', text], colour),
    colour.faint(' '.repeat(LABEL) + curl),
  ]);
  return [fieldLines(['after', title], colour), ...shown];
}

// Text that takes more than so many lines is no longer read here; the reports have all of it.
const LINES = 3;

function fieldLines([name, text]: Field, colour: Painter): string {
  const width = COLUMNS - LABEL;
  const [first = '', ...others] = wrap(cut(terminalText(text), LINES * width), LABEL).slice(0, LINES);
  return [label(name, colour) + first.trimStart(), ...others].join('\n');
}

function label(name: string, colour: Painter): string {
  return colour.faint(`    ${name}`.padEnd(LABEL));
}
