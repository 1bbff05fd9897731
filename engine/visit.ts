import type { Plan } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import { assemble } from './assemble.ts';
import { preflight } from './preflight.ts';
import type { RunOptions } from './run-options.ts';
import { endSessions } from './sessions.ts';

/** Sees whether a target can be reached and lets us in, and leaves again; gives why not, where it does not. */
export async function visit(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
): Promise<NotTestable | undefined> {
  const runner = assemble(contract, plan, options, [], options.signal, () => undefined);
  try {
    await preflight(runner.context, runner.sender);
    return undefined;
  } catch (error) {
    if (error instanceof NotTestable) return error;
    throw error;
  } finally {
    await endSessions(runner);
  }
}
