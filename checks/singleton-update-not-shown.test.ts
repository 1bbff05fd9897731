import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { singletonUpdateNotShown } from './singleton-update-not-shown.ts';
import { coveredBy } from './testing/covered.ts';

const contract = tinyContract();
const PUT = 'PUT /settings';
const SWITCH = 'POST /switch';
const FAILED = { failure: { code: 'reset', message: '' } } as const;

function unexercised(operation: string, why: string) {
  return [{ operation, verdict: 'not-exercised', why }];
}

describe('an update of what exists once', () => {
  function read(json: Json, parts: Partial<ExchangeParts> = {}): Exchange {
    return exchangeOf(contract, 'GET /settings', { status: 200, json, ...parts });
  }

  function judged(
    body: Json | undefined,
    after: Exchange,
    parts: Partial<ExchangeParts> = {},
    by = contract,
  ) {
    const sent = body === undefined ? {} : { body };
    const update = exchangeOf(by, PUT, { status: 200, ...sent, ...parts });
    return singletonUpdateNotShown.judge({ kind: 'singleton', update, read: after }, by);
  }

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
    const unsure = tinyContract((text) =>
      text.replace('at: Settings\n        basis: documented', 'at: Settings\n        basis: inferred'),
    );

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
    ['got no reply', read({ theme: 'light' }), FAILED, 'the update was not accepted'],
    [
      'was followed by a failure',
      read({ theme: 'light' }, FAILED),
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
    const blind = tinyContract((text) =>
      text.replace('{read: getSettings, echo: [theme, {member: page, as: value}]}', '{read: getSettings}'),
    );

    expect(coveredBy(singletonUpdateNotShown, contract)).toEqual([PUT, SWITCH]);
    expect(coveredBy(singletonUpdateNotShown, blind)).toEqual([SWITCH]);
    expect(singletonUpdateNotShown.judge({ kind: 'exchange', exchange: read({}) }, contract)).toEqual([]);
    expect(judged({ theme: 'dark' }, read({ theme: 'light' }), {}, blind)).toEqual(
      unexercised(PUT, 'the read shows no member that was sent'),
    );
  });
});

describe('what is switched', () => {
  const bright = new Map<string, Json>([
    ['/state/on', true],
    ['/state/dimmed', false],
  ]);
  const lamp = (state: Json) =>
    exchangeOf(contract, 'GET /lamps/{lamp_id}', { status: 200, json: { state } });

  function switched(by: Contract, done: Json, parts: Partial<ExchangeParts> = {}): Exchange {
    const json = { switched: done };
    return exchangeOf(by, SWITCH, {
      ...{ status: 200, json, query: { to: 'bright' }, body: { lamps: ['lamp1'] } },
      ...parts,
    });
  }

  function judged(update: Exchange, read: Exchange, by: Contract = contract) {
    return singletonUpdateNotShown.judge({ kind: 'singleton', update, read, shows: bright }, by);
  }

  it.each<[string, Json]>([
    ['all of its state', { on: true, dimmed: false }],
    ['a part of it', { on: true }],
  ])('holds where a read shows %s', (_, state) => {
    expect(judged(switched(contract, ['lamp2', 'lamp1']), lamp(state))).toEqual([
      { operation: SWITCH, verdict: 'holds' },
    ]);
  });

  it('breaks where a read shows another state', () => {
    const [update, read] = [switched(contract, ['lamp1']), lamp({ on: false, dimmed: false })];

    expect(judged(update, read)).toEqual([
      {
        operation: SWITCH,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/paths/~1switch/post', 'x-assay-switch/shows'),
            level: 'must',
            instance: '/state/on',
            message: 'it was switched to "bright", and a read shows another state',
            expected: true,
            received: false,
            exchange: read,
            steps: [update, read],
          },
        ],
      },
    ]);
  });

  it('is told by null where the request did not say to what', () => {
    expect(judged(switched(contract, ['lamp1'], { query: {} }), lamp({ on: null }))).toMatchObject([
      { broken: [{ message: expect.stringContaining('switched to null,'), received: null }] },
    ]);
  });

  it.each<[string, Exchange]>([
    ['names another', switched(contract, ['lamp2'])],
    ['names none', switched(contract, [])],
    ['has no list', switched(contract, 'lamp1')],
    ['is empty', switched(contract, [], { json: {} })],
    ['answers what named none', switched(contract, ['lamp1'], { body: {} })],
  ])('is not judged where the reply %s', (_, update) => {
    expect(judged(update, lamp({ on: false }))).toEqual(
      unexercised(SWITCH, 'the reply does not say that it was switched'),
    );
  });

  it('is taken for switched where the document does not say how a reply names it', () => {
    const mute = tinyContract((text) => text.replace('        done: /switched\n', ''));

    expect(judged(switched(mute, []), lamp({ on: false }), mute)).toMatchObject([{ verdict: 'broken' }]);
  });

  it('is not judged where a read shows nothing of it, or nothing can be switched', () => {
    expect(judged(switched(contract, ['lamp1']), lamp({}))).toEqual(
      unexercised(SWITCH, 'the read shows nothing of what was switched'),
    );
    expect(judged(exchangeOf(contract, PUT, { status: 200 }), lamp({ on: false }))).toEqual(
      unexercised(PUT, 'the reply does not say that it was switched'),
    );
  });
});
