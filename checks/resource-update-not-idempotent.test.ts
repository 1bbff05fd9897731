import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpdateNotIdempotent as check } from './resource-update-not-idempotent.ts';
import { lacking, withLevel } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const UNREAD = ['not-exercised: the object could not be read after both updates'];
const SHOWN = { json: { text: 'a' } };

function lifeOf(...steps: LifeStep[]) {
  return lifeWith(contract, 'card', 'c1', steps);
}

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeOf(...steps), contract);
}

/** What reads show after an update that is sent twice. */
function twice(once: Json, again: Json) {
  return lifeOf(
    ['create'],
    ['update'],
    ['read-updated', { json: once }],
    ['update-again'],
    ['read-again', { json: again }],
  );
}

describe('the same PUT again', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['the same', { text: 'a', size: 9, tags: ['a', 'b'] }, { text: 'a', size: 9, tags: ['a', 'b'] }],
    ['a set in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['a list written with commas', { tags: ['a', 'b'] }, { tags: 'a,b' }],
    ['null for what was not shown', {}, { size: null }],
    ['nothing for what was null', { size: null }, {}],
    ['another revision', { text: 'a', revision: 1 }, { text: 'a', revision: 2 }],
  ])('may leave %s', (_, once, again) => {
    expect(saidOf(check, twice(once, again), contract)).toEqual(['holds']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a list that grew', { tags: ['a'] }, { tags: ['a', 'a'] }],
    ['a list that shrank', { tags: ['a', 'a'] }, { tags: ['a'] }],
    ['less than there was', { size: 1 }, {}],
    ['more than there was', {}, { size: 1 }],
  ])('may not leave %s', (_, once, again) => {
    expect(saidOf(check, twice(once, again), contract)).toEqual(['broken']);
  });

  it('is told with both reads', () => {
    const steps = ['create', 'update', 'read-updated', 'update-again', 'read-again'];
    const said = { operation: 'PUT /cards/{card_id}', level: 'must', exchange: 'read-again', steps };

    expect(
      foundIn(check, twice({ text: 'a', size: 9, colour: 'red' }, { text: 'a', size: 18 }), contract),
    ).toEqual([
      {
        ...said,
        statement: '/x-assay-resources/card echo/colour',
        instance: '/colour',
        message: 'colour is another after the same update was sent twice',
        expected: 'red',
        received: null,
      },
      {
        ...said,
        statement: '/x-assay-resources/card echo/size',
        instance: '/size',
        message: 'size is another after the same update was sent twice',
        expected: 9,
        received: 18,
      },
    ]);
    expect(foundIn(check, twice({}, { size: 9 }), contract)).toMatchObject([{ expected: null }]);
  });

  it('is bound no harder than what says it', () => {
    const weak = withLevel(contract, 'echo/size', 'may');

    expect(foundIn(check, twice({ size: 9 }, { size: 18 }), weak)).toMatchObject([{ level: 'may' }]);
  });

  it('should be accepted as the first was', () => {
    const trace = lifeOf(['create'], ['update'], ['update-again', { status: 409 }]);

    expect(foundIn(check, trace, contract)).toEqual([
      {
        operation: 'PUT /cards/{card_id}',
        level: 'should',
        statement: '/x-assay-resources/card update',
        instance: null,
        message: 'the same update was answered 200 at first and 409 again',
        expected: 200,
        received: 409,
        exchange: 'update-again',
        steps: ['create', 'update', 'update-again'],
      },
    ]);
  });

  it.each<[string, LifeStep, string]>([
    ['503', ['update-again', { status: 503 }], '503'],
    ['412', ['update-again', { status: 412 }], '412'],
    ['428', ['update-again', { status: 428 }], '428'],
    ['nothing', ['update-again', NO_REPLY], 'nothing'],
  ])('is not judged where it is answered %s', (_, again, what) => {
    expect(said(['update'], again)).toEqual([`not-exercised: the second update was answered ${what}`]);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'the first was refused',
      [['update', { status: 400 }], ['update-again']],
      ['not-exercised: the update was not accepted, or has not ended'],
    ],
    ['nothing was read after the first', [['update'], ['update-again'], ['read-again', SHOWN]], UNREAD],
    ['nothing was read after the second', [['update'], ['read-updated', SHOWN], ['update-again']], UNREAD],
    [
      'the first read failed',
      [['update'], ['read-updated', { ...SHOWN, status: 404 }], ['update-again'], ['read-again', SHOWN]],
      UNREAD,
    ],
    [
      'the second read failed',
      [['update'], ['read-updated', SHOWN], ['update-again'], ['read-again', { ...SHOWN, status: 404 }]],
      UNREAD,
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it('is not judged where a read shows no object', () => {
    expect(saidOf(check, twice('a', { text: 'a' }), contract)).toEqual(UNREAD);
    expect(saidOf(check, twice({ text: 'a' }, 'a'), contract)).toEqual(UNREAD);
  });

  it('is not spoken of without two updates, or a life', () => {
    const exchange = exchangeOf(contract, 'PUT /cards/{card_id}', { status: 200 });

    expect(said(['update'])).toEqual([]);
    expect(said(['update-again'])).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what updates a resource by PUT', () => {
    expect(coveredBy(check, contract)).toEqual(['PUT /cards/{card_id}']);
    expect(coveredBy(check, lacking(contract, 'card', 'update'))).toEqual([]);
  });
});
