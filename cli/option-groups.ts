import { type Command, Option } from 'commander';

/** Collects the values of an option that may be given several times. */
export function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

const CONFIG = [
  '--config <file>',
  'options from a file (default: assay.config.yaml, where there is one)',
] as const;
const VERSION = ['--product-version <version>', 'a version that the contract has an overlay for'] as const;
const FORMAT = [
  '--format <list>',
  'reports, of html, json (always), junit, sarif, har, summary, ctrf, wfc, allure, github (default: html,json,junit); agent: findings and summary on stdout, for a program that reads them',
] as const;

/** The option that names a version's overlay. */
export function withVersion(command: Command): Command {
  return command.option(...VERSION);
}

/** Options of what is tested and how much. */
export function withSelection(command: Command): Command {
  const modes = new Option('--mode <mode>', 'what may be done to a live target (default: read-only)');
  return withVersion(
    command
      .option(
        '--target <url>',
        'a live instance, prism for the embedded mock, or twin for one with state (default: prism)',
      )
      .addOption(modes.choices(['read-only', 'write', 'full']))
      .addOption(readings())
      .option('--seed <n>', 'the same seed gives the same plan (default: a new one each time)')
      .option('--budget <budget>', 'quick, normal, thorough, or random cases an operation (default: normal)')
      .option(
        '--operation <name>',
        'only this one: "METHOD /path", operationId, or a pattern with *; may be repeated',
        repeated,
      )
      .option('--exclude-operation <name>', 'not this operation; may be repeated', repeated),
  );
}

/** The option of how a twin reads what a contract leaves open. */
export function readings(): Option {
  const option = new Option(
    '--readings <readings>',
    'how the twin takes what the contract leaves open (default: strict)',
  );
  return option.choices(['strict', 'lenient']);
}

/** Options of how a target is reached. */
export function withConnection(command: Command): Command {
  return command
    .option('--timeout <seconds>', 'for one exchange (default: 30)')
    .option('--header <field>', 'a header for every request, as "Name: value"; may be repeated', repeated)
    .option('--concurrency <n>', 'requests at once (default: 4)')
    .option('--rate <rate>', 'none, requests a second such as 5, or 500/m (default: the documented limit)')
    .option('--ca <file>', 'PEM file with the authority of the certificate')
    .option('--cert <file>', 'PEM file with a client certificate')
    .option('--key <file>', 'PEM file with its key')
    .option('--insecure', 'accept any certificate')
    .option(...CONFIG);
}

/** The option that names a config file, for a command that reaches no target. */
export function withConfigFile(command: Command): Command {
  return command.option(...CONFIG);
}

/** Options of reports that are made of what was recorded. */
export function withRebuild(command: Command): Command {
  const levels = new Option('--fail-on <level>', 'another level that fails a run');
  return command
    .addOption(levels.choices(['must', 'should', 'may']))
    .option('--min-coverage <percent>', 'another limit of what must have been judged')
    .option('--waivers <file>', 'other known deviations, held against today')
    .option('--no-waivers', 'as if there were none')
    .option(...FORMAT)
    .option('--out <dir>', 'folder for the reports (default: .assay)');
}

/** Options of how findings are judged and reported. */
export function withReports(command: Command): Command {
  const levels = new Option('--fail-on <level>', 'the weakest level that fails the run (default: must)');
  return command
    .option('--check <id>', 'only this check; may be repeated', repeated)
    .option('--exclude-check <id>', 'not this check; may be repeated', repeated)
    .addOption(levels.choices(['must', 'should', 'may']))
    .option(
      '--min-coverage <percent>',
      'fail if less of what the contract asks of requests was judged, such as 90 (default: no limit)',
    )
    .option(
      '--waivers <file>',
      'known deviations that do not fail the run (default: assay.waivers.yaml, where there is one)',
    )
    .option('--no-waivers', 'as if there were none')
    .option(...FORMAT)
    .option(
      '--against <url>',
      'a second target: the same plan runs on it after the first, and what differs fails the run',
    )
    .option('--out <dir>', 'folder for the reports (default: .assay)')
    .option('--max-time <seconds>', 'for the whole run')
    .option('--max-response-time <ms>', 'that a reply may take; longer is a finding')
    .option('--max-alive <n>', 'objects of the run on a live target at once (default: 50)');
}
