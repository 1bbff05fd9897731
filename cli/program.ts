import { Command, Option } from 'commander';
import { TOOL } from '../reports/tool.ts';
import {
  readings,
  repeated,
  withConfigFile,
  withConnection,
  withRebuild,
  withReports,
  withSelection,
  withVersion,
} from './option-groups.ts';

const COLUMNS = 80;
const MIN_COLUMNS = 20;

const EXIT_CODES = `
Exit codes: 0 conformant, 1 findings at or above --fail-on, less covered than
--min-coverage, a waiver that is stale or expired, or drift from --against,
2 usage, configuration or contract error, 3 could not test, 4 something left
behind, 70 a bug of assay, 130 and 143 interrupted.`;

const CONTRACTS = [
  '[contract...]',
  'a name under specs/ or an OpenAPI file; none: all that are shipped',
] as const;
const CONTRACT = ['<contract>', 'a name under specs/ or an OpenAPI file'] as const;

type Done = (code: number) => void;

/** The commands, each loaded when it is asked for; `done` is told a command's exit code. */
export function program(done: Done): Command {
  const root = new Command('assay')
    .description('Learn whether an API keeps its word.')
    .version(TOOL.version, '-V, --version', 'show the version')
    .configureOutput({
      getOutHelpWidth: () => COLUMNS,
      getErrHelpWidth: () => COLUMNS,
      outputError: (text, write) =>
        write(
          `assay: ${text
            .trim()
            .replace(/^error: /, '')
            .replace('\n', ' ')}\n`,
        ),
    })
    .configureHelp({ subcommandTerm: termOf, minWidthToWrap: MIN_COLUMNS })
    .exitOverride()
    .addHelpText(
      'after',
      examples('assay run', 'assay run nsx-sensor --target https://ssp.example.com', 'assay run --help'),
    );
  const commands = [
    addRun,
    addPlan,
    addList,
    addDoctor,
    addMock,
    addLint,
    addReplay,
    addWaive,
    addCompare,
    addReport,
    addMerge,
    addCleanup,
    addProve,
  ];
  for (const add of commands) add(root, done);
  for (const command of [root, ...root.commands])
    command.showHelpAfterError(`  ${nameOf(command, root)} --help shows what there is.`);
  return root;
}

/** A command in the list of commands: that each has options goes without saying. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(' ');
}

function nameOf(command: Command, root: Command): string {
  return command === root ? 'assay' : `assay ${command.name()}`;
}

function examples(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function addRun(root: Command, done: Done): void {
  const command = root
    .command('run')
    .description('test contracts')
    .argument(...CONTRACTS);
  withReports(withConnection(withSelection(command)))
    .addHelpText(
      'after',
      `${examples(
        'assay run',
        '    all shipped contracts against the embedded mock',
        'assay run illumio-pce --target twin',
        '    against a server with state that is made from the contract',
        'assay run illumio-pce --target https://pce.example.com:8443',
        '    reads only; credentials come from the environment or .env',
        'assay run nsx-sensor --target https://ssp.example.com --mode write',
        '    creates, changes and deletes what it made itself',
        'assay run illumio-pce --target https://old.example.com:8443 \\',
        '    --against https://new.example.com:8443',
        '    the same plan on both, and what differs; AGAINST_PCE_API_KEY goes before',
        '    PCE_API_KEY on the second',
        'assay run ./openapi.yaml --target http://localhost:8080 \\',
        '    --operation "GET /pets*" --fail-on should --min-coverage 90',
      )}\n${EXIT_CODES}`,
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('./commands/run.ts')).runCommand(contracts, options)),
    );
}

function addPlan(root: Command, done: Done): void {
  const command = root
    .command('plan')
    .description('show what a run would do; nothing is sent')
    .argument(...CONTRACTS);
  withConfigFile(withSelection(command))
    .option('--json', 'for machines; the same seed gives the same bytes')
    .addHelpText(
      'after',
      examples(
        'assay plan nsx-sensor --target https://ssp.example.com --mode write',
        'assay plan illumio-pce --seed 7 --json',
      ),
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('./commands/plan.ts')).planCommand(contracts, options)),
    );
}

function addList(root: Command, done: Done): void {
  root
    .command('list')
    .description('list the contracts, or operations and variables of those named')
    .argument(...CONTRACTS)
    .option('--json', 'for machines')
    .option('--env', 'as an .env file to fill in')
    .addHelpText(
      'after',
      examples('assay list', 'assay list vmware-srm', 'assay list illumio-pce --env > .env'),
    )
    .action(async (contracts: string[], options: { json?: boolean; env?: boolean }) =>
      done(await (await import('./commands/list.ts')).listCommand(contracts, options)),
    );
}

function addDoctor(root: Command, done: Done): void {
  const command = root
    .command('doctor')
    .description('see what stands before a run: variables, certificate, login')
    .argument(...CONTRACT)
    .option('--target <url>', 'the instance to look at');
  withConnection(withVersion(command))
    .addHelpText('after', examples('assay doctor vmware-srm --target https://srm.example.com --insecure'))
    .action(async (contract: string, options: object) =>
      done(await (await import('./commands/doctor.ts')).doctorCommand(contract, options)),
    );
}

function addMock(root: Command, done: Done): void {
  const command = root
    .command('mock')
    .description('serve the mock of a contract below its base path')
    .argument(...CONTRACT)
    .option('--port <port>', 'default: 4010; 0 takes a free one')
    .option('--host <host>', 'default: 127.0.0.1')
    .option('--stateful', 'the twin instead of Prism: it keeps what it is given and asks for credentials')
    .addOption(readings())
    .option('--seed <n>', 'of what the twin makes up: the same seed gives the same replies (default: 1)');
  withVersion(command)
    .addHelpText(
      'after',
      examples('assay mock illumio-pce --port 8443', 'assay mock illumio-pce --stateful --readings lenient'),
    )
    .action(async (contract: string, options: object) =>
      done(await (await import('./commands/mock.ts')).mockCommand(contract, options)),
    );
}

function addLint(root: Command, done: Done): void {
  root
    .command('lint')
    .description('say what is wrong with contracts and their extensions')
    .argument(...CONTRACTS)
    .option('--json', 'for machines')
    .addHelpText('after', examples('assay lint', 'assay lint ./openapi.yaml'))
    .action(async (contracts: string[], options: { json?: boolean }) =>
      done(await (await import('./commands/lint.ts')).lintCommand(contracts, options)),
    );
}

function addReplay(root: Command, done: Done): void {
  const command = root
    .command('replay')
    .description('see whether a finding is still there: 1 if it is, 0 if not')
    .argument('<report>', 'a report.json')
    .argument('<fingerprint>', 'of a finding in it')
    .option('--target <url>', 'another target than the report’s');
  withConnection(command)
    .addHelpText('after', examples('assay replay .assay/report.json f3a91c0b77de'))
    .action(async (report: string, fingerprint: string, options: object) =>
      done(await (await import('./commands/replay.ts')).replayCommand(report, fingerprint, options)),
    );
}

function addWaive(root: Command, done: Done): void {
  const command = root
    .command('waive')
    .description('write down a finding as a known deviation, which fails no run until a day')
    .argument('<report>', 'a report.json')
    .argument('<fingerprint>', 'of a finding in it')
    .option('--reason <text>', 'why the deviation is borne')
    .option('--owner <name>', 'who answers for it: a person or a team')
    .option('--ticket <ticket>', 'where its mending is followed; or else --document')
    .option('--document <document>', 'what allows it, such as a release note')
    .option('--expires <day>', 'the last day, as 2027-01-31 or 30d for days from today (default: 90d)')
    .option('--product-versions <range>', 'only these versions of the product, such as ">=5.1 <5.3"')
    .option('--waivers <file>', 'where to write it (default: assay.waivers.yaml, made where there is none)');
  withConfigFile(command)
    .addHelpText(
      'after',
      examples(
        'assay waive .assay/report.json f3a91c0b77de --owner "pets team" \\',
        '    --ticket PETS-17 --reason "Numbers until version 2"',
      ),
    )
    .action(async (report: string, fingerprint: string, options: object) =>
      done(await (await import('./commands/waive.ts')).waiveCommand(report, fingerprint, options)),
    );
}

function addCompare(root: Command, done: Done): void {
  const failing = new Option(
    '--fail-on <changes>',
    'any drift, only new or stronger findings and checks that hold no more, or none (default: any)',
  );
  root
    .command('compare')
    .description('compare two reports: 0 where nothing drifted, 1 where something did')
    .argument('<before>', 'a report.json')
    .argument('<after>', 'another one of the same contracts')
    .addOption(failing.choices(['any', 'new', 'none']))
    .addOption(new Option('--format <format>', 'text or json (default: text)').choices(['text', 'json']))
    .addHelpText(
      'after',
      examples(
        'assay compare last-week/report.json .assay/report.json',
        'assay compare 5.1/report.json 5.2/report.json --fail-on new --format json',
      ),
    )
    .action(async (before: string, after: string, options: object) =>
      done(await (await import('./commands/compare.ts')).compareCommand(before, after, options)),
    );
}

function addReport(root: Command, done: Done): void {
  const command = root
    .command('report')
    .description('write the reports of a run again from its events.ndjson, a killed one too')
    .argument('<recording>', 'an events.ndjson');
  withRebuild(command)
    .addHelpText(
      'after',
      examples(
        'assay report .assay/events.ndjson',
        'assay report nightly/events.ndjson --fail-on should --format html --out .',
      ),
    )
    .action(async (recording: string, options: object) =>
      done(await (await import('./commands/report.ts')).reportCommand(recording, options)),
    );
}

function addMerge(root: Command, done: Done): void {
  const command = root
    .command('merge')
    .description('make one report of runs that each tested a part')
    .argument('<recording...>', 'the events.ndjson of each');
  withRebuild(command)
    .addHelpText(
      'after',
      examples(
        'assay run pets.yaml --operation "GET *" --out reads',
        'assay run pets.yaml --exclude-operation "GET *" --out writes',
        'assay merge reads/events.ndjson writes/events.ndjson',
      ),
    )
    .action(async (recordings: string[], options: object) =>
      done(await (await import('./commands/merge.ts')).mergeCommand(recordings, options)),
    );
}

function addCleanup(root: Command, done: Done): void {
  const command = root
    .command('cleanup')
    .description('remove what earlier runs left on live targets')
    .argument('[run]', 'eight characters; all runs where none is named')
    .option('--out <dir>', 'the folder that the run wrote to (default: .assay)')
    .option(
      '--delete <identity>',
      'what cleanup named as something that the run may have made; may be repeated',
      repeated,
    );
  withConnection(command)
    .addHelpText(
      'after',
      examples('assay cleanup', 'assay cleanup 3f9a01c2', 'assay cleanup 3f9a01c2 --delete 4711'),
    )
    .action(async (run: string | undefined, options: object) =>
      done(await (await import('./commands/cleanup.ts')).cleanupCommand(run, options)),
    );
}

function addProve(root: Command, done: Done): void {
  const command = root
    .command('prove')
    .description('prove that suites find what is wrong')
    .argument(...CONTRACTS)
    .option('--budget <budget>', 'what the suite tries, as for run (default: normal)')
    .option('--seed <n>', 'default: 1')
    .addOption(readings())
    .option('--sample <n>', 'only so many mutants, of every check some; the same ones each time')
    .option('--only <text>', 'only mutants with this in their check or id')
    .option(
      '--in-full <n>',
      'so many also with the whole suite, to see that it comes to the same (default: 0)',
    )
    .option(
      '--seeds <n>',
      'seeds that the suite must find nothing of the twin itself with, in both readings (default: 1)',
    )
    .option('--jobs <n>', 'processes (default: one for each core)')
    .option(
      '--min-kill <percent>',
      'fail if fewer of those that differ from the twin are found (default: 98)',
    )
    .option(
      '--survivors <file>',
      'mutants that are known to survive, and why (default: survivors.yaml beside the contract)',
    )
    .option('--resume', 'go on where an earlier proof of the same stopped')
    .option('--out <dir>', 'folder for proof.md, and proof-<contract>.json and .ndjson (default: .assay)')
    .option('--json', 'the proof on standard output, for machines');
  withVersion(command)
    .addHelpText(
      'after',
      `${examples(
        'assay prove',
        '    the contracts that are shipped, all mutants of each',
        'assay prove ./openapi.yaml --sample 200 --min-kill 95',
        'assay prove nsx-sensor --only resource-update --jobs 1',
      )}

The twin of the contract is made to depart from it, in one way at a time, and the
suite has to notice. Everything happens in this machine's memory; nothing is sent.

Exit codes: 0 enough were found, 1 too few, 2 usage or contract error.`,
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('./commands/prove.ts')).proveCommand(contracts, options)),
    );
}
