import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceLocationWrong as check } from './resource-location-wrong.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const CREATE: LifeStep = ['create', { headers: [['location', '/api/cards/c1']] }];
const READ: LifeStep = ['read', { json: { id: 'c1', text: 'a' } }];
const LOCATED: LifeStep = ['read-location', { json: { id: 'c1', text: 'a' } }];
const NO_LOCATION = ['not-exercised: no reply to a create had a documented Location'];
const UNREAD = ['not-exercised: what was created could not be read at all'];
const UNLOCATED = ['not-exercised: the Location could not be read on this target'];

function said(steps: readonly LifeStep[], judged: Contract = contract): string[] {
  return saidOf(check, lifeWith(judged, 'card', 'c1', steps), judged);
}

function found(read: Json, located: LifeStep[1]) {
  const steps: LifeStep[] = [CREATE, ['read', { json: read }], ['read-location', located]];
  return foundIn(check, lifeWith(contract, 'card', 'c1', steps), contract);
}

describe('a Location', () => {
  it.each<[string, Json, Json]>([
    ['the same', { id: 'c1' }, { id: 'c1' }],
    ['what was sent of it', { text: 'a', size: 1, seen: 1 }, { text: 'a', size: 1, seen: 2 }],
    ['more than a read', { text: 'a' }, { text: 'a', size: 1 }],
    ['the same list', ['a'], ['a']],
    ['a set in another order', { text: 'a', tags: ['a', 'b'] }, { text: 'a', tags: ['b', 'a'], n: 1 }],
  ])('may lead to what shows %s', (_, read, located) => {
    expect(found(read, { json: located })).toEqual([]);
  });

  it.each<[string, Json, Json]>([
    ['another mark', { text: 'a', size: 1 }, { text: 'b', size: 1 }],
    ['another echoed member', { text: 'a', size: 1 }, { text: 'a', size: 2 }],
    ['less than a read', { text: 'a', size: 1 }, { text: 'a' }],
    ['no object', { text: 'a' }, ['a']],
    ['an object where a read shows none', ['a'], { text: 'a' }],
    ['something where a read shows another thing', ['a'], ['b']],
  ])('may not lead to what shows %s', (_, read, located) => {
    expect(found(read, { json: located })).toMatchObject([
      { message: 'the Location of a create leads to something else' },
    ]);
  });

  it('is told beside the path of the read', () => {
    expect(found({ text: 'a' }, { status: 404, json: { text: 'a' } })).toEqual([
      {
        operation: 'POST /cards',
        level: 'must',
        statement: '/x-assay-resources/card create',
        instance: null,
        message: 'the Location of a create answers 404, and what was created can be read',
        expected: '/cards/{card_id}',
        received: '/api/cards/c1',
        exchange: 'create',
        steps: ['create', 'read', 'read-location'],
      },
    ]);
  });

  it('is compared by the mark, if nothing is echoed', () => {
    const marked = withResource(contract, 'card', (card) => ({ ...card, echo: [] }));
    const plain = lacking(marked, 'card', 'mark');
    const other: LifeStep = ['read-location', { json: { id: 'c2', text: 'b' } }];

    expect(said([CREATE, READ, other], marked)).toEqual(['broken']);
    expect(said([CREATE, READ, other], plain)).toEqual(['holds']);
    expect(said([CREATE, ['read', { json: { id: 'c1' } }], other], marked)).toEqual(['holds']);
  });

  it.each<[string, LifeStep[], string[]]>([
    ['the create was refused', [['create', { ...CREATE[1], status: 400 }], READ, LOCATED], NO_LOCATION],
    ['there is none', [['create'], READ, LOCATED], NO_LOCATION],
    ['the create got no reply', [['create', NO_REPLY], READ, LOCATED], NO_LOCATION],
    ['the status has none', [['create', { ...CREATE[1], status: 200 }], READ, LOCATED], NO_LOCATION],
    ['nothing was read', [CREATE, LOCATED], UNREAD],
    ['the read failed', [CREATE, ['read', { status: 404 }], LOCATED], UNREAD],
    ['it was not read', [CREATE, READ], UNLOCATED],
    ['it got no reply', [CREATE, READ, ['read-location', NO_REPLY]], UNLOCATED],
    [
      'its read says nothing',
      [CREATE, READ, ['read-location', { status: 403 }]],
      ['not-exercised: the Location was answered 403'],
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is not judged where the status is documented to have none', () => {
    const operations = contract.operations.map((operation) => ({
      ...operation,
      responses: operation.responses.flatMap((one) =>
        operation.id === 'POST /cards' && one.status === '201'
          ? [one, { ...one, status: '200', headers: [] }]
          : [one],
      ),
    }));
    const judged = { ...contract, operations };

    expect(said([['create', { ...CREATE[1], status: 200 }], READ, LOCATED], judged)).toEqual(NO_LOCATION);
  });

  it('is not spoken of without a create, or a life', () => {
    const exchange = exchangeOf(contract, 'POST /cards', { status: 201 });

    expect(said([READ, LOCATED])).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });
});

describe('whom a Location concerns', () => {
  /** Cards whose create is answered by another status, with something else said of it. */
  const located = (status: string, more: string) =>
    tinyContract((text) =>
      text.replace(
        /"201":\n( +description: A new card\.\n +)headers: [^\n]*/,
        (_, between) => `"${status}":\n${between}${more}`,
      ),
    );
  const HEADER = (name: string) => `headers: {${name}: {schema: {type: string}}}`;
  const TASK = `
          x-assay-task:
            poll: {operation: getTask, parameters: {task_id: "$response.body#/id"}}
            status: /status
            pending: [running]
            succeeded: [done]
            failed: [failed]
            deadline: 3`;

  it('creates that are documented to have one, of what can be read', () => {
    const CARDS = ['POST /cards'];

    expect(coveredBy(check, contract)).toEqual(CARDS);
    expect(coveredBy(check, located('201', HEADER('location')))).toEqual(CARDS);
    expect(coveredBy(check, located('2XX', HEADER('Location')))).toEqual(CARDS);
    expect(coveredBy(check, lacking(contract, 'card', 'read'))).toEqual([]);
    expect(coveredBy(check, lacking(contract, 'card', 'create'))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['of another header', '201', HEADER('X-Place')],
    ['of a redirect', '302', HEADER('Location')],
    ['of a task', '201', `${HEADER('Location')}${TASK}`],
  ])('no reply %s', (_, status, more) => {
    const judged = located(status, more);

    expect(coveredBy(check, judged)).toEqual([]);
    expect(said([['create', { ...CREATE[1], status: 201 }], READ, LOCATED], judged)).toEqual([]);
  });
});
