import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceActNotDistinct } from './resource-act-not-distinct.ts';

const contract = tinyContract();
const EXPORT = 'POST /notes/{note_id}/export';

function acted(first: Json, second: Json, status = 202): Trace {
  return lifeOf(contract, 'note', 'n1', [
    { role: 'act', operation: EXPORT, status: 202, json: { id: first } },
    { role: 'act-again', operation: EXPORT, status, json: { id: second } },
  ]);
}

describe('what an act makes', () => {
  it.each<[string, Trace, string]>([
    ['differs', acted('a', 'b'), 'holds'],
    ['is the same', acted('a', 'a'), 'broken'],
    ['is not shown', acted('a', null), 'not-exercised'],
    ['is empty', acted('', ''), 'not-exercised'],
    ['was refused', acted('a', 'a', 409), 'not-exercised'],
  ])('is judged where it %s', (_, trace, verdict) => {
    expect(resourceActNotDistinct.judge(trace, contract).map((one) => one.verdict)).toEqual([verdict]);
  });

  it('is not shown, since it may be a secret', () => {
    const [judgement] = resourceActNotDistinct.judge(acted('hush-hush', 'hush-hush'), contract);

    const { message, expected, received } = judgement?.broken?.[0] ?? {};
    expect(message).toContain('/id');
    expect(JSON.stringify([message, expected, received])).not.toContain('hush');
  });
});
