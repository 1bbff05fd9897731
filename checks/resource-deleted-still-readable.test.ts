import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceDeletedStillReadable as check } from './resource-deleted-still-readable.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const NO_READ = ['not-exercised: there is no read after the delete'];

/** Notes of which a read answers another status after a delete. */
function goneBy(gone: readonly string[] | 'unspecified') {
  return withResource(contract, 'note', ({ delete: removal, ...rest }) =>
    removal ? { ...rest, delete: { ...removal, gone } } : rest,
  );
}

function said(steps: LifeStep[], judged = contract): string[] {
  return saidOf(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

describe('what was deleted', () => {
  it.each([404, 410, 400])('may be answered %i by a read', (status) => {
    expect(said([['delete'], ['read-deleted', { status }]])).toEqual(['holds']);
  });

  it('may not be read', () => {
    const steps: LifeStep[] = [['create'], ['delete'], ['read-deleted', { json: { id: 'n1' } }]];
    const judged = goneBy(['404', '410']);

    expect(foundIn(check, lifeWith(judged, 'note', 'n1', steps), judged)).toEqual([
      {
        operation: 'DELETE /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note delete',
        instance: null,
        message: 'deleted with 204, and a read still answers 200',
        expected: ['404', '410'],
        received: 200,
        exchange: 'read-deleted',
        steps: ['create', 'delete', 'read-deleted'],
      },
    ]);
  });

  it('is gone where a read answers what the document says of that', () => {
    expect(said([['delete'], ['read-deleted', { status: 403 }]], goneBy(['403']))).toEqual(['holds']);
    expect(said([['delete'], ['read-deleted', { status: 403 }]])).toEqual([
      'not-exercised: the read after the delete was answered 403',
    ]);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'the delete was refused',
      [['delete', { status: 409 }], ['read-deleted']],
      ['not-exercised: the delete was not accepted, or has not ended'],
    ],
    ['nothing was read', [['delete']], NO_READ],
    ['the read got no reply', [['delete'], ['read-deleted', NO_REPLY]], NO_READ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is none of the business of a check where the document leaves it open', () => {
    expect(said([['delete'], ['read-deleted']], goneBy('unspecified'))).toEqual([
      'not-applicable: the documents do not say what a read answers after a delete',
    ]);
  });

  it('is not spoken of without a delete, or a life', () => {
    const undeletable = lacking(contract, 'note', 'delete');
    const exchange = exchangeOf(contract, 'DELETE /notes/{note_id}', { status: 204 });

    expect(said([['read-deleted']])).toEqual([]);
    expect(
      said([['delete', { operation: 'DELETE /notes/{note_id}' }], ['read-deleted']], undeletable),
    ).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns deletes of what can be read', () => {
    const DELETES = ['DELETE /labels/{label_id}', 'DELETE /cards/{card_id}'];

    expect(coveredBy(check, contract)).toEqual([...DELETES, 'DELETE /notes/{note_id}']);
    expect(coveredBy(check, lacking(contract, 'note', 'delete'))).toEqual(DELETES);
    expect(coveredBy(check, lacking(contract, 'note', 'read'))).toEqual(DELETES);
  });
});
