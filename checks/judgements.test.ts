import { describe, expect, it } from 'vitest';
import type { Broken } from '../model/check.ts';
import type { Level } from '../model/statement.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { broken, brokenOrHolds, holds, notExercised, raised } from './judgements.ts';

const contract = tinyContract();
const operation = operationOf(contract, 'GET /notes');

function said(level: Level): Omit<Broken, 'level'> {
  return {
    statement: { ...contract.statement(operation.pointer), level },
    instance: null,
    message: 'it is wrong',
    expected: 1,
    received: 2,
    exchange: exchangeOf(contract, 'GET /notes', { status: 200 }),
  };
}

describe('a judgement', () => {
  it('says that an operation holds, or why nobody knows', () => {
    expect(holds(operation)).toEqual([{ operation: 'GET /notes', verdict: 'holds' }]);
    expect(notExercised(operation, 'it rained')).toEqual([
      { operation: 'GET /notes', verdict: 'not-exercised', why: 'it rained' },
    ]);
  });

  it('holds where nothing is broken', () => {
    const found = broken(said('must'));

    expect(brokenOrHolds(operation, [])).toEqual(holds(operation));
    expect(brokenOrHolds(operation, [found])).toEqual([
      { operation: 'GET /notes', verdict: 'broken', broken: [found] },
    ]);
  });

  it.each<[Level, Level | undefined, Level]>([
    ['must', undefined, 'must'],
    ['may', undefined, 'may'],
    ['must', 'should', 'should'],
    ['may', 'should', 'may'],
  ])('binds by a statement at %s within the bound %s as %s', (level, bound, weaker) => {
    expect(broken(said(level), bound)).toEqual({ ...said(level), level: weaker });
  });

  it('raises a statement to another level and leaves the rest of it', () => {
    const { statement } = said('may');

    expect(raised(statement, 'must')).toEqual({ ...statement, level: 'must' });
  });
});
