import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpdateTouchesOthers as check } from './resource-update-touches-others.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const UNREAD = ['not-exercised: the object could not be read before and after'];
const UPDATE: LifeStep = ['update-partial', { body: { title: 'b' } }];
const BEFORE: LifeStep = ['read-updated', { json: { title: 'a', status: 'open' } }];
const AFTER: LifeStep = ['read-partial', { json: { title: 'b', status: 'open' } }];

function said(steps: readonly LifeStep[], judged: Contract = contract): string[] {
  return saidOf(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

/** An update of the title alone, and what is shown around it. */
function retitled(before: Json, after: Json): LifeStep[] {
  return [['create'], ['read-updated', { json: before }], UPDATE, ['read-partial', { json: after }]];
}

describe('an update that merges', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['what it names', { title: 'a', status: 'open' }, { title: 'b', status: 'open' }],
    ['the order of a set', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['null to nothing', { status: null }, {}],
    ['what is not echoed', { status: 'open', revision: 1 }, { status: 'open', revision: 2 }],
    ['what was not shown', { status: 'open' }, { status: 'open', priority: 1 }],
  ])('may change %s', (_, before, after) => {
    expect(said(retitled(before, after))).toEqual(['holds']);
  });

  it('changes nothing else', () => {
    const steps = retitled({ title: 'a', status: 'open', tags: ['a'] }, { title: 'b', status: 'done' });
    const found = {
      operation: 'PATCH /notes/{note_id}',
      exchange: 'read-partial',
      steps: ['create', 'read-updated', 'update-partial', 'read-partial'],
    };

    expect(foundIn(check, lifeWith(contract, 'note', 'n1', steps), contract)).toEqual([
      {
        ...found,
        level: 'must',
        statement: '/x-assay-resources/note echo/status',
        instance: '/status',
        message: 'status was not named in an update that merges, and is another afterwards',
        expected: 'open',
        received: 'done',
      },
      {
        ...found,
        level: 'should',
        statement: '/x-assay-resources/note echo/tags',
        instance: '/tags',
        message: 'tags was not named in an update that merges, and is another afterwards',
        expected: ['a'],
        received: null,
      },
    ]);
  });

  it('is told from null by what it shows', () => {
    const trace = lifeWith(contract, 'note', 'n1', retitled({ status: null }, { status: 'open' }));

    expect(foundIn(check, trace, contract)).toMatchObject([{ expected: null, received: 'open' }]);
  });

  it('is bound no harder than what says it', () => {
    const weak = withLevel(contract, 'echo/status', 'may');
    const trace = lifeWith(weak, 'note', 'n1', retitled({ status: 'open' }, { status: 'done' }));

    expect(foundIn(check, trace, weak)).toMatchObject([{ level: 'may' }]);
  });

  it('is compared with the read that came last', () => {
    const again: LifeStep = ['read-again', { json: { title: 'a', status: 'done' } }];

    expect(said([BEFORE, again, UPDATE, AFTER])).toEqual(['broken']);
    expect(
      said([['read-updated', { json: { status: 'done' } }], ['read-again', BEFORE[1]], UPDATE, AFTER]),
    ).toEqual(['holds']);
  });

  it('changes all where its body is no object', () => {
    expect(said([BEFORE, ['update-partial', { body: 'title' }], AFTER])).toEqual(['broken']);
    expect(said([BEFORE, ['update-partial'], AFTER])).toEqual(['broken']);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'it was refused',
      [BEFORE, ['update-partial', { status: 400 }], AFTER],
      ['not-exercised: the update of some members was not accepted, or has not ended'],
    ],
    [
      'nothing else is shown',
      retitled({ title: 'a' }, { title: 'b' }),
      ['not-exercised: a read shows no member that was not named'],
    ],
    ['nothing was read before', [UPDATE, AFTER], UNREAD],
    ['the read before failed', [['read-updated', { ...BEFORE[1], status: 404 }], UPDATE, AFTER], UNREAD],
    ['nothing was read after', [BEFORE, UPDATE], UNREAD],
    ['the read after failed', [BEFORE, UPDATE, ['read-partial', { ...AFTER[1], status: 404 }]], UNREAD],
    ['the read before shows no object', retitled('a', { status: 'open' }), UNREAD],
    ['the read after shows no object', retitled({ status: 'open' }, 'a'), UNREAD],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is not spoken of without a part, where updates replace, or outside of a life', () => {
    const exchange = exchangeOf(contract, 'PATCH /notes/{note_id}', { status: 200 });
    const replacing = withResource(contract, 'note', (note) => ({
      ...note,
      update: { operation: 'PATCH /notes/{note_id}', semantics: 'replace' },
    }));

    expect(said([BEFORE, AFTER])).toEqual([]);
    expect(said([BEFORE, UPDATE, AFTER], replacing)).toEqual([]);
    expect(coveredBy(check, replacing)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what is merged and echoed', () => {
    expect(coveredBy(check, contract)).toEqual(['PATCH /notes/{note_id}']);
    expect(
      coveredBy(
        check,
        withResource(contract, 'note', (note) => ({ ...note, echo: [] })),
      ),
    ).toEqual([]);
    expect(coveredBy(check, lacking(contract, 'note', 'update'))).toEqual([]);
  });
});
