import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { singletonUpdateNotShown } from './singleton-update-not-shown.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const PUT = 'PUT /settings';
const SWITCH = 'POST /switch';

function read(json: Json, parts: Partial<ExchangeParts> = {}): Exchange {
  return exchangeOf(contract, 'GET /settings', { status: 200, json, ...parts });
}

function judged(body: Json | undefined, after: Exchange, parts: Partial<ExchangeParts> = {}, by = contract) {
  const sent = body === undefined ? {} : { body };
  const update = exchangeOf(by, PUT, { status: 200, ...sent, ...parts });
  return singletonUpdateNotShown.judge({ kind: 'singleton', update, read: after }, by);
}

describe('an update of what exists once', () => {
  it.each<[string, Json, Json]>([
    ['all that was sent', { theme: 'dark', page: 20 }, { theme: 'dark', page: '20' }],
    ['one member of two', { theme: 'dark', page: 20 }, { theme: 'dark' }],
    ['one that was not sent otherwise', { theme: 'dark' }, { theme: 'dark', page: 7 }],
  ])('holds where a read shows %s', (_, body, shown) => {
    expect(judged(body, read(shown))).toEqual([{ operation: PUT, verdict: 'holds' }]);
  });

  it('breaks for each member that a read shows otherwise, as hard as the member binds', () => {
    const after = read({ theme: 'light', page: null });
    const update = exchangeOf(contract, PUT, { status: 200, body: { theme: 'dark', page: 20 } });
    const at = '/paths/~1settings/put';
    const shown = { exchange: after, steps: [update, after] };

    expect(singletonUpdateNotShown.judge({ kind: 'singleton', update, read: after }, contract)).toEqual([
      {
        operation: PUT,
        verdict: 'broken',
        broken: [
          {
            ...shown,
            statement: contract.statement(at, 'x-assay-restore/theme'),
            level: 'must',
            instance: '/theme',
            message: 'theme was updated to another value than a read shows',
            expected: 'dark',
            received: 'light',
          },
          {
            ...shown,
            statement: contract.statement(at, 'x-assay-restore/page'),
            level: 'should',
            instance: '/page',
            message: 'page was updated to another value than a read shows',
            expected: 20,
            received: null,
          },
        ],
      },
    ]);
  });

  it('binds no harder than the operation', () => {
    const unsure = edited([
      'at: Settings\n        basis: documented',
      'at: Settings\n        basis: inferred',
    ]);

    expect(judged({ theme: 'dark', page: 1 }, read({ theme: 'light', page: 2 }), {}, unsure)).toMatchObject([
      {
        broken: [
          { level: 'may', statement: { level: 'may' } },
          { level: 'may', statement: { level: 'may' } },
        ],
      },
    ]);
  });

  it.each<[string, Exchange, Partial<ExchangeParts>, string]>([
    ['was not accepted', read({ theme: 'light' }), { status: 400 }, 'the update was not accepted'],
    ['got no reply', read({ theme: 'light' }), NO_REPLY, 'the update was not accepted'],
    [
      'was followed by a failure',
      read({ theme: 'light' }, NO_REPLY),
      {},
      'it could not be read after the update',
    ],
    [
      'is not to be read',
      read({ theme: 'light' }, { status: 404 }),
      {},
      'it could not be read after the update',
    ],
    ['is read as something else', read(['light']), {}, 'it could not be read after the update'],
    ['is not shown', read({ page: 20 }), {}, 'the read shows no member that was sent'],
  ])('is not judged where it %s', (_, after, parts, why) => {
    expect(judged({ theme: 'dark' }, after, parts)).toEqual(unexercised(PUT, why));
  });

  it.each<[string, Json | undefined]>([
    ['nothing', undefined],
    ['no members', 'dark'],
    ['others', { page: 20 }],
  ])('is not judged where it sent %s', (_, body) => {
    expect(judged(body, read({ theme: 'light' }))).toEqual(
      unexercised(PUT, 'the read shows no member that was sent'),
    );
  });

  it('is spoken of where the document names members, or what is switched', () => {
    const blind = edited([
      '{read: getSettings, echo: [theme, {member: page, as: value}]}',
      '{read: getSettings}',
    ]);

    expect(coveredBy(singletonUpdateNotShown, contract)).toEqual([PUT, SWITCH]);
    expect(coveredBy(singletonUpdateNotShown, blind)).toEqual([SWITCH]);
    expect(singletonUpdateNotShown.judge({ kind: 'exchange', exchange: read({}) }, contract)).toEqual([]);
    expect(judged({ theme: 'dark' }, read({ theme: 'light' }), {}, blind)).toEqual(
      unexercised(PUT, 'the read shows no member that was sent'),
    );
  });
});
