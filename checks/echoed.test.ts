import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { lifeOf as lifeTrace } from '../test/support/tiny-life.ts';
import { judgeEchoed } from './echoed.ts';
import { lifeOf } from './life.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const CREATE = 'POST /notes';

function sending(body: Json) {
  return exchangeOf(contract, CREATE, { status: 201, body });
}

function showing(json: Json, parts: Partial<ExchangeParts> = {}) {
  return exchangeOf(contract, 'GET /notes/{note_id}', { status: 200, json, ...parts });
}

function judged(write = sending({}), read = showing({})) {
  const life = lifeOf(lifeTrace(contract, 'note', 'n1', []));
  return (
    life && judgeEchoed(contract, life, write, read, { written: 'created with', steps: [undefined, write] })
  );
}

describe('a read after a write', () => {
  it.each<[string, Json, Json]>([
    [
      'what was sent',
      { title: 'a', priority: 3, tags: ['x', 'y'] },
      { title: 'a', priority: '3', tags: 'y, x' },
    ],
    ['less than was sent', { title: 'a', status: 'open' }, { title: 'a' }],
    ['what was not sent', {}, { title: 'a' }],
    ['what is no echo', { other: 1 }, { other: 2 }],
  ])('holds where it shows %s', (_, body, shown) => {
    expect(judged(sending(body), showing(shown))).toEqual([{ operation: CREATE, verdict: 'holds' }]);
  });

  it('breaks for each member that it shows otherwise, as hard as the member binds', () => {
    const write = sending({ title: 'a', status: 'open', tags: [] });
    const read = showing({ title: 'b', status: 'open', tags: null });

    expect(judged(write, read)).toEqual([
      {
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'echo/title'),
            level: 'must',
            instance: '/title',
            message: 'title was created with another value than a read shows',
            expected: 'a',
            received: 'b',
            exchange: read,
            steps: [write],
          },
        ],
      },
      {
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'echo/tags'),
            level: 'should',
            instance: '/tags',
            message: 'tags was created with another value than a read shows',
            expected: [],
            received: null,
            exchange: read,
            steps: [write],
          },
        ],
      },
    ]);
  });

  it.each<[string, ReturnType<typeof showing>]>([
    ['was refused', showing({ title: 'b' }, { status: 404 })],
    ['got no reply', showing({}, NO_REPLY)],
    ['shows no object', showing(['b'])],
  ])('is not judged where it %s', (_, read) => {
    expect(judged(sending({ title: 'a' }), read)).toEqual(
      unexercised(CREATE, 'the object could not be read afterwards'),
    );
  });
});
