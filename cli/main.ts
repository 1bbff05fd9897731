#!/usr/bin/env node
import { UserError, NotTestable } from '../model/errors.ts';
import { TOOL } from '../reports/tool.ts';
import { program } from './program.ts';

const USAGE = 2;
const NOT_TESTED = 3;

/** Runs the command line; the exit code is the command's, or tells whose fault it is that there is none. */
async function main(): Promise<number> {
  let code = 0;
  const commands = program((result) => {
    code = result;
  });
  try {
    await commands.parseAsync(process.argv);
    return code;
  } catch (error) {
    return told(error);
  }
}

function told(error: unknown): number {
  if (error instanceof UserError) {
    process.stderr.write(`assay: ${error.message}\n${error.mend === undefined ? '' : `  ${error.mend}\n`}`);
    return USAGE;
  }
  if (error instanceof NotTestable) {
    process.stderr.write(`assay: ${error.message}${error.mend === undefined ? '' : ` ${error.mend}`}\n`);
    return NOT_TESTED;
  }
  const usage = error as { code?: string; exitCode?: number };
  if (typeof usage.code === 'string' && usage.code.startsWith('commander.')) return usage.exitCode === 0 ? 0 : USAGE;
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `assay ${TOOL.version} has a bug: ${stack}\nReport it with this text and the command; nothing of it holds a secret of yours unless the text above does.\n`,
  );
  return 70;
}

process.exitCode = await main();
