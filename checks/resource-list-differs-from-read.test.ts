import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Step } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceListDiffersFromRead } from './resource-list-differs-from-read.ts';

const contract = tinyContract();

function verdictsOf(
  read: JsonObject,
  items: JsonObject[],
  between: Step['role'] = 'read-location',
): string[] {
  const trace = lifeOf(contract, 'note', 'n1', [
    { role: 'read', operation: 'GET /notes/{note_id}', json: { id: 'n1', ...read } },
    { role: between, operation: 'GET /notes/{note_id}', json: {} },
    { role: 'list', operation: 'GET /notes', json: { items } },
  ]);
  return resourceListDiffersFromRead.judge(trace, contract).map(({ verdict }) => verdict);
}

describe('a list beside a read', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['leaves members out', { title: 'a', status: 'open' }, { title: 'a' }],
    ['shows no value', { title: 'a', status: 'open' }, { title: 'a', status: null }],
    ['shows more', { title: 'a' }, { title: 'a', status: 'open' }],
    ['has a set in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['has more of each object', { tags: [{ a: 1 }] }, { tags: [{ a: 1, b: 2 }] }],
    ['has less of each object', { tags: [{ a: 1, b: 2 }] }, { tags: [{ a: 1 }] }],
    ['writes a number as text', { priority: 3 }, { priority: '3' }],
    [
      'writes an instant in another zone',
      { created_at: '2026-01-01T12:00:00Z' },
      { created_at: '2026-01-01T13:00:00+01:00' },
    ],
  ])('is alike where it %s', (_, read, item) => {
    expect(verdictsOf(read, [{ id: 'other' }, { id: 'n1', ...item }])).toEqual(['holds']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a text', { title: 'a' }, { title: 'b' }],
    ['a set', { tags: ['a', 'b'] }, { tags: ['a'] }],
    ['a number that is a text elsewhere', { title: '1.0' }, { title: '1' }],
  ])('differs in %s', (_, read, item) => {
    expect(verdictsOf(read, [{ id: 'n1', ...item }])).toEqual(['broken']);
  });

  it('is not judged without the object, or after a change', () => {
    expect(verdictsOf({ title: 'a' }, [{ id: 'n2', title: 'b' }])).toEqual(['not-exercised']);
    expect(verdictsOf({ title: 'a' }, [{ id: 'n1', title: 'b' }], 'update')).toEqual(['not-exercised']);
  });
});
