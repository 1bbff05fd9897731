import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceCreatedNotListed } from './resource-created-not-listed.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, UNCREATED, UNREAD } from './testing/edited.ts';
import { LIST } from './testing/listings.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const HOLDS = [{ operation: LIST, verdict: 'holds' }];
const LABELS = 'GET /labels';

const create: ToldStep = { role: 'create', operation: 'POST /notes', status: 201, json: { id: 'n1' } };

function read(parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'read', operation: 'GET /notes/{note_id}', json: { id: 'n1' }, ...parts };
}

function list(ids: readonly string[], parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'list', operation: LIST, json: { items: ids.map((id) => ({ id })) }, ...parts };
}

function found(steps: readonly ToldStep[], by = contract) {
  const trace = lifeOf(by, 'note', 'n1', steps);
  const exchanges = exchangesIn(trace);
  return { exchanges, judgements: resourceCreatedNotListed.judge(trace, by) };
}

describe('a list after a create', () => {
  it('holds where it shows the object once', () => {
    expect(found([create, read(), list(['n0', 'n1', 'n0'])]).judgements).toEqual(HOLDS);
  });

  it('breaks where it lacks what a read shows', () => {
    const { exchanges, judgements } = found([create, read(), list(['n0'])]);

    expect(judgements).toMatchObject([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/x-assay-resources/note', keyword: 'list' },
            level: 'must',
            instance: null,
            message: 'the list lacks n1, which a read shows',
            expected: 'n1',
            received: { items: [{ id: 'n0' }] },
            exchange: exchanges[2],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  it('breaks where it shows the object twice', () => {
    const { exchanges, judgements } = found([create, read(), list(['n1', 'n1'])]);

    expect(judgements).toMatchObject([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/x-assay-resources/note', keyword: 'list' },
            message: 'the list shows n1 more than once',
            expected: inWords('n1 once'),
            received: { items: [{ id: 'n1' }, { id: 'n1' }] },
            exchange: exchanges[2],
            steps: [exchanges[0], exchanges[2]],
          },
        ],
      },
    ]);
  });

  it('is compared with the latest read of the object', () => {
    const updated = read({ role: 'read-updated', status: 404 });
    const { exchanges, judgements } = found([
      create,
      read({ status: 404 }),
      read({ role: 'read-updated' }),
      list([]),
    ]);

    expect(judgements).toMatchObject([{ broken: [{ steps: [exchanges[0], exchanges[2], exchanges[3]] }] }]);
    expect(found([create, read(), updated, list([])]).judgements).toMatchObject([
      { verdict: 'not-exercised' },
    ]);
  });

  it('is judged without a read where the document knows none', () => {
    const unread = edited(UNREAD);

    expect(found([create, list([])], unread).judgements).toMatchObject([{ verdict: 'broken' }]);
  });

  it('is judged where the document does not say how it is cut', () => {
    const trace = lifeOf(contract, 'label', 'l1', [
      { role: 'read', operation: 'GET /labels/{label_id}', json: { id: 'l1' } },
      { role: 'list', operation: LABELS, json: [{ id: 'l2' }] },
    ]);

    expect(resourceCreatedNotListed.judge(trace, contract)).toMatchObject([
      { operation: LABELS, verdict: 'broken' },
    ]);
  });

  it.each<[string, readonly ToldStep[]]>([
    ['there was no read', [create, list(['n0'])]],
    ['the read was refused', [create, read({ status: 404 }), list(['n0'])]],
    ['it was refused', [create, read(), list(['n0'], { status: 404 })]],
    ['it is no list', [create, read(), list([], { json: {} as Json })]],
  ])('is not judged where %s', (_, steps) => {
    expect(found(steps).judgements).toEqual(unexercised(LIST, 'there was no object to find, or no list'));
  });

  it('is not judged where it says that it shows only a part', () => {
    const part = list(['n0'], { headers: [['X-Total', '2']] });

    expect(found([create, read(), part]).judgements).toEqual(
      unexercised(LIST, 'the list says that it shows only a part of what there is'),
    );
  });

  it('is not spoken of where nobody asked for it', () => {
    expect(found([create, read()]).judgements).toEqual([]);
    expect(resourceCreatedNotListed.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });

  it('is spoken of where it is one of what is created', () => {
    const uncreated = edited(UNCREATED);

    expect(coveredBy(resourceCreatedNotListed, contract)).toEqual([LABELS, LIST]);
    expect(coveredBy(resourceCreatedNotListed, uncreated)).toEqual([LABELS]);
  });
});
