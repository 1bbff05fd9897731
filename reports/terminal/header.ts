import type { Event } from '../../model/event.ts';
import { TOOL } from '../tool.ts';
import { terminalText } from '../visible-text.ts';
import { EMBEDDED_WORDS, number, plural } from '../wording.ts';
import { COLUMNS } from './columns.ts';
import { fitted } from './text-width.ts';

/** What is run against what, said once before anything is sent. */
export function header(started: Extract<Event, { type: 'run-started' }>): string {
  const { contract, target, mode, seed, budget, cases } = started;
  const product =
    contract.productVersion === null ? '' : `, product ${terminalText(contract.productVersion)}`;
  const title = `${terminalText(contract.title)} ${terminalText(contract.version)}${product}`;
  const count = `(${plural(started.operations.length, 'operation')})`;
  const head = `${TOOL.name} ${TOOL.version}  `;
  const what = `${head}${fitted(title, COLUMNS - head.length - count.length - 1)} ${count}`;
  const embedded = target.kind === 'live' ? '' : ` (${EMBEDDED_WORDS[target.kind]})`;
  const where = `→ ${terminalText(target.url)}${embedded}`;
  const how = `seed ${seed}  budget ${terminalText(budget)}  mode ${mode}  ${number(cases)} cases`;
  const isShort = what.length + where.length + 2 <= COLUMNS;
  const lines = isShort ? [`${what}  ${where}`, how] : [what, where, how];
  return lines.map((line) => fitted(line, COLUMNS)).join('\n');
}
