import type { Evidence, ReplayAnswer } from '../../model/replay.ts';
import type { CheckVerdict, Finding, ListedExchange, Run } from '../../model/run.ts';
import { isOf } from './evidence.ts';

/**
 * What a run that sent again what led to a finding says of it.
 * @param isPart - whether it sent no more than that: then it holds only if that was sent, and answered.
 */
export function replayAnswer(
  finding: Finding,
  evidence: readonly Evidence[],
  again: Run,
  isPart: boolean,
): ReplayAnswer {
  const said = { finding, target: again.target.url };
  const still = again.findings.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  if (still) {
    const sent = again.exchanges.filter(({ findings }) => findings.includes(still.fingerprint));
    return { ...said, verdict: 'still-broken', found: still, why: null, sent: storyOf(still, sent) };
  }
  const sent = again.exchanges.filter(isOf(evidence));
  const judged = verdictOn(finding, again);
  const isDecided = judged?.verdict === 'holds' || judged?.verdict === 'broken';
  if (isDecided && (!isPart || isAnswered(sent, evidence))) {
    const other = again.findings.find(
      ({ operation, check }) => operation === finding.operation && check === finding.check,
    );
    return { ...said, verdict: 'fixed', found: other ?? null, why: null, sent };
  }
  const why = again.verdict === 'not-tested' ? again.reason : (judged?.why ?? again.reason);
  return { ...said, verdict: 'cannot-tell', found: null, why, sent };
}

/** The steps of the finding that is shown, of all that show it. */
function storyOf(still: Finding, sent: readonly ListedExchange[]): readonly ListedExchange[] {
  const numbers = new Set([still.exchange, ...still.steps.map(({ number }) => number)]);
  return sent.filter(({ number }) => numbers.has(number));
}

function verdictOn({ operation, check }: Finding, again: Run): CheckVerdict | undefined {
  const row = again.operations.find((each) => each.operation === operation);
  return row?.checks.find((each) => each.check === check);
}

/** Whether what showed the finding came again; other exchanges of the check say nothing of it. */
function isAnswered(sent: readonly ListedExchange[], evidence: readonly Evidence[]): boolean {
  const [shown] = evidence;
  return shown !== undefined && sent.some((each) => isOf([shown])(each) && each.status !== null);
}
