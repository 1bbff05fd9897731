import { type Proof, tallyOf } from './proof.ts';
import { percent, reasonsIn, rowsBy, survivorsIn, tallyLine } from './proof-lines.ts';

/** The kill matrix of a contract as Markdown: by check, by operation, and what survived. */
export function proofMarkdown(proof: Proof): string {
  const { contract, version, seed, budget, reading, mutants, tried } = proof;
  const survivors = survivorsIn(proof);
  return [
    `## ${contract} ${version}`,
    '',
    `${mutants} mutants, seed ${seed}, budget ${budget}, reading ${reading}. ${tallyLine(tallyOf(tried))}.`,
    '',
    ...table(
      'check',
      rowsBy(tried, ({ check }) => check),
    ),
    ...table(
      'operation',
      rowsBy(tried, ({ operation }) => `\`${operation}\``),
    ),
    ...(survivors.length > 0
      ? ['Survived:', '', ...survivors.map(({ id, what }) => `- \`${id}\`: a server that ${what}`), '']
      : []),
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
