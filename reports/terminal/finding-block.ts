import { jsonType } from '../../model/json.ts';
import type { Finding, RecordedResponse, RecordedStep } from '../../model/run.ts';
import { cut, terminalText } from '../visible-text.ts';
import { number, plural } from '../wording.ts';
import { codeFrame } from './code-frame.ts';
import { COLUMNS, spread, wrap } from './columns.ts';
import type { Painter } from './painter.ts';
import { fitted } from './text-width.ts';

const LABEL = 15;

// Of a longer story the end tells most.
const STEPS = 8;

/**
 * One finding as a block of lines: what broke, what the document says, what came, and how to see it again.
 * Only commands may be wider than 80 columns: they are there to be copied.
 */
export function findingBlock(finding: Finding, colour: Painter): string {
  return [
    titleLine(finding, colour),
    fitted(`  ${operationLine(finding)}`, COLUMNS),
    '',
    ...wrap(cut(terminalText(finding.message), 400), 4),
    '',
    ...frameLines(finding, colour),
    ...documentLines(finding, colour),
    ...(finding.wfc === undefined ? [] : [field('fault', `WFC ${finding.wfc}`, colour)]),
    field('expected', JSON.stringify(finding.expected), colour),
    field('received', receivedWords(finding), colour),
    ...bodyLines(finding, colour),
    ...stepLines(finding.steps, colour),
    label('repeat', colour) + terminalText(finding.curl),
    label('replay', colour) + terminalText(finding.replay),
  ].join('\n');
}

function titleLine({ level, check, count }: Finding, colour: Painter): string {
  const word = level.toUpperCase().padEnd(6);
  const [name, gap, seen] = spread(
    `${word}  ${terminalText(check)}`,
    count === 1 ? 'seen once' : `seen ${number(count)} times`,
  );
  return colour.level(level, word) + colour.strong(name.slice(word.length)) + gap + colour.faint(seen);
}

function operationLine({ operation, response }: Finding): string {
  return `${terminalText(operation)} → ${replyWords(response)}`;
}

function replyWords({ status, headers, failure }: RecordedResponse): string {
  if (status === null) return `no reply: ${terminalText(failure ?? 'unknown')}`;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return type === undefined ? String(status) : `${status} ${terminalText(type)}`;
}

function frameLines(finding: Finding, colour: Painter): string[] {
  const frame = codeFrame(finding, colour);
  return frame.length === 0 ? [field('contract', placeOf(finding), colour)] : [...frame, ''];
}

function placeOf({ source }: Finding): string {
  return `${source.file}:${source.line}:${source.column}`;
}

function documentLines({ source, pointer, keyword }: Finding, colour: Painter): string[] {
  const isOwn = source.document === source.file;
  const said = `${source.document}, ${source.at} (${source.basis})`;
  return [
    ...(isOwn ? [] : [field('document', said, colour)]),
    ...(source.reading === undefined ? [] : [field('reading', source.reading, colour)]),
    field('statement', keyword === null ? pointer : `${pointer}, ${keyword}`, colour),
  ];
}

function bodyLines({ request, response }: Finding, colour: Painter): string[] {
  return [
    ...(request.body === null ? [] : [field('request', request.body, colour)]),
    ...(response.body === null ? [] : [field('reply', response.body, colour)]),
  ];
}

/** The story, step by step, with the command for each; of a long one its end. */
function stepLines(steps: readonly RecordedStep[], colour: Painter): string[] {
  if (steps.length === 0) return [];
  const before = Math.max(0, steps.length - STEPS);
  const shown = steps.slice(before).flatMap(({ purpose, request, response, curl }, at) => {
    const line = `${before + at + 1}. ${request.method} ${pathOf(request.url)} → ${response.status ?? 'no reply'}, ${purpose}`;
    return [field('', line, colour), colour.faint(`${' '.repeat(LABEL)}${terminalText(curl)}`)];
  });
  const left = before === 0 ? '' : `, the first ${before} in the report`;
  return [field('after', plural(steps.length, 'step') + left, colour), ...shown];
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function receivedWords({ instance, received }: Finding): string {
  const place = instance === null || instance === '' ? '' : `${instance} = `;
  const isPlain = received === null || typeof received !== 'object';
  return `${place}${JSON.stringify(received)}${isPlain ? ` (${jsonType(received)})` : ''}`;
}

// Text that takes more than so many lines is no longer read here; the reports have all of it.
const LINES = 3;

function field(name: string, text: string, colour: Painter): string {
  const width = COLUMNS - LABEL;
  const [first = '', ...others] = wrap(cut(terminalText(text), LINES * width), LABEL).slice(0, LINES);
  return [label(name, colour) + first.trimStart(), ...others].join('\n');
}

function label(name: string, colour: Painter): string {
  return colour.faint(`    ${name}`.padEnd(LABEL));
}
