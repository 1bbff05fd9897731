#!/usr/bin/env node
import { CommanderError } from 'commander';
import { complaint, EXIT } from './complaint.ts';
import { program } from './program.ts';

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
  // Commander has said what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  const { text, code } = complaint(error);
  process.stderr.write(text);
  return code;
}

/** Whoever reads along may go away (`| head`): the run goes on, its cleanup and reports too. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

// Nothing can be relied on after these; what a run created stands in its journal.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => process.exit(told(error)));
}
ignoreClosedPipes();
process.exitCode = await main();
