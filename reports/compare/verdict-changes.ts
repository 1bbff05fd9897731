import type { Change } from '../../model/drift.ts';
import type { CheckVerdict, Run, Verdict } from '../../model/run.ts';
import { VERDICT_WORDS } from '../wording.ts';
import { changeOf } from './change.ts';

/** Verdicts that differ. What was judged in one run alone tells how much was tried, and is no drift. */
export function verdictChanges(before: Run, after: Run): Change[] {
  const old = verdicts(before);
  const now = verdicts(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    if (a?.said.verdict === b?.said.verdict) return [];
    const { operation, said } = (b ?? a) as Told;
    const isDrift = isDecided(a?.said.verdict) && isDecided(b?.said.verdict);
    return [
      changeOf(
        'verdict',
        { operation, what: said.check, from: word(a?.said), to: word(b?.said) },
        { isDrift, isWorse: isDrift && isFailing(after, operation, said.check) },
      ),
    ];
  });
}

/** How much of what the contract asks of requests was judged: it tells of the run, not of the target. */
export function coverageChanges(before: Run, after: Run): Change[] {
  const [a, b] = [before.coverage.percent, after.coverage.percent];
  if (a === b) return [];
  const share = (percent: number | null) => (percent === null ? 'nothing to cover' : `${percent} %`);
  const difference = { operation: null, what: 'constraints covered', from: share(a), to: share(b) };
  return [changeOf('coverage', difference, { isDrift: false })];
}

interface Told {
  readonly operation: string;
  readonly said: CheckVerdict;
}

function verdicts({ operations }: Run): Map<string, Told> {
  return new Map(
    operations.flatMap(({ operation, checks }) =>
      checks.map((said): [string, Told] => [`${operation}\n${said.check}`, { operation, said }]),
    ),
  );
}

/** Whether a check is broken by something that nobody waives. */
function isFailing({ findings }: Run, operation: string, check: string): boolean {
  return findings.some(
    (each) => each.operation === operation && each.check === check && each.waived === null,
  );
}

function isDecided(verdict: Verdict | undefined): boolean {
  return verdict === 'holds' || verdict === 'broken';
}

function word(said: CheckVerdict | undefined): string | null {
  if (said === undefined) return null;
  const isOpen = said.verdict === 'not-exercised' || said.verdict === 'not-decidable';
  return isOpen ? `${VERDICT_WORDS[said.verdict]} (${said.why})` : VERDICT_WORDS[said.verdict];
}
