import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceIdentityReused as check } from './resource-identity-reused.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const CREATE: LifeStep = ['create', { json: { id: 'n1' } }];
const NONE = ['not-exercised: no create that names its object came after a delete'];
const SAME_KEY = ['not-exercised: the creates name the same key, so that both make one object'];

function again(id: Json): LifeStep {
  return ['create-again', { json: { id } }];
}

function said(steps: LifeStep[], judged: Contract = contract, identity: string | undefined = 'n1'): string[] {
  return saidOf(check, lifeWith(judged, 'note', identity, steps), judged);
}

/** What is said of creates whose bodies are told, and that name one object. */
function keyed(first: Json, second: Json, judged: Contract = contract): string[] {
  return said(
    [['create', { body: first }], ['delete'], ['create-again', { body: second, json: { id: 'n1' } }]],
    judged,
  );
}

describe('a create after a delete', () => {
  it('names another object', () => {
    expect(said([CREATE, ['delete'], again('n2')])).toEqual(['holds']);
  });

  it('should not name the one that was deleted', () => {
    expect(
      foundIn(check, lifeWith(contract, 'note', 'n1', [CREATE, ['delete'], again('n1')]), contract),
    ).toEqual([
      {
        operation: 'POST /notes',
        level: 'should',
        statement: '/x-assay-resources/note create',
        instance: null,
        message: 'the create names n1, which is what an object was called that is deleted',
        expected: inWords('another identity'),
        received: 'n1',
        exchange: 'create-again',
        steps: ['create', 'delete', 'create-again'],
      },
    ]);
  });

  it.each<[string, LifeStep[]]>([
    ['nothing was deleted', [CREATE, again('n1')]],
    ['the delete was refused', [CREATE, ['delete', { status: 409 }], again('n1')]],
    ['it names nothing', [CREATE, ['delete'], again(null)]],
  ])('is not judged where %s', (_, steps) => {
    expect(said(steps)).toEqual(NONE);
  });

  it('is not spoken of where there is none, or nobody knows what was deleted', () => {
    const exchange = exchangeOf(contract, 'POST /notes', { status: 201 });
    const trace = lifeWith(contract, 'note', undefined, [CREATE, ['delete'], again('n1')]);

    expect(said([CREATE, ['delete']])).toEqual([]);
    expect(saidOf(check, trace, contract)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what can be deleted and is named by the reply to its create', () => {
    const steps = [
      CREATE,
      ['delete', { operation: 'DELETE /notes/{note_id}' }],
      again('n1'),
    ] satisfies LifeStep[];
    const undeletable = lacking(contract, 'note', 'delete');
    const found = withResource(contract, 'note', (note) => ({
      ...note,
      create: { operation: 'POST /notes', identity: { lookup: new Map() }, at: '' },
    }));

    expect(coveredBy(check, contract)).toEqual(['POST /labels', 'POST /cards', 'POST /notes']);
    expect(coveredBy(check, undeletable)).toEqual(['POST /labels', 'POST /cards']);
    expect(coveredBy(check, found)).toEqual(['POST /labels', 'POST /cards']);
    expect(coveredBy(check, lacking(contract, 'note', 'create'))).toEqual(['POST /labels', 'POST /cards']);
    expect(said(steps, undeletable)).toEqual([]);
  });
});

describe('creates that name one object', () => {
  const marked = withResource(contract, 'note', (note) => ({ ...note, unique: ['slug'] }));
  const unmarked = withResource(contract, 'note', ({ mark: _, ...note }) => ({
    ...note,
    unique: ['slug', 'title'],
  }));

  it.each<[string, Json, Json, Contract]>([
    ['is to be unique', { title: 'a' }, { title: 'a' }, unmarked],
    ['is one of what is to be unique', { slug: 's', title: 'b' }, { slug: 's', title: 'a' }, unmarked],
    ['is the mark', { slug: 's', title: 'a' }, { slug: 't', title: 'a' }, marked],
  ])('may do so where what they send alike %s', (_, first, second, judged) => {
    expect(keyed(first, second, judged)).toEqual(SAME_KEY);
  });

  it.each<[string, Json, Json]>([
    ['other keys', { title: 'a' }, { title: 'b' }],
    ['another member alike', { title: 'a', status: 'open' }, { title: 'b', status: 'open' }],
    ['no key', {}, {}],
    ['the key in the first alone', { title: 'a' }, {}],
    ['no object', 'a', { title: 'a' }],
    ['no object in the second', { title: 'a' }, 'a'],
  ])('should not where they send %s', (_, first, second) => {
    expect(keyed(first, second)).toEqual(['broken']);
  });
});
