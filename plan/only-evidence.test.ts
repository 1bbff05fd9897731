import { describe, expect, it } from 'vitest';
import type { Case, PlannedSequences } from '../model/case.ts';
import { onlyEvidence } from './only-evidence.ts';

function planned(group: string, operation: string, purpose: string, kind: Case['kind'] = 'step'): Case {
  return {
    ...{ id: `${group} ${purpose}`, group, operation, purpose, kind, phase: 'coverage', effect: 'read' },
    request: { method: 'GET', parameters: [], credentials: 'valid' },
    expectation: { kind: 'documented' },
  };
}

const CASES = [
  planned('g1', 'GET /a', 'the plainest request', 'plain'),
  planned('g2', 'GET /a', 'limit 0', 'fault'),
  planned('g2', 'GET /a', 'limit 1', 'control'),
  planned('g3', 'GET /b', 'limit 0', 'fault'),
  planned('life', 'POST /a', 'create'),
  planned('life', 'DELETE /a', 'delete'),
  planned('short life', 'POST /a', 'create'),
];
const SEQUENCES: readonly PlannedSequences[] = [
  { resource: 'a', count: 8, length: 16, seed: 1, steps: [planned('s', 'POST /a', 'create')] },
];

function groupsOf(...evidence: { operation: string; purpose: string }[]) {
  const { cases, sequences } = onlyEvidence({ cases: CASES, sequences: SEQUENCES }, evidence);
  return [...new Set(cases.map(({ group }) => group)), ...sequences.map(({ resource }) => resource)];
}

describe('what led to a finding', () => {
  it('is the whole group of its request, with the plainest request of the operation', () => {
    expect(groupsOf({ operation: 'GET /a', purpose: 'limit 0' })).toEqual(['g1', 'g2']);
  });

  it('is the life that has most of its steps, without the sequences that have fewer', () => {
    const steps = [
      { operation: 'POST /a', purpose: 'create' },
      { operation: 'DELETE /a', purpose: 'delete' },
    ];

    expect(groupsOf(...steps)).toEqual(['life']);
  });

  it('is all that may have been it, where that cannot be told', () => {
    expect(groupsOf({ operation: 'POST /a', purpose: 'create' })).toEqual(['life', 'short life', 'a']);
  });

  it('is nothing where the plan has nothing of it', () => {
    expect(groupsOf({ operation: 'GET /a', purpose: 'of an older version' })).toEqual([]);
  });
});
