import type { Evidence } from '../../model/replay.ts';
import type { Finding, Run } from '../../model/run.ts';

/** What of a run led to one of its findings: the exchange that shows it first, then the steps before; nothing where the report does not tell. */
export function evidenceOf(run: Run, finding: Finding): Evidence[] {
  const shown = run.exchanges.find(({ number }) => number === finding.exchange);
  return [...(shown ? [shown] : []), ...finding.steps].map(({ operation, purpose }) => ({
    operation,
    purpose,
  }));
}

/** Whether an exchange is what an evidence speaks of. */
export function isOf(evidence: readonly Evidence[]): (exchange: Evidence) => boolean {
  return ({ operation, purpose }) =>
    evidence.some((each) => each.operation === operation && each.purpose === purpose);
}
