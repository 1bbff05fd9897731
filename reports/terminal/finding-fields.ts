import { evidenceText, isText } from '../../model/evidence.ts';
import { jsonType } from '../../model/json.ts';
import type { Finding, RecordedResponse, RecordedStep } from '../../model/run.ts';
import { terminalText } from '../visible-text.ts';
import { number, plural } from '../wording.ts';

/** One thing that the block of a finding tells: its name, and text of whatever length, not yet made safe to show. */
export type Field = readonly [name: string, text: string];

// Of a longer story the end tells most.
const STEPS = 8;

/** The operation and what it answered. */
export function operationLine({ operation, response }: Pick<Finding, 'operation' | 'response'>): string {
  return `${terminalText(operation)} → ${replyWords(response)}`;
}

/** How often it was seen in the run. */
export function seenWords(count: number): string {
  return count === 1 ? 'seen once' : `seen ${number(count)} times`;
}

/** Where the statement stands in the contract. */
export function placeOf({ source }: Pick<Finding, 'source'>): string {
  return `${source.file}:${source.line}:${source.column}`;
}

/** What the statement rests on. */
export function documentFields({ source, pointer, keyword }: Finding): Field[] {
  const isOwn = source.document === source.file;
  return [
    ...(isOwn ? [] : ([['document', `${source.document}, ${source.at} (${source.basis})`]] as const)),
    ...(source.reading === undefined ? [] : ([['reading', source.reading]] as const)),
    ['statement', keyword === null ? pointer : `${pointer}, ${keyword}`],
  ];
}

/** What was wanted, what came, and the bodies in which it stands. */
export function evidenceFields(finding: Finding): Field[] {
  const { wfc, request, response } = finding;
  return [
    ...(wfc === undefined ? [] : ([['fault', `WFC ${wfc}`]] as const)),
    ['expected', evidenceText(finding, 'expected')],
    ['received', receivedWords(finding)],
    ...(request.body === null ? [] : ([['request', request.body]] as const)),
    ...(response.body === null ? [] : ([['reply', response.body]] as const)),
  ];
}

/** The steps of a story that are shown, each in a line, and how many there are. */
export function storyOf(steps: readonly RecordedStep[]): {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly curl: string }[];
} {
  const before = Math.max(0, steps.length - STEPS);
  const lines = steps.slice(before).map(({ purpose, request, response, curl }, at) => ({
    text: `${before + at + 1}. ${stepWords(request, response.status)}, ${purpose}`,
    curl: terminalText(curl),
  }));
  const left = before === 0 ? '' : `, the first ${before} in the report`;
  return { title: plural(steps.length, 'step') + left, lines };
}

/** `POST /pets → 201`. */
function stepWords({ method, url }: RecordedStep['request'], status: number | null): string {
  return `${method} ${URL.canParse(url) ? new URL(url).pathname : url} → ${status ?? 'no reply'}`;
}

function replyWords({ status, headers, failure }: RecordedResponse): string {
  if (status === null) return `no reply: ${terminalText(failure ?? 'unknown')}`;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return type === undefined ? String(status) : `${status} ${terminalText(type)}`;
}

function receivedWords(finding: Finding): string {
  const { instance, received } = finding;
  const place = instance === null || instance === '' ? '' : `${instance} = `;
  const isPlain = !isText(finding, 'received') && (received === null || typeof received !== 'object');
  return `${place}${evidenceText(finding, 'received')}${isPlain ? ` (${jsonType(received)})` : ''}`;
}
