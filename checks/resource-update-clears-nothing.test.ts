import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceUpdateClearsNothing } from './resource-update-clears-nothing.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

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

describe('what an empty list leaves', () => {
  const check = resourceUpdateClearsNothing;
  const UNREAD = ['not-exercised: the object could not be read before and after'];
  const NOTHING = ['not-exercised: a read showed nothing in what was emptied'];
  const READ: LifeStep = ['read', { json: { tags: ['a'] } }];
  const CLEAR: LifeStep = ['update-clear', { body: { text: 'a', tags: [] } }];
  const CLEARED: LifeStep = ['read-cleared', { json: { tags: ['a'] } }];
  const said = (...steps: LifeStep[]) => saidOf(check, lifeWith(contract, 'card', 'c1', steps), contract);
  const found = (judged: Contract, ...steps: LifeStep[]) =>
    foundIn(check, lifeWith(judged, 'card', 'c1', steps), judged);

  it('is told with the reads around it', () => {
    expect(
      found(contract, ['create'], ['read', { json: {} }], READ, CLEAR, CLEARED, ['read-again', { json: {} }]),
    ).toEqual([
      {
        operation: 'PUT /cards/{card_id}',
        level: 'must',
        statement: '/x-assay-resources/card clears/tags',
        instance: '/tags',
        message: 'tags was updated to an empty list, and a read still shows something in it',
        expected: [],
        received: ['a'],
        exchange: 'read-cleared',
        steps: ['create', 'read', 'update-clear', 'read-cleared'],
      },
    ]);
  });

  it('is bound no harder than what says it', () => {
    const levels = (judged: Contract) => found(judged, READ, CLEAR, CLEARED).map(({ level }) => level);

    expect(levels(withLevel(contract, 'clears/tags', 'should'))).toEqual(['should']);
    expect(levels(withLevel(contract, 'echo/tags', 'may'))).toEqual(['may']);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'it was refused',
      [READ, ['update-clear', { ...CLEAR[1], status: 400 }], CLEARED],
      ['not-exercised: the update with an empty list was not accepted, or has not ended'],
    ],
    ['nothing was read before', [CLEAR, CLEARED, READ], UNREAD],
    ['nothing was read after', [READ, CLEAR], UNREAD],
    ['the read after failed', [READ, CLEAR, ['read-cleared', { ...CLEARED[1], status: 404 }]], UNREAD],
    ['the read after shows no object', [READ, CLEAR, ['read-cleared', { json: ['a'] }]], UNREAD],
    ['no list was empty', [READ, ['update-clear', { body: { tags: ['b'] } }], CLEARED], NOTHING],
    ['a list is not named', [READ, ['update-clear', { body: { text: '' } }], CLEARED], NOTHING],
    ['its body is no object', [READ, ['update-clear', { body: [] }], CLEARED], NOTHING],
    ['its body is missing', [READ, ['update-clear'], CLEARED], NOTHING],
    ['a list is null before', [['read', { json: { tags: null } }], CLEAR, CLEARED], NOTHING],
    ['a list is an empty text before', [['read', { json: { tags: '' } }], CLEAR, CLEARED], NOTHING],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it('may be another member that was not emptied', () => {
    expect(
      said(['read', { json: { text: 'a', tags: ['a'] } }], CLEAR, ['read-cleared', { json: { text: 'a' } }]),
    ).toEqual(['holds']);
  });

  it('is not spoken of without such an update, or a life', () => {
    const exchange = exchangeOf(contract, 'PUT /cards/{card_id}', { status: 200 });

    expect(said(READ, ['update'], CLEARED)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns lists in bodies, whatever else they may be', () => {
    const BOTH = ['PUT /cards/{card_id}', 'PATCH /notes/{note_id}'];
    const tags = (schema: string) =>
      tinyContract((text) => text.replace(/Tags: \{type: array/, `Tags: {${schema}`));

    expect(coveredBy(check, contract)).toEqual(BOTH);
    expect(coveredBy(check, tags("type: [array, 'null']"))).toEqual(BOTH);
    expect(coveredBy(check, tags('type: string'))).toEqual([]);
    expect(
      coveredBy(
        check,
        withResource(contract, 'card', (card) => ({ ...card, echo: [] })),
      ),
    ).toEqual(BOTH.slice(1));
    expect(coveredBy(check, lacking(contract, 'card', 'update'))).toEqual(BOTH.slice(1));
  });

  it('concerns no upsert, and no update without a body or a schema', () => {
    const updating = (operation: string, semantics: 'replace' | 'upsert' = 'replace') =>
      withResource(contract, 'card', (card) => ({ ...card, update: { operation, semantics } }));
    const operations = contract.operations.map(({ body, ...rest }) => ({
      ...rest,
      ...(body
        ? { body: { ...body, contents: body.contents.map(({ schema: _, ...content }) => content) } }
        : {}),
    }));

    expect(coveredBy(check, updating('PUT /cards/{card_id}', 'upsert'))).toEqual(['PATCH /notes/{note_id}']);
    expect(coveredBy(check, updating('DELETE /cards/{card_id}'))).toEqual(['PATCH /notes/{note_id}']);
    expect(coveredBy(check, { ...contract, operations })).toEqual([]);
  });
});
