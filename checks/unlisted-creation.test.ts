import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceCreatedNotListed } from './resource-created-not-listed.ts';
import { resourceCreatedNotReadable } from './resource-created-not-readable.ts';
import { edited, inferred, UNREAD } from './testing/edited.ts';
import { LIST, shows } from './testing/listings.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const unread = edited(UNREAD);
const CREATE = 'POST /notes';

function unlisted(by: Contract, list: Exchange, status = 201): Trace & { create: Exchange } {
  const resource = by.resources.find(({ name }) => name === 'note');
  if (!resource) throw new Error('the contract has no note');
  const create = exchangeOf(by, CREATE, { status });
  return { kind: 'unlisted-creation', resource, create, list };
}

describe('a create after which the list shows nothing of the kind', () => {
  it('is blamed where there is a read', () => {
    const list = shows(contract, ['n0']);
    const trace = unlisted(contract, list);

    expect(resourceCreatedNotReadable.judge(trace, contract)).toEqual([
      {
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'create/identity'),
            level: 'must',
            instance: null,
            message: 'created with 201, and the list shows nothing that is as it was sent',
            expected: inWords('the object in the list'),
            received: { items: [{ id: 'n0' }] },
            exchange: list,
            steps: [trace.create, list],
          },
        ],
      },
    ]);
    expect(resourceCreatedNotListed.judge(trace, contract)).toEqual([]);
  });

  it('leaves the blame to the list where there is none', () => {
    const trace = unlisted(unread, shows(unread, []));

    expect(resourceCreatedNotListed.judge(trace, unread)).toMatchObject([
      { operation: LIST, verdict: 'broken', broken: [{ statement: { keyword: 'create/identity' } }] },
    ]);
    expect(resourceCreatedNotReadable.judge(trace, unread)).toEqual([]);
  });

  it('binds no harder than what the document says of how it is found', () => {
    const unsure = edited(inferred('create/identity'));

    expect(resourceCreatedNotReadable.judge(unlisted(unsure, shows(unsure, [])), unsure)).toMatchObject([
      { broken: [{ level: 'may' }] },
    ]);
  });

  it('is not judged where the list says that it shows only a part', () => {
    expect(
      resourceCreatedNotReadable.judge(unlisted(contract, shows(contract, ['n0'], { total: 2 })), contract),
    ).toEqual(unexercised(CREATE, 'the list says that it shows only a part of what there is'));
  });

  it.each<[string, Exchange, Json]>([
    ['an empty body', exchangeOf(contract, LIST, { status: 200 }), null],
    [
      'a list that nobody tells the parts of',
      exchangeOf(contract, 'GET /lamps', { status: 200, json: [1] }),
      [1],
    ],
  ])('is told with %s', (_, list, received) => {
    expect(resourceCreatedNotReadable.judge(unlisted(contract, list), contract)).toMatchObject([
      { broken: [{ received }] },
    ]);
  });

  it('is not spoken of where it was refused', () => {
    expect(resourceCreatedNotReadable.judge(unlisted(contract, shows(contract, []), 409), contract)).toEqual(
      [],
    );
  });
});
