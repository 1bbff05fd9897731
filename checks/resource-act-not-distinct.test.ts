import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import type { Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceActNotDistinct } from './resource-act-not-distinct.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, inferred } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const EXPORT = 'POST /notes/{note_id}/export';

function act(json: Json, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'act', operation: EXPORT, status: 202, json, ...parts };
}

function acted(first: Json, second: Json, status = 202): Trace {
  return lifeOf(contract, 'note', 'n1', [
    act({ id: first }),
    act({ id: second }, { role: 'act-again', status }),
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

  it('is the same as any before, and told with all that show it', () => {
    const trace = lifeOf(contract, 'note', 'n1', [
      { role: 'create', operation: 'POST /notes', status: 201 },
      act({ id: 'a' }),
      act({}, { role: 'act-again' }),
      act({ id: 'b' }, { role: 'act-again' }),
      act({ id: 'a' }),
      act({ id: 'c' }),
    ]);
    const exchanges = exchangesIn(trace);

    expect(resourceActNotDistinct.judge(trace, contract)).toEqual([
      {
        operation: EXPORT,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'act/exportNote'),
            level: 'must',
            instance: '/id',
            message: '/id is the same in two replies, and should be another each time',
            expected: inWords('another value'),
            received: inWords('the same value'),
            exchange: exchanges[4],
            steps: [exchanges[0], exchanges[1], exchanges[3], exchanges[4], exchanges[5]],
          },
        ],
      },
    ]);
  });

  it('binds no harder than what the document says of the act', () => {
    const unsure = edited(inferred('act/exportNote'));

    expect(resourceActNotDistinct.judge(acted('a', 'a'), unsure)).toMatchObject([
      { broken: [{ level: 'may' }] },
    ]);
  });

  it('is not known from a single reply that shows it', () => {
    const trace = lifeOf(contract, 'note', 'n1', [act({ id: 'a' }), act({ id: 'a' }, NO_REPLY)]);

    expect(resourceActNotDistinct.judge(trace, contract)).toEqual(
      unexercised(EXPORT, 'no two replies show what was made at /id'),
    );
  });

  it.each<[string, readonly ToldStep[]]>([
    ['nobody acted', [{ role: 'read', operation: 'GET /notes/{note_id}', json: { id: 'a' } }]],
    [
      'it is shown by others',
      [act({ id: 'a' }, { operation: 'GET /notes' }), act({ id: 'a' }, { operation: 'GET /notes' })],
    ],
    [
      'the object was gone',
      [act({ id: 'a' }, { role: 'act-deleted' }), act({ id: 'a' }, { role: 'act-deleted' })],
    ],
    ['an act was read', [act({ id: 'a' }, { role: 'read-acted' }), act({ id: 'a' }, { role: 'read-acted' })]],
  ])('is not spoken of where %s', (_, steps) => {
    expect(resourceActNotDistinct.judge(lifeOf(contract, 'note', 'n1', steps), contract)).toEqual([]);
  });

  it('is spoken of where the document says of an act that it is another each time', () => {
    expect(coveredBy(resourceActNotDistinct, contract)).toEqual([EXPORT]);
    expect(resourceActNotDistinct.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });
});
