import { type Proof, type TriedMutant, tallyOf } from './proof.ts';
import { fullLine, percent, reasonsIn, rowsBy, survivorsByReason, tallyLine } from './proof-lines.ts';

const NUMBER = 10;

/** The kill matrix of a contract as a terminal shows it: by check, then what survived, then what it came to. */
export function proofText(proof: Proof): string {
  const { contract, version, seed, budget, reading, mutants, tried, seeds, findingsOfTheTwin } = proof;
  const rows = rowsBy(tried, ({ check }) => check);
  const width = Math.max('check'.length, ...rows.map(({ name }) => name.length)) + 2;
  const line = (name: string, ...cells: readonly (number | string)[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(NUMBER)).join('')}`;
  const full = fullLine(tried);
  const survivors = survivorsByReason(proof).flatMap(({ known, mutants: own }) => [
    known ? `survived: ${known.reason}` : 'survived',
    ...own.flatMap(survivorLines),
    ...(known ? [`  planned: ${known.plan}`] : []),
    '',
  ]);
  return [
    `${contract} ${version}: ${mutants} mutants of its twin, seed ${seed}, budget ${budget}, reading ${reading}`,
    '',
    line('check', 'killed', 'survived', 'equivalent', ''),
    ...rows.map(({ name, killed, survived, equivalent, score }) =>
      line(name, killed, survived, equivalent, percent(score)),
    ),
    '',
    ...survivors,
    ...reasonsIn(proof).map(([why, count]) => `  not made: ${count}, because ${why}`),
    ...(full === '' ? [] : [`  ${full}`]),
    `  the twin itself, with ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}: ${ownLine(findingsOfTheTwin)}`,
    `  ${tallyLine(tallyOf(tried))}`,
    '',
  ].join('\n');
}

function survivorLines({ id, what, departed, probes, error }: TriedMutant): string[] {
  return [
    `  ${id}`,
    error === undefined
      ? `    a server that ${what}; it departed ${departed} times, and ${probes} requests tell it from the twin`
      : `    a server that ${what}; the suite broke off: ${error}`,
  ];
}

function ownLine(found: Proof['findingsOfTheTwin']): string {
  const [first] = found;
  if (!first) return 'no finding';
  const { seed, reading, check, operation, message } = first;
  return `${found.length} findings; the first with seed ${seed}, ${reading}: ${check} ${operation}: ${message}`;
}
