import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceDeleteTouchesOthers as check } from './resource-delete-touches-others.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const NO_READS = ['not-exercised: the other object could not be read before and after'];
const NOT_MADE = ['not-exercised: no other object could be created and deleted'];
const NO_OBJECT = ['not-exercised: a read before or after shows no object'];
const NOT_ENDED = ['not-exercised: the delete was not accepted, or has not ended'];
const HERE: LifeStep = ['read', { json: { id: 'n1', title: 'a' } }];
const SPARED: LifeStep = ['read-spared', { json: { id: 'n1', title: 'a' } }];

/** A life beside which another object is created and deleted. */
function beside(before: LifeStep[], after: LifeStep[], deletion: LifeStep = ['delete-other']) {
  return lifeWith(contract, 'note', 'n1', [['create'], ...before, ['create-other'], deletion, ...after]);
}

function said(...steps: Parameters<typeof beside>): string[] {
  return saidOf(check, beside(...steps), contract);
}

function changed(before: JsonObject, after: JsonObject, judged: Contract = contract) {
  const steps: LifeStep[] = [
    ['create'],
    ['read', { json: before }],
    ['create-other'],
    ['delete-other'],
    ['read-spared', { json: after }],
  ];
  return foundIn(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

describe('a delete of another object', () => {
  it('leaves this one as it was', () => {
    expect(said([HERE], [SPARED])).toEqual(['holds']);
    expect(said([['read-refused', { json: { title: 'a' } }]], [SPARED])).toEqual(['holds']);
    expect(said([HERE], [SPARED], ['delete-other', { outcome: 'succeeded' }])).toEqual(['holds']);
  });

  it('may not take it along', () => {
    expect(foundIn(check, beside([HERE], [['read-spared', { status: 404 }]]), contract)).toEqual([
      {
        operation: 'DELETE /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note delete',
        instance: null,
        message: 'another note was deleted, and a read of this one answers 404',
        expected: inWords('the object'),
        received: 404,
        exchange: 'read-spared',
        steps: ['create', 'read', 'delete-other', 'read-spared'],
      },
    ]);
  });

  it('may not change it', () => {
    const was = { title: 'a', status: 'open', created_by: 'me', revision: 1 };

    expect(changed(was, { ...was, title: 'b', revision: 2 })).toEqual([
      {
        operation: 'DELETE /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note echo/title',
        instance: '/title',
        message: 'title is another after another note was deleted',
        expected: 'a',
        received: 'b',
        exchange: 'read-spared',
        steps: ['create', 'read', 'delete-other', 'read-spared'],
      },
    ]);
    expect(changed(was, { ...was, created_by: 'you' })).toMatchObject([
      { instance: '/created_by', level: 'should' },
    ]);
  });

  it('is bound to change nothing no harder than to delete', () => {
    const weak = withLevel(contract, 'delete', 'may');

    expect(changed({ title: 'a' }, { title: 'b' }, weak)).toMatchObject([{ level: 'may' }]);
  });

  it('is compared with the last read before it', () => {
    expect(
      said(
        [['read', { json: { title: 'b' } }], HERE, ['update'], ['read-updated', { json: { title: 'c' } }]],
        [SPARED],
      ),
    ).toEqual(['holds']);
  });

  it.each<[string, Parameters<typeof beside>, string[]]>([
    ['it is refused', [[HERE], [SPARED], ['delete-other', { status: 409 }]], NOT_ENDED],
    ['it has not ended', [[HERE], [SPARED], ['delete-other', { outcome: 'pending' }]], NOT_ENDED],
    ['nothing was read before', [[], [SPARED]], NO_READS],
    ['the read before shows no object', [[['read', { json: null }]], [SPARED]], NO_OBJECT],
    ['the read after shows no object', [[HERE], [['read-spared', { json: null }]]], NO_OBJECT],
    ['the read before failed', [[['read', { status: 404 }]], [SPARED]], NO_READS],
    ['nothing was read after', [[HERE], []], NO_READS],
    ['the read after got no reply', [[HERE], [['read-spared', NO_REPLY]]], NO_READS],
    ['it was read after alone', [[], [HERE, SPARED]], NO_READS],
    [
      'the read after says nothing',
      [[HERE], [['read-spared', { status: 503 }]]],
      ['not-exercised: the read after it was answered 503'],
    ],
    ['it was not sent', [[HERE], [SPARED], ['list']], NOT_MADE],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it('is not judged without another object, a delete, or a life', () => {
    const undeletable = lacking(contract, 'note', 'delete');
    const steps: LifeStep[] = [['create-other'], HERE];
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });

    expect(
      saidOf(check, lifeWith(contract, 'note', 'n1', [HERE, ['delete-other'], SPARED]), contract),
    ).toEqual([]);
    expect(saidOf(check, lifeWith(undeletable, 'note', 'n1', steps), undeletable)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what can be created, named by its reply, and read', () => {
    const DELETES = ['DELETE /labels/{label_id}', 'DELETE /cards/{card_id}'];
    const create = { operation: 'POST /notes', identity: { lookup: new Map() }, at: '' };

    expect(coveredBy(check, contract)).toEqual([...DELETES, 'DELETE /notes/{note_id}']);
    expect(coveredBy(check, lacking(contract, 'note', 'read'))).toEqual(DELETES);
    expect(coveredBy(check, lacking(contract, 'note', 'create'))).toEqual(DELETES);
    expect(coveredBy(check, lacking(contract, 'note', 'delete'))).toEqual(DELETES);
    expect(
      coveredBy(
        check,
        withResource(contract, 'note', (note) => ({ ...note, create })),
      ),
    ).toEqual(DELETES);
  });
});
