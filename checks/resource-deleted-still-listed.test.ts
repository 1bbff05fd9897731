import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceDeletedStillListed } from './resource-deleted-still-listed.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const DELETE = 'DELETE /notes/{note_id}';

const create: ToldStep = { role: 'create', operation: 'POST /notes', status: 201, json: { id: 'n1' } };

function deleted(status = 204): ToldStep {
  return { role: 'delete', operation: DELETE, status };
}

function list(ids: readonly string[], parts: Partial<ToldStep> = {}): ToldStep {
  const json = { items: ids.map((id) => ({ id })) };
  return { role: 'list-deleted', operation: 'GET /notes', json, ...parts };
}

function judged(steps: readonly ToldStep[], by = contract) {
  return resourceDeletedStillListed.judge(lifeOf(by, 'note', 'n1', steps), by);
}

describe('a list after a delete', () => {
  it('holds where it does not show the object', () => {
    expect(judged([create, deleted(), list(['n0'])])).toEqual([{ operation: DELETE, verdict: 'holds' }]);
  });

  it('breaks where it still shows the object', () => {
    const trace = lifeOf(contract, 'note', 'n1', [create, deleted(), list(['n0', 'n1'])]);
    const exchanges = exchangesIn(trace);

    expect(resourceDeletedStillListed.judge(trace, contract)).toMatchObject([
      {
        operation: DELETE,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/x-assay-resources/note', keyword: 'delete' },
            level: 'must',
            instance: null,
            message: 'deleted with 204, and the list still has n1',
            expected: inWords('a list without n1'),
            received: 'n1',
            exchange: exchanges[2],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly ToldStep[]]>([
    ['the delete was refused', [deleted(404), list(['n1'])]],
    ['it was refused', [deleted(), list(['n1'], { status: 401 })]],
    ['it is no list', [deleted(), list([], { json: 'n1' })]],
  ])('is not judged where %s', (_, steps) => {
    expect(judged(steps)).toEqual(
      unexercised(DELETE, 'the delete was not accepted or has not ended, or there is no list'),
    );
  });

  it('is not judged where it says that it shows only a part', () => {
    const cut = list(['n0'], { headers: [['X-Total', '2']] });

    expect(judged([deleted(), cut])).toEqual(
      unexercised(DELETE, 'the list says that it shows only a part of what there is'),
    );
  });

  it('may show the object where the document does not say what is left', () => {
    const open = edited([
      '{operation: deleteNote, gone: ["404"]}',
      '{operation: deleteNote, gone: unspecified}',
    ]);

    expect(judged([deleted(), list(['n1'])], open)).toEqual([
      {
        operation: DELETE,
        verdict: 'not-applicable',
        why: 'the documents do not say what is left after a delete',
      },
    ]);
  });

  it('is not spoken of where nobody deleted it, or asked for the list', () => {
    expect(judged([create, list(['n1'])])).toEqual([]);
    expect(judged([create, deleted(), list(['n1'], { role: 'list' })])).toEqual([]);
    expect(resourceDeletedStillListed.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });

  it('is spoken of where there is a list of what is deleted', () => {
    const kept = edited(['    delete: {operation: deleteNote', '    gone: {operation: deleteNote']);

    expect(coveredBy(resourceDeletedStillListed, contract)).toEqual(['DELETE /labels/{label_id}', DELETE]);
    expect(coveredBy(resourceDeletedStillListed, kept)).toEqual(['DELETE /labels/{label_id}']);
  });
});
