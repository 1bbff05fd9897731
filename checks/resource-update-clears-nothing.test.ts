import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceUpdateClearsNothing } from './resource-update-clears-nothing.ts';

const contract = tinyContract();

function verdictsOf(before: Json, after: Json, status = 200): string[] {
  const shown = (tags: Json) => (tags === null ? {} : { tags });
  const trace = lifeOf(contract, 'card', 'c1', [
    { role: 'read', operation: 'GET /cards/{card_id}', json: shown(before) },
    { role: 'update-clear', operation: 'PUT /cards/{card_id}', status, body: { text: 'a', tags: [] } },
    { role: 'read-cleared', operation: 'GET /cards/{card_id}', json: shown(after) },
  ]);
  return resourceUpdateClearsNothing.judge(trace, contract).map(({ verdict }) => verdict);
}

describe('an empty list in an update', () => {
  it.each<[Json]>([[[]], [null], ['']])('takes effect where a read shows %j', (after) => {
    expect(verdictsOf(['a'], after)).toEqual(['holds']);
  });

  it.each<[Json]>([[['a']], [['b']], ['a,b']])('takes none where a read shows %j', (after) => {
    expect(verdictsOf(['a'], after)).toEqual(['broken']);
  });

  it('is not judged where nothing was in the list, or it was refused', () => {
    expect(verdictsOf([], ['a'])).toEqual(['not-exercised']);
    expect(verdictsOf(null, ['a'])).toEqual(['not-exercised']);
    expect(verdictsOf(['a'], ['a'], 400)).toEqual(['not-exercised']);
  });

  it('is asked for where a body takes a list, and upserts are left alone', () => {
    const applies = (id: string) => resourceUpdateClearsNothing.applies(operationOf(contract, id), contract);

    expect(['PUT /cards/{card_id}', 'PATCH /notes/{note_id}', 'POST /labels'].map(applies)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
