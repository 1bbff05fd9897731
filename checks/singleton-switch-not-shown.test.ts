import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { singletonUpdateNotShown } from './singleton-update-not-shown.ts';
import { edited } from './testing/edited.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const PUT = 'PUT /settings';
const SWITCH = 'POST /switch';
const bright = new Map<string, Json>([
  ['/state/on', true],
  ['/state/dimmed', false],
]);
const lamp = (state: Json) => exchangeOf(contract, 'GET /lamps/{lamp_id}', { status: 200, json: { state } });

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

describe('what is switched', () => {
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

  it('is not judged where it may be switched yet', () => {
    expect(judged(switched(contract, ['lamp1'], { status: 202 }), lamp({ on: false }))).toEqual(
      unexercised(SWITCH, 'the update was not accepted'),
    );
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
    const mute = edited(['        done: /switched\n', '']);

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
