// Mutates our own code, one folder after another, lets the tests beside it judge the mutants, and writes docs/mutation.md.
// Arguments are folders; all of them where none is given. What neither changed nor is tested by what changed is not tried again.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['model', 'contract', 'plan', 'checks', 'generators'];
const {
  mutate: patterns,
  incrementalFile,
  thresholds,
} = JSON.parse(readFileSync('stryker.config.json', 'utf8'));

const asked = process.argv.slice(2);
const unknown = asked.filter((folder) => !FOLDERS.includes(folder));
if (unknown.length > 0) {
  process.stderr.write(
    `${unknown.join(', ')}: not a folder that is mutated. They are ${FOLDERS.join(', ')}.\n`,
  );
  process.exit(2);
}

const failed = (asked.length > 0 ? asked : FOLDERS).filter((folder) => !mutate(folder));
writeFileSync(join('docs', 'mutation.md'), page(scores()));
if (failed.length > 0) {
  process.stderr.write(`Below ${thresholds.break} %, or not tried to the end: ${failed.join(', ')}.\n`);
  process.exitCode = 1;
}

/** Whether the mutants of a folder were all tried and enough of them noticed. */
function mutate(folder) {
  const files = [`${folder}/**/*.ts`, ...patterns.filter((pattern) => pattern.startsWith('!'))];
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', files.join(',')], { stdio: 'inherit' });
  return status === 0;
}

/** What became of the mutants of each file, by what was tried last of each. */
function scores() {
  const { files } = JSON.parse(readFileSync(incrementalFile, 'utf8'));
  return Object.entries(files).map(([file, { mutants }]) => {
    const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
    return {
      file,
      noticed: count('Killed', 'Timeout'),
      survived: count('Survived'),
      untested: count('NoCoverage'),
      constant: count('Ignored'),
    };
  });
}

function sum(rows) {
  const of = (key) => rows.reduce((so, row) => so + row[key], 0);
  const [noticed, survived, untested, constant] = ['noticed', 'survived', 'untested', 'constant'].map(of);
  return { noticed, survived, untested, constant, score: scoreOf(noticed, survived + untested) };
}

function scoreOf(noticed, missed) {
  return noticed + missed === 0 ? 100 : (100 * noticed) / (noticed + missed);
}

function page(rows) {
  const lines = FOLDERS.map((folder) => {
    const own = rows.filter(({ file }) => file.startsWith(`${folder}/`));
    if (own.length === 0) return `| ${folder} | | | | | | not measured yet |`;
    const { noticed, survived, untested, constant, score } = sum(own);
    const cells = [own.length, noticed, survived, untested, constant].map((count) =>
      count.toLocaleString('en'),
    );
    return `| ${folder} | ${cells.join(' | ')} | ${score.toFixed(1)} % |`;
  });
  const low = rows
    .map((row) => ({ ...row, ...sum([row]) }))
    .filter(({ score }) => score < thresholds.break)
    .sort((one, other) => one.score - other.score || one.file.localeCompare(other.file));
  return `# How many faults in our own code its tests notice

Written by \`npm run mutate\`: StrykerJS changes one thing at a time in the code of these folders, and the tests that stand beside it
have to fail. The bound is ${thresholds.break} % of each folder. "Untested" is what no such test runs (it may well be run by whole runs,
which are too slow to judge thousands of mutants); "constant" is what is computed when a module is loaded, which is not tried.

| folder | files | noticed | survived | untested | constant | score |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}

${low.length === 0 ? `No file is below ${thresholds.break} %.` : `Below ${thresholds.break} % by themselves:\n\n| file | noticed | survived | untested | score |\n| --- | ---: | ---: | ---: | ---: |\n${low.map(({ file, noticed, survived, untested, score }) => `| ${file} | ${noticed} | ${survived} | ${untested} | ${score.toFixed(1)} % |`).join('\n')}`}
`;
}
