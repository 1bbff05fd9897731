import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Step, Taken, Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceCreateIdentityTaken } from './resource-create-identity-taken.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, UNCREATED } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { unexercised } from './testing/unexercised.ts';

type Creation = Extract<Trace, { kind: 'creation' }>;

const contract = tinyContract();
const CREATE = 'POST /notes';
const FAULT = {
  kind: 'body',
  what: '',
  instance: '',
  statement: '',
  keyword: 'type',
  level: 'must',
} as const;

function createWith(parts: Partial<ExchangeParts> = {}) {
  return exchangeOf(contract, CREATE, {
    ...{ status: 201, json: { id: 'n1' }, expectation: { kind: 'success', level: 'must' } },
    ...parts,
  });
}

function judged(told: Partial<Creation> = {}) {
  const resource = contract.resources.find(({ name }) => name === 'note');
  if (!resource) throw new Error('the contract has no note');
  return resourceCreateIdentityTaken.judge(
    {
      kind: 'creation',
      resource,
      create: createWith(),
      identity: 'n1',
      isMarked: true,
      isReusing: false,
      ...told,
    },
    contract,
  );
}

function inRole(role: Step['role']) {
  return createWith({ planned: { step: { sequence: 'life', role } } });
}

const FOUND = { by: 'listed' } as const;

describe('what a create names', () => {
  it('is what it made where nothing says otherwise', () => {
    expect(judged()).toEqual([{ operation: CREATE, verdict: 'holds' }]);
  });

  it('is another where it was there before', () => {
    const create = createWith();

    expect(judged({ create, taken: FOUND })).toEqual([
      {
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            statement: {
              ...contract.statement('/x-assay-resources/note', 'create/identity'),
              source: contract.statement('/paths/~1notes/post').source,
            },
            level: 'must',
            instance: null,
            message:
              'created with 201, and the reply names n1, which the list showed before the run created anything',
            expected: inWords('the identity of a new object'),
            received: 'n1',
            exchange: create,
            steps: [create],
          },
        ],
      },
    ]);
  });

  it.each<[Taken, string]>([
    ['seen', 'which a reply showed before the create was sent'],
    ['own', 'which is what another create of the run made'],
    ['shown', 'which bears another name than it was created with'],
  ])('is told with the exchange that shows it, and how: %s', (by, why) => {
    const create = createWith();
    const exchange = exchangeOf(contract, 'GET /notes/{note_id}', { status: 200 });

    expect(judged({ create, taken: { by, exchange } })).toMatchObject([
      {
        broken: [
          {
            message: `created with 201, and the reply names n1, ${why}`,
            exchange,
            steps: [create, exchange],
          },
        ],
      },
    ]);
  });

  it.each<[boolean, Taken, string]>([
    [true, 'listed', 'should'],
    [true, 'seen', 'must'],
    [false, 'listed', 'must'],
  ])(
    'binds where a target that gives identities again is %s, and it was %s, as %s',
    (isReusing, by, level) => {
      expect(judged({ isReusing, taken: { by } })).toMatchObject([{ broken: [{ level }] }]);
    },
  );

  it('may be what was there where the create bore no name of its own', () => {
    expect(judged({ isMarked: false, taken: FOUND })).toEqual(
      unexercised(CREATE, 'the create bore no name of its own, so that it may mean what was there'),
    );
  });

  it('is judged in a life as well', () => {
    expect(judged({ create: inRole('create'), taken: FOUND })).toMatchObject([{ verdict: 'broken' }]);
  });

  it.each<[string, Creation['create']]>([
    ['a create that was refused', createWith({ status: 409 })],
    ['a create without a reply', createWith(NO_REPLY)],
    ['a faulty create', createWith({ expectation: { kind: 'refusal', fault: FAULT } })],
    ['a create of which anything may come', createWith({ expectation: { kind: 'documented' } })],
    ['an update in a life', inRole('update')],
  ])('is not spoken of by %s', (_, create) => {
    expect(judged({ create, taken: FOUND })).toEqual([]);
  });

  it('is spoken of where something is created', () => {
    expect(coveredBy(resourceCreateIdentityTaken, contract)).toEqual(['POST /labels', 'POST /cards', CREATE]);
    expect(coveredBy(resourceCreateIdentityTaken, edited(UNCREATED))).toEqual([
      'POST /labels',
      'POST /cards',
    ]);
    expect(resourceCreateIdentityTaken.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });
});
