import { Command, Option } from 'commander';
import { TOOL } from '../reports/tool.ts';
import { cleanupCommand } from './commands/cleanup.ts';
import { doctorCommand } from './commands/doctor.ts';
import { lintCommand } from './commands/lint.ts';
import { listCommand } from './commands/list.ts';
import { mockCommand } from './commands/mock.ts';
import { planCommand } from './commands/plan.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';

const EXIT_CODES = `
Exit codes: 0 conformant, 1 findings at or above --fail-on, 2 usage, configuration or contract error,
3 could not test, 4 left something behind, 130 and 143 interrupted.`;

/** The commands; `done` is told a command's exit code. */
export function program(done: (code: number) => void): Command {
  const root = new Command('assay')
    .description('Learn whether an API keeps its word.')
    .version(TOOL.version)
    .showHelpAfterError('(assay --help shows what there is)')
    .exitOverride();
  addRun(root, done);
  addPlan(root, done);
  addList(root, done);
  addDoctor(root, done);
  addMock(root, done);
  addLint(root, done);
  addReplay(root, done);
  addCleanup(root, done);
  return root;
}

function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Options of what is tested and how much. */
function withSelection(command: Command): Command {
  return command
    .option('--config <file>', 'options from a file (default: assay.config.yaml, where there is one)')
    .option('--target <url>', 'a live instance, or prism for the embedded mock (default: prism)')
    .addOption(new Option('--mode <mode>', 'what may be done to a live target (default: read-only)').choices(['read-only', 'write', 'full']))
    .option('--seed <n>', 'the same seed gives the same plan (default: a new one each time)')
    .option('--budget <budget>', 'quick, normal, thorough, or a number of random cases an operation (default: normal)')
    .option('--operation <name>', 'only this operation: "METHOD /path", operationId, or a pattern with *; may be repeated', repeated)
    .option('--exclude-operation <name>', 'not this operation; may be repeated', repeated)
    .option('--product-version <version>', 'a version that the contract has an overlay for');
}

/** Options of how a target is reached. */
function withConnection(command: Command): Command {
  return command
    .option('--timeout <seconds>', 'for one exchange (default: 30)')
    .option('--header <field>', 'a header for every request, as "Name: value"; may be repeated', repeated)
    .option('--concurrency <n>', 'requests at once (default: 4)')
    .option('--rate <rate>', 'none, requests a second such as 5, or 500/m (default: the documented limit)')
    .option('--ca <file>', 'PEM file with the authority of the certificate')
    .option('--cert <file>', 'PEM file with a client certificate')
    .option('--key <file>', 'PEM file with its key')
    .option('--insecure', 'accept any certificate');
}

function addRun(root: Command, done: (code: number) => void): void {
  const command = root
    .command('run')
    .description('test contracts, all that are shipped where none is named')
    .argument('[contract...]', 'a name under specs/ or an OpenAPI file');
  withConnection(withSelection(command))
    .option('--check <id>', 'only this check; may be repeated', repeated)
    .option('--exclude-check <id>', 'not this check; may be repeated', repeated)
    .addOption(new Option('--fail-on <level>', 'the weakest level that fails the run (default: must)').choices(['must', 'should', 'may']))
    .option('--format <list>', 'reports beside report.json: html, json, junit (default: all)')
    .option('--out <dir>', 'folder for the reports (default: .assay)')
    .option('--max-time <seconds>', 'for the whole run')
    .addHelpText(
      'after',
      `
Examples:
  assay run                                        all shipped contracts against the embedded mock
  assay run illumio-pce --target https://pce.example.com:8443
                                                   reads only; credentials come from the environment
  assay run nsx-sensor --target https://ssp.example.com --mode write --fail-on should
  assay run ./openapi.yaml --target http://localhost:8080 --operation "GET /pets*"
${EXIT_CODES}`,
    )
    .action(async (contracts: string[], options: object) => done(await runCommand(contracts, options)));
}

function addPlan(root: Command, done: (code: number) => void): void {
  const command = root
    .command('plan')
    .description('show what a run would do; nothing is sent')
    .argument('[contract...]', 'a name under specs/ or an OpenAPI file');
  withSelection(command)
    .option('--json', 'for machines; the same seed gives the same bytes')
    .addHelpText('after', '\nExamples:\n  assay plan nsx-sensor --target https://ssp.example.com --mode write\n  assay plan illumio-pce --seed 7 --json')
    .action((contracts: string[], options: object) => done(planCommand(contracts, options)));
}

function addList(root: Command, done: (code: number) => void): void {
  root
    .command('list')
    .description('list the shipped contracts, or the operations of those that are named')
    .argument('[contract...]')
    .option('--json', 'for machines')
    .addHelpText('after', '\nExamples:\n  assay list\n  assay list vmware-srm')
    .action((contracts: string[], options: { json?: boolean }) => done(listCommand(contracts, options)));
}

function addDoctor(root: Command, done: (code: number) => void): void {
  const command = root
    .command('doctor')
    .description('see what stands between here and a run: variables, reachability, certificate, login')
    .argument('<contract>')
    .option('--target <url>', 'the instance to look at')
    .option('--product-version <version>', 'a version that the contract has an overlay for');
  withConnection(command)
    .addHelpText('after', '\nExample:\n  assay doctor vmware-srm --target https://srm.example.com --insecure')
    .action(async (contract: string, options: object) => done(await doctorCommand(contract, options)));
}

function addMock(root: Command, done: (code: number) => void): void {
  root
    .command('mock')
    .description('serve the mock of a contract below its base path')
    .argument('<contract>')
    .option('--port <port>', 'default: 4010; 0 takes a free one')
    .option('--host <host>', 'default: 127.0.0.1')
    .option('--product-version <version>', 'a version that the contract has an overlay for')
    .addHelpText('after', '\nExample:\n  assay mock illumio-pce --port 8443')
    .action(async (contract: string, options: object) => done(await mockCommand(contract, options)));
}

function addLint(root: Command, done: (code: number) => void): void {
  root
    .command('lint')
    .description('say what is wrong with contracts and their extensions')
    .argument('[contract...]')
    .option('--json', 'for machines')
    .addHelpText('after', '\nExample:\n  assay lint ./openapi.yaml')
    .action((contracts: string[], options: { json?: boolean }) => done(lintCommand(contracts, options)));
}

function addReplay(root: Command, done: (code: number) => void): void {
  const command = root
    .command('replay')
    .description('send again what led to a finding, and say whether it is still there')
    .argument('<report>', 'a report.json')
    .argument('<fingerprint>')
    .option('--target <url>', 'another target than the report’s');
  withConnection(command)
    .addHelpText('after', '\nExample:\n  assay replay .assay/report.json f3a91c0b77de')
    .action(async (report: string, fingerprint: string, options: object) =>
      done(await replayCommand(report, fingerprint, options)),
    );
}

function addCleanup(root: Command, done: (code: number) => void): void {
  const command = root
    .command('cleanup')
    .description('remove what earlier runs left on live targets, as their journals say')
    .argument('[run]', 'eight characters; all runs where none is named')
    .option('--out <dir>', 'the folder that the run wrote to (default: .assay)');
  withConnection(command)
    .addHelpText('after', '\nExample:\n  assay cleanup 3f9a01c2')
    .action(async (run: string | undefined, options: object) => done(await cleanupCommand(run, options)));
}
