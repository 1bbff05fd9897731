import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpsertIdentityChanged as check } from './resource-upsert-identity-changed.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const UNNAMED = ['not-exercised: the reply does not name the object'];
const SAME: LifeStep = ['update', { json: { id: 'l1' } }];

function said(steps: readonly LifeStep[], judged: Contract = contract, identity?: string): string[] {
  return saidOf(check, lifeWith(judged, 'label', identity, steps), judged);
}

describe('an upsert', () => {
  it('keeps the identity', () => {
    expect(said([SAME], contract, 'l1')).toEqual(['holds']);
  });

  it('may not give another one', () => {
    const steps: LifeStep[] = [['create'], ['update', { json: { id: 'l2' } }]];

    expect(foundIn(check, lifeWith(contract, 'label', 'l1', steps), contract)).toEqual([
      {
        operation: 'POST /labels',
        level: 'must',
        statement: '/x-assay-resources/label update',
        instance: null,
        message: 'the object was l1, and updating it answers l2',
        expected: 'l1',
        received: 'l2',
        exchange: 'update',
        steps: ['create', 'update'],
      },
    ]);
  });

  it.each<[string, LifeStep, string | undefined, string[]]>([
    [
      'it was refused',
      ['update', { status: 409 }],
      'l1',
      ['not-exercised: the update was not accepted, or has not ended'],
    ],
    ['it names nothing', ['update', { json: {} }], 'l1', UNNAMED],
    ['the create named nothing', SAME, undefined, UNNAMED],
  ])('is not judged where %s', (_, step, identity, why) => {
    expect(said([step], contract, identity)).toEqual(why);
  });

  it('is not spoken of without an update, an upsert, or a life', () => {
    const exchange = exchangeOf(contract, 'POST /labels', { status: 201 });
    const merging = withResource(contract, 'label', (label) => ({
      ...label,
      update: { operation: 'POST /labels', semantics: 'merge' },
    }));
    const fixed = lacking(contract, 'label', 'update');

    expect(said([['create']], contract, 'l1')).toEqual([]);
    expect(said([SAME], merging, 'l1')).toEqual([]);
    expect(said([['update', { operation: 'POST /labels' }]], fixed, 'l1')).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(coveredBy(check, merging)).toEqual([]);
    expect(coveredBy(check, fixed)).toEqual([]);
    expect(coveredBy(check, contract)).toEqual(['POST /labels']);
  });
});
