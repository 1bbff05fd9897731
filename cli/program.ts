import { Command } from 'commander';
import { TOOL } from '../reports/tool.ts';
import { addCleanup } from './flags/cleanup.ts';
import { addCompare } from './flags/compare.ts';
import { addDoctor } from './flags/doctor.ts';
import type { Done } from './flags/done.ts';
import { examples } from './flags/examples.ts';
import { addExplain } from './flags/explain.ts';
import { addLint } from './flags/lint.ts';
import { addList } from './flags/list.ts';
import { addMerge } from './flags/merge.ts';
import { addMock } from './flags/mock.ts';
import { addPlan } from './flags/plan.ts';
import { addProve } from './flags/prove.ts';
import { addReplay } from './flags/replay.ts';
import { addReport } from './flags/report.ts';
import { addRun } from './flags/run.ts';
import { addWaive } from './flags/waive.ts';

const COLUMNS = 80;
const MIN_COLUMNS = 20;

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
    addExplain,
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
