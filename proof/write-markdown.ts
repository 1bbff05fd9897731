import { type Proof, tallyOf } from './proof.ts';
import { fullLine, percent, reasonsIn, rowsBy, survivorsByReason, tallyLine } from './proof-lines.ts';

const INTRODUCTION = `# The proof

What the suite of each contract finds when a server departs from the contract. The server is the twin, made to depart in one
way at a time; such a mutant is *killed* when something is found of it, *equivalent* when no request of many tells it from the
twin, and has *survived* else. The score leaves out the equivalent ones. [Decision 18](decisions/0018-mutants-of-the-twin.md)
says how mutants are made and what the proof is worth.`;

/** The kill matrices of some contracts as one page of Markdown; `command` is what made it. */
export function proofPage(proofs: readonly Proof[], command: string): string {
  const rows = proofs.map((proof) => ({ name: proof.contract, ...tallyOf(proof.tried) }));
  return [
    INTRODUCTION,
    '',
    `Made by \`${command}\`.`,
    '',
    ...table('contract', rows),
    ...proofs.map(proofMarkdown),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

/** The kill matrix of a contract as Markdown: by check, by operation, and what survived. */
export function proofMarkdown(proof: Proof): string {
  const { contract, version, seed, budget, reading, mutants, tried, seeds, findingsOfTheTwin } = proof;
  const full = fullLine(tried);
  return [
    `## ${contract} ${version}`,
    '',
    `${mutants} mutants, seed ${seed}, budget ${budget}, reading ${reading}. ${tallyLine(tallyOf(tried))}.`,
    '',
    ...(full === '' ? [] : [`${full.replace(/^t/, 'T')}.`, '']),
    `On the twin itself, with ${seeds} ${seeds === 1 ? 'seed' : 'seeds in each reading'}: ${findingsOfTheTwin.length} findings.`,
    '',
    ...table(
      'check',
      rowsBy(tried, ({ check }) => check),
    ),
    ...table(
      'operation',
      rowsBy(tried, ({ operation }) => `\`${operation}\``),
    ),
    ...survivorsByReason(proof).flatMap(({ known, mutants: own }) => [
      known ? `Survived: ${known.reason} Planned: ${known.plan}` : 'Survived:',
      '',
      ...own.map(({ id, what }) => `- \`${id}\`: a server that ${what}`),
      '',
    ]),
    ...reasonsIn(proof).map(([why, count]) => `- ${count} not made, because ${why}`),
    '',
  ].join('\n');
}

function table(head: string, rows: ReturnType<typeof rowsBy>): string[] {
  return [
    `| ${head} | killed | survived | equivalent | score |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ({ name, killed, survived, equivalent, score }) =>
        `| ${name} | ${killed} | ${survived} | ${equivalent} | ${percent(score)} |`,
    ),
    '',
  ];
}
