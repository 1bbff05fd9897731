import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { singletonRefusedChangeMade } from './singleton-refused-change-made.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const PUT = 'PUT /settings';
const WHY_UNREAD = 'it could not be read before and after what was refused';

function read(json: Json, parts: Partial<ExchangeParts> = {}): Exchange {
  return exchangeOf(contract, 'GET /settings', { status: 200, json, ...parts });
}

function refused(body: Json, parts: Partial<ExchangeParts> = {}): Exchange {
  return exchangeOf(contract, PUT, { status: 401, body, ...parts });
}

function judged(before: Exchange, update: Exchange, after: Exchange, by = contract) {
  return singletonRefusedChangeMade.judge({ kind: 'singleton-refused', update, before, after }, by);
}

describe('a refused update of what exists once', () => {
  it.each<[string, Json]>([
    ['all is as before', { theme: 'dark', page: 20 }],
    ['somebody else changed it', { theme: 'sepia', page: 20 }],
    ['it is not shown any more', { page: 20 }],
  ])('holds where %s', (_, shown) => {
    expect(judged(read({ theme: 'dark', page: 20 }), refused({ theme: 'light' }), read(shown))).toEqual([
      { operation: PUT, verdict: 'holds' },
    ]);
  });

  it('breaks for each member that is as it wanted', () => {
    const [before, after] = [read({ theme: 'dark', page: 20 }), read({ theme: 'light', page: '30' })];
    const update = refused({ theme: 'light', page: 30 });
    const said = {
      statement: { ...contract.statement('/components/responses/Unknown'), keyword: 'status' },
      level: 'must',
      exchange: after,
      steps: [before, update, after],
    };

    expect(judged(before, update, after)).toEqual([
      {
        operation: PUT,
        verdict: 'broken',
        broken: [
          {
            ...said,
            instance: '/theme',
            message: 'the update was refused with 401, and a read shows its theme',
            expected: 'dark',
            received: 'light',
          },
          {
            ...said,
            instance: '/page',
            message: 'the update was refused with 401, and a read shows its page',
            expected: 20,
            received: '30',
          },
        ],
      },
    ]);
  });

  it('should not be carried out where the document does not list the status', () => {
    expect(
      judged(read({ theme: 'dark' }), refused({ theme: 'light' }, { status: 418 }), read({ theme: 'light' })),
    ).toMatchObject([{ broken: [{ level: 'should' }] }]);
  });

  it.each<[string, Exchange, Exchange, Exchange]>([
    [
      'was carried out',
      read({ theme: 'dark' }),
      refused({ theme: 'light' }, { status: 200 }),
      read({ theme: 'light' }),
    ],
    [
      'may yet be',
      read({ theme: 'dark' }),
      refused({ theme: 'light' }, { status: 429 }),
      read({ theme: 'light' }),
    ],
    [
      'got no reply',
      read({ theme: 'dark' }),
      refused({ theme: 'light' }, NO_REPLY),
      read({ theme: 'light' }),
    ],
    [
      'was preceded by a read that failed',
      read({ theme: 'dark' }, { status: 404 }),
      refused({ theme: 'light' }),
      read({ theme: 'light' }),
    ],
    [
      'was followed by a read that failed',
      read({ theme: 'dark' }),
      refused({ theme: 'light' }),
      read({ theme: 'light' }, NO_REPLY),
    ],
    [
      'was followed by a read of something else',
      read({ theme: 'dark' }),
      refused({ theme: 'light' }),
      read([]),
    ],
    [
      'was preceded by a read of something else',
      read('dark'),
      refused({ theme: 'light' }),
      read({ theme: 'light' }),
    ],
  ])('is not judged where it %s', (_, before, update, after) => {
    expect(judged(before, update, after)).toEqual(unexercised(PUT, WHY_UNREAD));
  });

  it('is not judged where it asked for what was there', () => {
    const why = 'what was refused asked for what was there already';

    expect(judged(read({ theme: 'dark' }), refused({ theme: 'dark' }), read({ theme: 'dark' }))).toEqual(
      unexercised(PUT, why),
    );
    expect(judged(read({ theme: 'dark' }), refused('nonsense'), read({ theme: 'light' }))).toEqual(
      unexercised(PUT, why),
    );
  });

  it('is not judged by an operation that puts nothing back', () => {
    const update = exchangeOf(contract, 'POST /switch', { status: 401, body: { theme: 'light' } });

    expect(judged(read({ theme: 'dark' }), update, read({ theme: 'light' }))).toMatchObject([
      { verdict: 'not-exercised' },
    ]);
  });

  it('is spoken of where the document names members that a read shows as they were sent', () => {
    const blind = edited([
      '{read: getSettings, echo: [theme, {member: page, as: value}]}',
      '{read: getSettings}',
    ]);
    const trace = { kind: 'exchange', exchange: refused({}) } as const;

    expect(coveredBy(singletonRefusedChangeMade, contract)).toEqual([PUT]);
    expect(coveredBy(singletonRefusedChangeMade, blind)).toEqual([]);
    expect(singletonRefusedChangeMade.judge(trace, contract)).toEqual([]);
  });
});
