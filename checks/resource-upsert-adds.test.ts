import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpsertAdds as check } from './resource-upsert-adds.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const NOT_SHOWN = ['not-exercised: the list does not show what was updated'];
const ONE = { id: 'l1', name: 'm-1' };
const UPDATE: LifeStep = ['update', { body: { name: 'm-1' } }];
const LIST: LifeStep = ['list', { json: [ONE] }];
const LISTED: LifeStep = ['list-updated', { json: [ONE] }];

function said(steps: readonly LifeStep[], judged: Contract = contract): string[] {
  return saidOf(check, lifeWith(judged, 'label', 'l1', steps), judged);
}

/** An upsert of a name, and the lists around it. */
function upsert(before: Json[], after: Json[], name: Json = 'm-1'): LifeStep[] {
  return [
    ['create'],
    ['list', { json: before }],
    ['update', { body: { name } }],
    ['list-updated', { json: after }],
  ];
}

describe('an upsert of what is there', () => {
  it.each<[string, Json[], Json[], Json?]>([
    ['one as before', [ONE], [ONE]],
    ['two as before', [ONE, { id: 'l2', name: 'm-1' }], [ONE, { id: 'l2', name: 'm-1' }]],
    ['what others made', [ONE], [ONE, { id: 'l2', name: 'other' }]],
    ['another mark that is longer by a digit', [ONE], [ONE, { id: 'l2', name: 'm-12' }]],
    ['a copy that was there', [ONE, { id: 'l2', name: 'm-1 (2)' }], [ONE, { id: 'l2', name: 'm-1 (2)' }]],
    ['a copy without an identity', [ONE], [ONE, { name: 'm-1 (2)' }]],
    ['something new without a name', [ONE], [ONE, { id: 'l2' }]],
    ['something new that is no object', [ONE], [ONE, 'm-1 (2)']],
    [
      'something new beside an empty key',
      [{ id: 'l1', name: '' }],
      [
        { id: 'l1', name: '' },
        { id: 'l2', name: 'a' },
      ],
      '',
    ],
    [
      'something new beside a key that is no text',
      [{ id: 'l1', name: 1 }],
      [
        { id: 'l1', name: 1 },
        { id: 'l2', name: '1a' },
      ],
      1,
    ],
  ])('may leave %s', (_, before, after, name) => {
    expect(said(upsert(before, after, name))).toEqual(['holds']);
  });

  it('adds none of the same key', () => {
    const two = { id: 'l2', name: 'm-1' };

    expect(foundIn(check, lifeWith(contract, 'label', 'l1', upsert([ONE], [ONE, two])), contract)).toEqual([
      {
        operation: 'POST /labels',
        level: 'must',
        statement: '/x-assay-resources/label update',
        instance: null,
        message: 'the list shows one more label after an update of the one that bears "m-1"',
        expected: inWords('the objects that were there'),
        received: two,
        exchange: 'list-updated',
        steps: ['create', 'list', 'update', 'list-updated'],
      },
    ]);
  });

  it.each<[string, Json[], Json]>([
    ['one more beside two', [ONE, ONE, { id: 'l3', name: 'm-1' }], { id: 'l3', name: 'm-1' }],
    ['one without an identity', [ONE, { name: 'm-1' }], { name: 'm-1' }],
    ['a copy with a number', [ONE, { id: 'l2', name: 'm-1 (2)' }], { id: 'l2', name: 'm-1 (2)' }],
    ['a copy in capitals', [ONE, { id: 'l2', name: 'COPY OF M-1' }], { id: 'l2', name: 'COPY OF M-1' }],
  ])('adds none: %s', (what, after, received) => {
    const before = what.includes('two') ? [ONE, ONE] : [{ id: 'l0', name: 'x' }, ONE];
    const trace = lifeWith(contract, 'label', 'l1', upsert(before, after));

    expect(foundIn(check, trace, contract)).toMatchObject([{ received }]);
  });

  it('finds a copy in small letters of a key in capitals', () => {
    const after = [
      { id: 'l1', name: 'AB' },
      { id: 'l2', name: 'ab-copy' },
    ];

    expect(said(upsert([{ id: 'l1', name: 'AB' }], after, 'AB'))).toEqual(['broken']);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'it was refused',
      [LIST, ['update', { status: 409 }], LISTED],
      ['not-exercised: the update was not accepted, or has not ended'],
    ],
    ['it names no key', [LIST, ['update', { body: {} }], LISTED], NOT_SHOWN],
    ['its body is no object', [LIST, ['update', { body: 'm-1' }], LISTED], NOT_SHOWN],
    ['nothing was listed before', [UPDATE, LISTED], NOT_SHOWN],
    [
      'the list before does not show it',
      [['list', { json: [] }], UPDATE, LISTED],
      ['not-exercised: the list before it does not show what was updated'],
    ],
    ['the list before failed', [['list', { status: 500, json: [ONE] }], UPDATE, LISTED], NOT_SHOWN],
    ['the list before got no reply', [['list', NO_REPLY], UPDATE, LISTED], NOT_SHOWN],
    ['the list after failed', [LIST, UPDATE, ['list-updated', { status: 500, json: [ONE] }]], NOT_SHOWN],
    [
      'the list after shows another',
      [LIST, UPDATE, ['list-updated', { json: [{ id: 'l1', name: 'x' }] }]],
      NOT_SHOWN,
    ],
    [
      'the list after shows nothing of a key that was not sent',
      [LIST, ['update'], ['list-updated', { json: [{}] }]],
      NOT_SHOWN,
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is not judged without a mark or a list', () => {
    const unmarked = lacking(contract, 'label', 'mark');
    const listless = lacking(contract, 'label', 'list');
    const steps = [LIST, UPDATE, LISTED].map(
      ([role, told]): LifeStep => [
        role,
        role.startsWith('list') ? { operation: 'GET /labels', ...told } : { ...told },
      ],
    );

    expect(said(steps, unmarked)).toEqual(NOT_SHOWN);
    expect(said(steps, listless)).toEqual(NOT_SHOWN);
    expect(coveredBy(check, unmarked)).toEqual([]);
    expect(coveredBy(check, listless)).toEqual([]);
  });

  it('is not spoken of without an update, a list after it, an upsert, or a life', () => {
    const exchange = exchangeOf(contract, 'POST /labels', { status: 201 });
    const merging = withResource(contract, 'label', (label) => ({
      ...label,
      update: { operation: 'POST /labels', semantics: 'merge' },
    }));
    const fixed = lacking(contract, 'label', 'update');

    expect(said([LIST, LISTED])).toEqual([]);
    expect(said([LIST, UPDATE])).toEqual([]);
    expect(said([LIST, UPDATE, LISTED], merging)).toEqual([]);
    expect(said([LIST, ['update', { operation: 'POST /labels' }], LISTED], fixed)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(coveredBy(check, merging)).toEqual([]);
    expect(coveredBy(check, fixed)).toEqual([]);
    expect(coveredBy(check, contract)).toEqual(['POST /labels']);
  });
});
