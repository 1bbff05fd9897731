import { describe, expect, it } from 'vitest';
import type { AssignedMember } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceReadOnlyMemberAssigned as check } from './resource-read-only-member-assigned.ts';
import { assigned, write } from './testing/assigned.ts';
import { foundIn, type LifeStep, lifeWith } from './testing/lives.ts';

const contract = tinyContract();

function found(steps: LifeStep[], name = 'note') {
  return foundIn(check, lifeWith(contract, name, 'n1', steps), contract);
}

describe('the level of a member that is taken over', () => {
  const levels = (role: 'update-assigned' | 'create-other', sent: Json, member: Partial<AssignedMember>) =>
    found([
      ['read', { json: { a: 'you' } }],
      write(role, { a: sent }, assigned('a', member)),
      [role === 'create-other' ? 'read-other' : 'read-assigned', { json: { a: sent } }],
    ]).map(({ level }) => level);

  it.each<[string, Parameters<typeof levels>, string]>([
    ['an update with a word', ['update-assigned', 'me', {}], 'must'],
    ['an update with a bound', ['update-assigned', 'me', { bound: 'should' }], 'should'],
    ['a create with a word', ['create-other', 'me', {}], 'may'],
    ['a create with what nothing has', ['create-other', 'me-1234', {}], 'must'],
    [
      'a create with what nothing has and a bound',
      ['create-other', 'me-1234', { bound: 'should' }],
      'should',
    ],
    ['a create with an identity', ['create-other', 'n0', { isIdentity: true }], 'must'],
  ])('is that of %s', (_, parts, level) => {
    expect(levels(...parts)).toEqual([level]);
  });

  it('is that of a create with a number that others may have', () => {
    const levelOf = (was: number, sent: number) =>
      found([
        ['read', { json: { a: was } }],
        write('create-other', { a: sent }),
        ['read-other', { json: { a: sent } }],
      ]).map(({ level }) => level);

    expect(levelOf(500, -999)).toEqual(['may']);
    expect(levelOf(500, -1000)).toEqual(['must']);
  });

  it('is no harder than what says it', () => {
    const statement = { pointer: '/x-assay-resources/note', keyword: 'fixed/created_by' };

    expect(levels('update-assigned', 'me', { statement })).toEqual(['should']);
  });

  it('is that of an update where one operation creates and updates', () => {
    const made = found(
      [
        ['read', { json: { a: 'you' } }],
        write('update-assigned', { a: 'me' }),
        ['read-assigned', { json: { a: 'me' } }],
      ],
      'label',
    );

    expect(made).toMatchObject([{ operation: 'POST /labels', level: 'must' }]);
  });
});
