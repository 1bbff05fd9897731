import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceDeleteTouchesOthers as check } from './resource-delete-touches-others.ts';
import { withResource } from './testing/contracts.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const SHOWN = { json: { id: 'n1', title: 'a' } };

/** A life beside which another object is created and deleted, with what lists show before and after that. */
function beside(before: LifeStep[], after: LifeStep[], judged: Contract = contract) {
  return lifeWith(judged, 'note', 'n1', [
    ['create'],
    ['read', SHOWN],
    ...before,
    ['create-other'],
    ['delete-other'],
    ['read-spared', SHOWN],
    ...after,
  ]);
}

function listed(
  was: readonly string[],
  is: readonly string[],
  query: Record<string, Json> = {},
  judged: Contract = contract,
) {
  const json = (ids: readonly string[]) => ({ items: ids.map((id) => ({ id })) });
  return beside([['list-beside', { json: json(was) }]], [['list-spared', { json: json(is), query }]], judged);
}

describe('a list after a delete of another object', () => {
  it.each<[string, Parameters<typeof listed>]>([
    ['shows the object still', [['n1', 'n2'], ['n1']]],
    ['did not show it before', [['n2', 'n3'], ['n3']]],
    [
      'is as long as before and may be cut',
      [
        ['n1', 'n2'],
        ['n2', 'n3'],
      ],
    ],
    ['was asked for a part by what finds nothing', [['n1', 'n2'], ['n2', 'n3'], { limit: 2 }]],
  ])('says nothing where it %s', (_, lists) => {
    expect(saidOf(check, listed(...lists), contract)).toEqual(['holds']);
  });

  it('may not lack the object where it is shorter', () => {
    expect(foundIn(check, listed(['n1', 'n2'], ['n2']), contract)).toEqual([
      {
        operation: 'DELETE /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note delete',
        instance: null,
        message: 'another note was deleted, and the list lacks n1 since',
        expected: 'n1',
        received: { items: [{ id: 'n2' }] },
        exchange: 'list-spared',
        steps: ['create', 'list-beside', 'delete-other', 'list-spared'],
      },
    ]);
  });

  it('may not lack the object that it was asked for', () => {
    const find = new Map([
      ['title', '/title'],
      ['status', '/status'],
    ]);
    const finding = withResource(contract, 'note', (note) =>
      note.list ? { ...note, list: { ...note.list, find } } : note,
    );
    const lists = [['n1'], ['n2'], { title: 'a', limit: 2 }] as const;

    expect(saidOf(check, listed(...lists), contract)).toEqual(['broken']);
    expect(saidOf(check, listed(...lists, finding), finding)).toEqual(['broken']);
  });

  it('says nothing where one of the two is no list', () => {
    const before: LifeStep = ['list-beside', { json: { items: [{ id: 'n1' }] } }];
    const said = (...lists: Parameters<typeof beside>) => saidOf(check, beside(...lists), contract);

    expect(said([before], [['list-spared', { status: 500 }]])).toEqual(['holds']);
    expect(said([before], [])).toEqual(['holds']);
    expect(said([], [['list-spared', { json: { items: [] } }]])).toEqual(['holds']);
  });
});
