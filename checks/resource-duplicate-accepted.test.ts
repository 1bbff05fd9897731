import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceDuplicateAccepted as check } from './resource-duplicate-accepted.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const NOT_ENDED = ['not-exercised: what it started has not ended'];
const CREATED: LifeStep = ['create', { json: { id: 'n1', title: 'a' } }];

function lifeOf(...steps: LifeStep[]) {
  return lifeWith(contract, 'note', 'n1', steps);
}

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeOf(...steps), contract);
}

/** A create or an update that sends a title which another object has. */
function repeated(role: 'create-repeated' | 'update-repeated', told: LifeStep[1] = {}): LifeStep {
  return [role, { body: { title: 'a' }, member: 'title', ...told }];
}

describe('a create that repeats what is to be unique', () => {
  it('may not make a second object', () => {
    const trace = lifeOf(CREATED, repeated('create-repeated', { json: { id: 'n2', title: 'a' } }));

    expect(foundIn(check, trace, contract)).toEqual([
      {
        operation: 'POST /notes',
        level: 'must',
        statement: '/x-assay-resources/note unique/title',
        instance: '/title',
        message: 'title is that of n1, and n2 was created with it as well',
        expected: inWords('a refusal'),
        received: 201,
        exchange: 'create-repeated',
        steps: ['create', 'create-repeated'],
      },
    ]);
  });

  it.each<[string, LifeStep[1]]>([
    ['a refusal', { status: 409 }],
    ['a task that fails', { json: { id: 'n2' }, outcome: 'failed' }],
    ['the object that was there', { json: { id: 'n1', title: 'a' } }],
    ['an object of another value', { json: { id: 'n2', title: 'a (2)' } }],
    ['an object without a value', { json: { id: 'n2', title: null } }],
  ])('may be answered by %s', (_, told) => {
    expect(said(CREATED, repeated('create-repeated', told))).toEqual(['holds']);
  });

  it.each<[string, LifeStep[1]]>([
    ['the value left out', { json: { id: 'n2' } }],
    ['a task that succeeded', { json: { id: 'n2' }, outcome: 'succeeded' }],
  ])('may not be answered by an object with %s', (_, told) => {
    expect(said(CREATED, repeated('create-repeated', told))).toEqual(['broken']);
  });

  it('shows what it made where the create says', () => {
    const at = (path: string) =>
      withResource(contract, 'note', ({ create, ...rest }) =>
        create ? { ...rest, create: { ...create, at: path } } : rest,
      );
    const told = repeated('create-repeated', { json: { id: 'n2', title: 'b', note: { title: 'a' } } });
    const saidAt = (path: string) =>
      saidOf(check, lifeWith(at(path), 'note', 'n1', [CREATED, told]), contract);

    expect(saidAt('/note')).toEqual(['broken']);
    expect(saidAt('')).toEqual(['holds']);
  });

  it.each<[string, LifeStep[1], string]>([
    ['a failure', { status: 503 }, 'it was answered 503'],
    ['a limit', { status: 429 }, 'it was answered 429'],
    ['nothing', NO_REPLY, 'it was answered by nothing'],
    ['a task that goes on', { json: { id: 'n2' }, outcome: 'pending' }, 'what it started has not ended'],
    [
      'a task that nobody can read',
      { json: { id: 'n2' }, outcome: 'unreadable' },
      'what it started has not ended',
    ],
    ['an undocumented success', { status: 200, json: { id: 'n2' } }, 'what it started has not ended'],
    ['no identity', { json: { title: 'a' } }, 'the reply does not tell whether it made anything'],
  ])('is not judged where it is answered by %s', (_, told, why) => {
    expect(said(CREATED, repeated('create-repeated', told))).toEqual([`not-exercised: ${why}`]);
  });

  it('is not judged where nothing was there', () => {
    const again = repeated('create-repeated', { json: { id: 'n2' } });
    const NOTHING = ['not-exercised: nothing was there to repeat'];

    expect(said(again)).toEqual(NOTHING);
    expect(said(['create', { status: 400 }], again)).toEqual(NOTHING);
  });

  it('is not judged where it sent nothing of its own', () => {
    expect(said(CREATED, ['create-repeated', { json: { id: 'n2' }, body: { title: 'a' } }])).toEqual([]);
    expect(said(CREATED, ['create-repeated', { json: { id: 'n2' }, member: 'title' }])).toEqual([]);
  });
});

describe('an update to what is to be unique', () => {
  const BESIDE: LifeStep = ['create-beside', { json: { id: 'n2', title: 'a' } }];

  it('may not give an object what another one has', () => {
    const trace = lifeOf(CREATED, BESIDE, repeated('update-repeated'), [
      'read-repeated',
      { json: { title: 'a' } },
    ]);

    expect(foundIn(check, trace, contract)).toEqual([
      {
        operation: 'PATCH /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note unique/title',
        instance: '/title',
        message: 'title is that of another note, and n1 has it since',
        expected: inWords('a refusal'),
        received: 200,
        exchange: 'update-repeated',
        steps: ['create', 'create-beside', 'update-repeated', 'read-repeated'],
      },
    ]);
  });

  it.each<[string, LifeStep[]]>([
    ['be refused', [repeated('update-repeated', { status: 409 })]],
    ['start a task that fails', [repeated('update-repeated', { outcome: 'failed' })]],
    ['leave another value', [repeated('update-repeated'), ['read-repeated', { json: { title: 'b' } }]]],
  ])('may %s', (_, steps) => {
    expect(said(CREATED, BESIDE, ...steps)).toEqual(['holds']);
  });

  it('is not judged before it has ended, or without a read after it', () => {
    const UNREAD = ['not-exercised: the object could not be read afterwards'];

    expect(said(repeated('update-repeated', { outcome: 'pending' }))).toEqual(NOT_ENDED);
    expect(said(repeated('update-repeated'))).toEqual(UNREAD);
    expect(said(repeated('update-repeated'), ['read-repeated', { status: 404 }])).toEqual(UNREAD);
  });
});

describe('what is to be unique', () => {
  it('is judged in the steps of a life that repeat it', () => {
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });

    expect(
      said(CREATED, ['create-other', { body: { title: 'a' }, member: 'title', json: { id: 'n2' } }]),
    ).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns creates that name what they make, and updates of what can be read', () => {
    const [CREATE, UPDATE] = ['POST /notes', 'PATCH /notes/{note_id}'] as const;
    const create = { operation: CREATE, identity: { lookup: new Map() }, at: '' };
    const shared = withResource(contract, 'note', (note) => ({ ...note, unique: [] }));
    const found = withResource(contract, 'note', (note) => ({ ...note, create }));

    expect(coveredBy(check, contract)).toEqual([CREATE, UPDATE]);
    expect(coveredBy(check, shared)).toEqual([]);
    expect(coveredBy(check, found)).toEqual([UPDATE]);
    expect(coveredBy(check, lacking(contract, 'note', 'create'))).toEqual([]);
    expect(coveredBy(check, lacking(contract, 'note', 'update'))).toEqual([CREATE]);
    expect(coveredBy(check, lacking(contract, 'note', 'read'))).toEqual([CREATE]);
  });

  it('is no harder than what says it', () => {
    const weak = withLevel(contract, 'unique/title', 'may');
    const trace = lifeWith(weak, 'note', 'n1', [
      CREATED,
      repeated('create-repeated', { json: { id: 'n2' } }),
    ]);

    expect(foundIn(check, trace, weak)).toMatchObject([{ level: 'may' }]);
  });
});
