import type { ReplayAnswer, ReplayVerdict } from '../../model/replay.ts';
import type { ListedExchange } from '../../model/run.ts';
import { COLUMNS, wrap } from '../terminal/columns.ts';
import { findingBody } from '../terminal/finding-block.ts';
import { operationLine } from '../terminal/finding-fields.ts';
import type { Painter } from '../terminal/painter.ts';
import { fitted } from '../terminal/text-width.ts';
import { terminalText } from '../visible-text.ts';

/** The answers in the words that readers see. */
export const REPLAY_WORDS: Readonly<Record<ReplayVerdict, string>> = {
  fixed: 'FIXED',
  'still-broken': 'STILL BROKEN',
  'cannot-tell': 'CANNOT TELL',
};

// Of a longer story the end tells most.
const SHOWN = 12;

/** Whether a finding is still there, in the first line, then what was sent again and what came. */
export function replayText(answer: ReplayAnswer, colour: Painter): string {
  return `${[titleLine(answer, colour), ...body(answer, colour)].join('\n')}\n`;
}

function titleLine({ verdict, finding, found }: ReplayAnswer, colour: Painter): string {
  const elsewhere = verdict === 'fixed' && found !== null ? ', but the check breaks elsewhere' : '';
  const word = REPLAY_WORDS[verdict] + elsewhere;
  const level = verdict === 'still-broken' ? ` (${(found ?? finding).level.toUpperCase()})` : '';
  const paint = { fixed: colour.good, 'still-broken': colour.bad, 'cannot-tell': colour.doubtful }[verdict];
  return `${paint(word)}  ${colour.strong(terminalText(finding.check))}  ${terminalText(finding.operation)}${level}`;
}

function body(answer: ReplayAnswer, colour: Painter): string[] {
  const { finding, found, why, target, sent } = answer;
  const where = fitted(`  on ${terminalText(target)}`, COLUMNS);
  if (found) {
    return [
      fitted(`  ${operationLine(found)}`, COLUMNS),
      where,
      '',
      // Its request and reply, or its steps, are what was sent again.
      ...findingBody(found, colour),
    ];
  }
  return [
    where,
    '',
    ...(why === null ? [] : [...wrap(terminalText(why), 4), '']),
    ...wrap(terminalText(`It was: ${finding.message}`), 4),
    ...sentLines(sent, colour),
  ];
}

function sentLines(sent: readonly ListedExchange[], colour: Painter): string[] {
  if (sent.length === 0) return [];
  const before = Math.max(0, sent.length - SHOWN);
  const lines = sent.slice(before).map(({ method, path, status, purpose }, at) => {
    const number = String(before + at + 1).padStart(3);
    return fitted(
      `    ${number}. ${terminalText(`${method} ${path} → ${status ?? 'no reply'}, ${purpose}`)}`,
      COLUMNS,
    );
  });
  const left = before === 0 ? '' : `, the last ${SHOWN} of ${sent.length}`;
  return ['', `    ${colour.faint(`sent again${left}`)}`, ...lines];
}
