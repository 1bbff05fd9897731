// Mutates our own code, one folder after another, lets the tests in the folder judge its mutants, and writes docs/mutation.md.
// Arguments are folders; all of them where none is given. What the page says of the others stays as it is, and mutants are not
// tried again where neither they nor their tests changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['model', 'contract', 'plan', 'checks', 'generators'];
const PAGE = join('docs', 'mutation.md');
const {
  mutate: patterns,
  jsonReporter,
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

const failed = (asked.length > 0 ? asked : FOLDERS).filter((folder) => {
  rmSync(jsonReporter.fileName, { force: true });
  mutate(folder);
  if (!existsSync(jsonReporter.fileName)) return true;
  const rows = scores(folder);
  writeFileSync(PAGE, page(folder, rows));
  return scoreOf(total(rows)) < thresholds.break;
});
if (failed.length > 0) {
  process.stderr.write(`Below ${thresholds.break} %, or not tried to the end: ${failed.join(', ')}.\n`);
  process.exitCode = 1;
}

function mutate(folder) {
  const files = [`${folder}/**/*.ts`, ...patterns.filter((pattern) => pattern.startsWith('!'))];
  const env = { ...process.env, MUTATED: folder };
  spawnSync('npx', ['stryker', 'run', '--mutate', files.join(',')], { stdio: 'inherit', env });
}

/** What became of the mutants of each file of a folder; the report knows those of earlier times, too. */
function scores(folder) {
  const { files } = JSON.parse(readFileSync(jsonReporter.fileName, 'utf8'));
  const own = Object.entries(files).filter(([file]) => file.startsWith(`${folder}/`));
  return own.map(([file, { mutants }]) => {
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

function total(rows) {
  const sum = (key) => rows.reduce((so, row) => so + row[key], 0);
  return Object.fromEntries(['noticed', 'survived', 'untested', 'constant'].map((key) => [key, sum(key)]));
}

function scoreOf({ noticed, survived, untested }) {
  const all = noticed + survived + untested;
  return all === 0 ? 100 : (100 * noticed) / all;
}

function line(name, counts, score) {
  return `| ${[name, ...counts.map((count) => count.toLocaleString('en')), `${score.toFixed(1)} %`].join(' | ')} |`;
}

function folderLine(folder, rows) {
  const all = total(rows);
  return line(folder, [rows.length, all.noticed, all.survived, all.untested, all.constant], scoreOf(all));
}

function lowLines(rows) {
  return rows
    .filter((row) => scoreOf(row) < thresholds.break)
    .sort((one, other) => scoreOf(one) - scoreOf(other) || one.file.localeCompare(other.file))
    .map((row) => line(row.file, [row.noticed, row.survived, row.untested], scoreOf(row)));
}

function page(tried, rows) {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8').split('\n') : [];
  const folders = FOLDERS.map((folder) => {
    if (folder === tried) return folderLine(folder, rows);
    return (
      before.find((old) => old.startsWith(`| ${folder} |`)) ?? `| ${folder} | | | | | | not measured yet |`
    );
  });
  const low = FOLDERS.flatMap((folder) =>
    folder === tried ? lowLines(rows) : before.filter((old) => old.startsWith(`| ${folder}/`)),
  );
  return `# How many faults in our own code its tests notice

Written by \`npm run mutate\`: StrykerJS changes one thing at a time in the code of these folders, and the tests that stand in the
folder have to fail. The bound is ${thresholds.break} % of each. "Untested" is what no such test runs; it may well be run by whole runs,
which are too slow to judge thousands of mutants. "Constant" is what is computed when a module is loaded, which is not tried.

| folder | files | noticed | survived | untested | constant | score |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${folders.join('\n')}

${low.length === 0 ? `No measured file is below ${thresholds.break} % by itself.` : `Below ${thresholds.break} % by themselves:\n\n| file | noticed | survived | untested | score |\n| --- | ---: | ---: | ---: | ---: |\n${low.join('\n')}`}
`;
}
