import { describe, expect, it } from 'vitest';
import type { Check } from '../model/check.ts';
import type { Step } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceDeleteIneffective } from './resource-delete-ineffective.ts';
import { resourceDeletedStillListed } from './resource-deleted-still-listed.ts';
import { resourceDeletedStillReadable } from './resource-deleted-still-readable.ts';
import { resourceRevivedDiffers } from './resource-revived-differs.ts';
import { resourceUpdateClearsNothing } from './resource-update-clears-nothing.ts';
import { resourceUpdateNotIdempotent } from './resource-update-not-idempotent.ts';
import { resourceUpdateNotShown } from './resource-update-not-shown.ts';
import { resourceUpdatePartial } from './resource-update-partial.ts';
import { resourceUpdateTouchesOthers } from './resource-update-touches-others.ts';
import { resourceUpsertAdds } from './resource-upsert-adds.ts';
import { resourceUpsertIdentityChanged } from './resource-upsert-identity-changed.ts';
import { type LifeStep, lifeWith } from './testing/lives.ts';

const contract = tinyContract();
const ONE = { id: 'l1', name: 'm-1' };
const READ: LifeStep = ['read', { json: ONE }];

/** A story that breaks a rule, and the write in it that nothing follows from while it is not carried out. */
type Story = readonly [check: Check, resource: string, write: Step['role'], steps: readonly LifeStep[]];

const STORIES: readonly Story[] = [
  [resourceDeletedStillReadable, 'note', 'delete', [['delete'], ['read-deleted', { status: 200 }]]],
  [
    resourceDeletedStillListed,
    'note',
    'delete',
    [['delete'], ['list-deleted', { json: { items: [{ id: '1' }] } }]],
  ],
  [resourceDeleteIneffective, 'label', 'delete', [['delete'], ['revive', { status: 409 }]]],
  [
    resourceRevivedDiffers,
    'label',
    'delete',
    [READ, ['delete'], ['revive'], ['read-revived', { status: 404 }]],
  ],
  [
    resourceUpdateNotShown,
    'note',
    'update',
    [
      ['update', { body: { title: 'b' } }],
      ['read-updated', { json: { title: 'a' } }],
    ],
  ],
  [
    resourceUpdateClearsNothing,
    'note',
    'update-clear',
    [
      ['read', { json: { tags: ['a'] } }],
      ['update-clear', { body: { tags: [] } }],
      ['read-cleared', { json: { tags: ['a'] } }],
    ],
  ],
  [
    resourceUpdateTouchesOthers,
    'note',
    'update-partial',
    [
      ['read-updated', { json: { title: 'a', status: 'open' } }],
      ['update-partial', { body: { title: 'b' } }],
      ['read-partial', { json: { title: 'b', status: 'done' } }],
    ],
  ],
  [
    resourceUpdatePartial,
    'card',
    'update-partial',
    [
      ['create', { body: { text: 'a' } }],
      ['read', { json: { text: 'a', colour: 'red' } }],
      ['update', { body: { text: 'a', colour: 'blue' } }],
      ['read-updated', { json: { text: 'a', colour: 'blue' } }],
      ['update-partial', { body: { text: 'a' } }],
      ['read-partial', { json: { text: 'a', colour: 'blue' } }],
    ],
  ],
  [
    resourceUpdateNotIdempotent,
    'card',
    'update-again',
    [
      ['update', { body: { text: 'a' } }],
      ['read-updated', { json: { text: 'a' } }],
      ['update-again', { body: { text: 'a' } }],
      ['read-again', { json: { text: 'b' } }],
    ],
  ],
  [
    resourceUpsertAdds,
    'label',
    'update',
    [
      ['list', { json: [ONE] }],
      ['update', { body: { name: 'm-1' } }],
      ['list-updated', { json: [ONE, { id: 'l2', name: 'm-1' }] }],
    ],
  ],
  [
    resourceUpsertIdentityChanged,
    'label',
    'update',
    [['update', { body: { name: 'm-1' }, json: { id: 'l2' } }]],
  ],
];

function verdicts([check, resource, write, steps]: Story, outcome?: Step['outcome']): string[] {
  const told = steps.map(
    ([role, parts = {}]): LifeStep => [role, role === write ? { ...parts, outcome } : parts],
  );
  return check.judge(lifeWith(contract, resource, '1', told), contract).map(({ verdict }) => verdict);
}

describe.each(STORIES.map((story) => ({ id: story[0].id, story })))('$id', ({ story }) => {
  it('is broken where the write was carried out', () => {
    expect(verdicts(story)).toEqual(['broken']);
    expect(verdicts(story, 'succeeded')).toEqual(['broken']);
  });

  it.each(['failed', 'pending', 'unreadable'] as const)('is not judged where its task is %s', (outcome) => {
    expect(verdicts(story, outcome)).toEqual(['not-exercised']);
  });
});
