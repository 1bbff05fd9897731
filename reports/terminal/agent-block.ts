import type { Finding } from '../../model/run.ts';
import { cut, terminalText } from '../visible-text.ts';
import {
  documentFields,
  evidenceFields,
  type Field,
  operationLine,
  placeOf,
  seenWords,
  storyOf,
} from './finding-fields.ts';

// Enough to see what is wrong; the reports have all of it.
const LONGEST = 300;

/**
 * One finding for a program that reads text: what the block for people says, without frame and colour, each thing on a
 * line of its own that begins with its name.
 */
export function agentBlock(finding: Finding): string {
  const { level, check, count, message, steps, curl, replay } = finding;
  const title = [level.toUpperCase(), terminalText(check), operationLine(finding)].join(' ');
  return [
    `${cut(title, LONGEST)}, ${seenWords(count)}`,
    ...[
      ['message', message] as const,
      ['contract', placeOf(finding)] as const,
      ...documentFields(finding),
      ...evidenceFields(finding),
      ...(steps.length === 0 ? [] : storyFields(finding)),
    ].map(fieldLine),
    // Commands are there to be run, so they are whole.
    `  repeat: ${terminalText(curl)}`,
    `  replay: ${terminalText(replay)}`,
    `  explain: assay explain ${terminalText(check)}`,
  ].join('\n');
}

function storyFields({ steps }: Finding): Field[] {
  const { title, lines } = storyOf(steps);
  return [['after', title], ...lines.map(({ text }): Field => ['step', text])];
}

function fieldLine([name, text]: Field): string {
  return `  ${name}: ${cut(terminalText(text), LONGEST)}`;
}
