import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { Step, Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf as lifeTrace, type ToldStep } from '../test/support/tiny-life.ts';
import { lifeOf } from './life.ts';
import { changesBetween, isUntouched, showingsOf, shownMember } from './showings.ts';

type LifeTrace = Extract<Trace, { kind: 'life' }>;

const contract = tinyContract();
const READ = 'GET /notes/{note_id}';

function told(steps: readonly ToldStep[]): LifeTrace {
  const trace = lifeTrace(contract, 'note', 'n1', steps);
  if (trace.kind !== 'life') throw new Error('it is no life');
  return trace;
}

function inRoles(...roles: readonly Step['role'][]): LifeTrace {
  return told(roles.map((role) => ({ role, operation: READ, json: { id: 'n1' } })));
}

function shownIn(trace: LifeTrace) {
  const life = lifeOf(trace);
  return life ? showingsOf(trace, life) : [];
}

describe('what a life shows', () => {
  it.each<Step['role']>([
    'read',
    'read-steady',
    'read-updated',
    'read-again',
    'read-partial',
    'read-cleared',
    'read-acted',
  ])('is told by a %s, with its place', (role) => {
    const trace = inRoles('create', role);

    expect(shownIn(trace)).toEqual([{ exchange: trace.steps[1]?.exchange, members: { id: 'n1' }, at: 1 }]);
  });

  it.each<Step['role']>(['create', 'read-location', 'read-deleted', 'read-revived', 'list'])(
    'is not told by a %s',
    (role) => {
      expect(shownIn(inRoles(role))).toEqual([]);
    },
  );

  it.each<[string, Json, number]>([
    ['was refused', { id: 'n1' }, 404],
    ['shows no object', 'n1', 200],
    ['shows a list', [{ id: 'n1' }], 200],
  ])('is not told by a read that %s', (_, json, status) => {
    expect(shownIn(told([{ role: 'read', operation: READ, json, status }]))).toEqual([]);
  });
});

describe('between two steps', () => {
  it.each<[Step['role'], boolean]>([
    ['update', true],
    ['update-again', true],
    ['update-partial', true],
    ['update-clear', true],
    ['act', true],
    ['act-again', true],
    ['update-assigned', false],
    ['read', false],
    ['delete', false],
  ])('an exchange in the role of %s is a change: %s', (role, isChange) => {
    const trace = inRoles('read', role, 'read');

    expect(changesBetween(trace, 0, 2)).toEqual(isChange ? [trace.steps[1]?.exchange] : []);
  });

  it('changes are those that were sent after the first and before the second', () => {
    const trace = inRoles('update', 'update', 'read', 'act', 'update');

    expect(changesBetween(trace, 0, 4)).toEqual([trace.steps[1]?.exchange, trace.steps[3]?.exchange]);
    expect(changesBetween(trace, -1, 1)).toEqual([trace.steps[0]?.exchange]);
  });

  it.each<[Step['role'], boolean]>([
    ['read', true],
    ['read-location', true],
    ['list', true],
    ['list-none', true],
    ['list-updated', true],
    ['update', false],
    ['update-assigned', false],
    ['act', false],
    ['delete', false],
    ['create-again', false],
  ])('an object with a %s is untouched: %s', (role, isLeft) => {
    expect(isUntouched(inRoles('update', 'read', role, 'update'), 0, 3)).toBe(isLeft);
  });
});

describe('a member', () => {
  it.each<[string, Json | undefined]>([
    ['title', 'a'],
    ['count', 0],
    ['nothing', undefined],
    ['absent', undefined],
    ['toString', undefined],
  ])('%s is shown as %j', (name, shown) => {
    expect(shownMember({ title: 'a', count: 0, nothing: null }, name)).toBe(shown);
  });
});
