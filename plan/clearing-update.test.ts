import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { MARK } from './marks.ts';
import { bodyOf, inline, jsonBody, planned } from './test-support.ts';

const words = { type: 'array', items: { type: 'string', enum: ['a', 'b'] } };
const ok = { responses: { '200': { description: 'ok' } } };
const TAGGED = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, tags: words } };

interface Thing {
  readonly semantics?: string;
  readonly created?: object;
  readonly updated?: object;
  readonly echo?: readonly unknown[];
  readonly act?: readonly unknown[];
}

function things({ semantics = 'merge', created = TAGGED, updated = TAGGED, ...more }: Thing = {}): Contract {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const change = semantics === 'upsert' ? 'make' : 'change';
  return inline({
    paths: {
      '/things': { post: { operationId: 'make', ...jsonBody(created), ...ok } },
      '/things/{id}': {
        parameters: [id],
        get: { operationId: 'show', ...ok },
        put: { operationId: 'change', ...jsonBody(updated), ...ok },
        delete: { operationId: 'remove', ...ok },
      },
      '/things/{id}/keys': {
        parameters: [id],
        post: { operationId: 'key', 'x-assay-effect': 'update', ...ok },
      },
    },
    'x-assay-resources': {
      thing: {
        parameter: 'id',
        create: { operation: 'make' },
        read: { operation: 'show' },
        update: { operation: change, semantics },
        delete: { operation: 'remove' },
        mark: 'name',
        echo: ['name', { member: 'tags', as: 'set' }],
        ...more,
      },
    },
  });
}

function stepsOf(contract: Contract): Case[] {
  return planned(contract, { mock: false }).cases.filter(
    ({ step }) => step?.sequence === 'life of thing, full',
  );
}

const rolesOf = (contract: Contract) => stepsOf(contract).map(({ step }) => step?.role);

function clearedBy(contract: Contract): unknown {
  const clear = stepsOf(contract).find(({ step }) => step?.role === 'update-clear');
  return clear && bodyOf(clear);
}

describe('an update with empty lists', () => {
  it('names nothing else where updates merge, and stands before an update that may empty them of itself', () => {
    const free = { ...TAGGED, required: [] };

    expect(clearedBy(things({ updated: free }))).toEqual({ tags: [] });
    expect(clearedBy(things())).toEqual({ name: MARK, tags: [] });
    expect(rolesOf(things()).slice(0, 5)).toEqual([
      'create',
      'read',
      'update-clear',
      'read-cleared',
      'update',
    ]);
  });

  it('names everything else where updates replace', () => {
    expect(clearedBy(things({ semantics: 'replace' }))).toEqual({ name: MARK, tags: [] });
  });

  it('follows the update where only that can fill a list', () => {
    const created = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

    expect(rolesOf(things({ created })).slice(2, 6)).toEqual([
      'update',
      'read-updated',
      'update-clear',
      'read-cleared',
    ]);
  });

  it.each<[string, Thing]>([
    [
      'lists that may not be empty',
      { updated: { ...TAGGED, properties: { tags: { ...words, minItems: 1 } } } },
    ],
    [
      'lists that updates do not know',
      { updated: { type: 'object', properties: { name: { type: 'string' } } } },
    ],
    ['lists that are not echoed', { echo: ['name'] }],
    ['upserts', { semantics: 'upsert' }],
  ])('is not sent for %s', (_, thing) => {
    expect(rolesOf(things(thing))).not.toContain('update-clear');
  });
});

describe('an act', () => {
  it('is carried out again where what it makes is another each time', () => {
    expect(rolesOf(things({ act: [{ operation: 'key', distinct: '/code' }] }))).toEqual(
      expect.arrayContaining(['act', 'act-again']),
    );
    expect(rolesOf(things({ act: ['key'] }))).not.toContain('act-again');
  });
});
