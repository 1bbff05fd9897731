import type { Contract } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type { Evidence, ReplayAnswer } from '../model/replay.ts';
import type { Finding, Run } from '../model/run.ts';
import { evidenceOf } from '../reports/replay/evidence.ts';
import { replayAnswer } from '../reports/replay/replay-answer.ts';
import { type ConductOptions, conduct } from './conduct.ts';

/** A finding with the run that it was found in. */
export interface Replayed {
  readonly run: Run;
  readonly finding: Finding;
}

/** Options of a run that is the same but for what it sends; what is replayed narrows it. */
export type ReplayOptions = Omit<ConductOptions, 'selects' | 'selectsCheck' | 'evidence'>;

interface Task {
  readonly contract: Contract;
  readonly finding: Finding;
  readonly evidence: readonly Evidence[];
}

/**
 * Sends again what led to a finding and says whether it is still there. First that alone; where it does not tell, all
 * that the check can judge of the operations that took part.
 * @throws UserError where options, contract or site values cannot be used.
 */
export async function replay(
  contract: Contract,
  { run, finding }: Replayed,
  options: ReplayOptions,
): Promise<ReplayAnswer> {
  const evidence = evidenceOf(run, finding);
  const task = { contract, finding, evidence };
  const operations = new Set([finding, ...evidence].map(({ operation }) => operation));
  const narrowed = {
    ...options,
    maxResponseMs: timeLimitOf(finding) ?? options.maxResponseMs,
    selects: ({ id }: { readonly id: string }) => operations.has(id),
    selectsCheck: (id: string) => id === finding.check,
  };
  const part = await sentAgain(task, { ...narrowed, evidence });
  const answer = replayAnswer(finding, evidence, part.run, true);
  if (answer.verdict !== 'cannot-tell' || isLost(part) || options.signal.aborted) return answer;
  const whole = await sentAgain(task, narrowed);
  return replayAnswer(finding, evidence, whole.run, false);
}

interface Part {
  readonly run: Run;
  readonly planned: number;
}

/** Who does not answer, or lets nobody in, is not asked for more. */
function isLost({ planned, run: { summary, exchanges } }: Part): boolean {
  return planned > 0 && (summary.cases === 0 || exchanges.every(({ status }) => status === null));
}

/** Runs until the finding is seen, and no further. */
async function sentAgain({ contract, finding }: Task, options: ConductOptions): Promise<Part> {
  const seen = new AbortController();
  let planned = 0;
  const listen = (event: Event) => {
    if (event.type === 'run-started') planned = event.cases;
    if (event.type === 'finding' && event.finding.fingerprint === finding.fingerprint) seen.abort();
    options.listen?.(event);
  };
  const signal = AbortSignal.any([options.signal, seen.signal]);
  return { run: await conduct(contract, { ...options, signal, listen }), planned };
}

/** The limit is the user's, who gave it for the run; the finding says it. */
function timeLimitOf({ check, expected }: Finding): number | undefined {
  const said = check === 'response-too-slow' ? /\d+/.exec(String(expected))?.[0] : undefined;
  return said === undefined ? undefined : Number(said);
}
