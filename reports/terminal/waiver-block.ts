import type { Finding, Run } from '../../model/run.ts';
import { failsRun, type JudgedWaiver, placeOf } from '../../model/waiver.ts';
import { terminalText } from '../visible-text.ts';
import { backing, WAIVER_WORDS, waiverSubject } from '../waiver-wording.ts';
import { COLUMNS, wrap } from './columns.ts';
import type { Painter } from './painter.ts';
import { fitted } from './text-width.ts';

/** The findings that are waived, and the entries that waive none; those that fail the run come last. Nothing where there are none. */
export function waiverBlock(runs: readonly Run[], colour: Painter): string[] {
  const waived = runs.flatMap(({ findings }) => findings.filter((each) => each.waived !== null));
  const others = runs.flatMap(({ waivers }) => waivers.filter(({ status }) => status !== 'used'));
  const idle = others.filter((waiver) => !failsRun(waiver));
  const failing = others.filter(failsRun);
  const lines = [
    ...waived.flatMap((finding) => findingLines(finding, colour)),
    ...[...idle, ...failing].flatMap((waiver) => entryLines(waiver, colour)),
  ];
  return lines.length === 0 ? [] : [[colour.strong('Waivers'), ...lines].join('\n')];
}

function findingLines(finding: Finding, colour: Painter): string[] {
  const { waived, level, check, operation, fingerprint } = finding;
  if (waived === null) return [];
  const word = 'WAIVED'.padEnd(8);
  const head = `  ${word}  ${level.toUpperCase()}  ${terminalText(check)}  ${terminalText(operation)}  ${terminalText(fingerprint)}`;
  const shown = fitted(head, COLUMNS);
  return [
    `  ${colour.doubtful(word)}${shown.slice(2 + word.length)}`,
    ...wrap(terminalText(finding.message), INDENT),
    ...wrap(terminalText(waived.reason), INDENT),
    ...wrap(terminalText(`${waived.owner}, ${backing(waived)}, until ${waived.expires}`), INDENT),
    ...wrap(terminalText(placeOf(waived)), INDENT),
  ];
}

const INDENT = 12;

function entryLines(waiver: JudgedWaiver, colour: Painter): string[] {
  const word = WAIVER_WORDS[waiver.status].toUpperCase().padEnd(8);
  const paint = failsRun(waiver) ? colour.bad : colour.faint;
  const shown = fitted(`  ${word}  ${terminalText(placeOf(waiver))}`, COLUMNS);
  return [
    `  ${paint(word)}${shown.slice(2 + word.length)}`,
    ...wrap(terminalText(waiverSubject(waiver)), INDENT),
    ...wrap(terminalText(waiver.why ?? ''), INDENT),
    ...wrap(
      terminalText(`${waiver.reason} (${waiver.owner}, ${backing(waiver)}, until ${waiver.expires})`),
      INDENT,
    ),
  ];
}
