import type { Case, PlannedSequences } from '../model/case.ts';
import type { Evidence } from '../model/replay.ts';

/** The parts of a plan that are sent. */
interface Parts {
  readonly cases: readonly Case[];
  readonly sequences: readonly PlannedSequences[];
}

/**
 * Of a plan only what led to a finding, by the plan of the same seed: whole groups, lives and random sequences that have
 * most of the evidence, and the plainest requests of its operations, without which a refusal says nothing. Empty where
 * the evidence is not planned.
 */
export function onlyEvidence({ cases, sequences }: Parts, evidence: readonly Evidence[]): Parts {
  const groups = new Map<string, Case[]>();
  for (const planned of cases) groups.set(planned.group, [...(groups.get(planned.group) ?? []), planned]);
  const inGroups = new Map([...groups].map(([group, own]) => [group, shareOf(own, evidence)]));
  const inSequences = new Map(sequences.map((each) => [each, shareOf(each.steps, evidence)]));
  const most = Math.max(0, ...inGroups.values(), ...inSequences.values());
  if (most === 0) return { cases: [], sequences: [] };
  const operations = new Set(evidence.map(({ operation }) => operation));
  const isProof = ({ kind, operation }: Case) => kind === 'plain' && operations.has(operation);
  return {
    cases: cases.filter((planned) => {
      const group = groups.get(planned.group) ?? [];
      return inGroups.get(planned.group) === most || group.some(isProof);
    }),
    sequences: sequences.filter((each) => inSequences.get(each) === most),
  };
}

/** How much of the evidence some cases have. */
function shareOf(cases: readonly Case[], evidence: readonly Evidence[]): number {
  const planned = new Set(cases.map(keyOf));
  return new Set(evidence.map(keyOf).filter((key) => planned.has(key))).size;
}

function keyOf({ operation, purpose }: Evidence): string {
  return `${operation}\n${purpose}`;
}
