import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import { inline, planned, RESPONSES, SHIPPED, shipped, single } from './test-support.ts';

const TYPES = { 'application/json': {}, 'text/csv': {}, 'image/*': {} };
const SHOWN = { responses: { '200': { description: 'ok', content: TYPES } } };

function headsOf(cases: readonly Case[]): Case[] {
  return cases.filter(({ request }) => request.method === 'HEAD');
}

function asked(cases: readonly Case[]): (string | undefined)[] {
  return cases.flatMap(({ request: { accept } }) => accept ?? []);
}

describe('a HEAD', () => {
  it('goes right before the plainest GET, in its group', () => {
    const { cases } = planned(single('get', '/a', {}));

    expect(cases.slice(0, 2).map(({ request }) => request.method)).toEqual(['HEAD', 'GET']);
    expect(cases[0]).toMatchObject({ kind: 'probe', effect: 'read', group: cases[1]?.group });
  });

  it.each([
    [
      'the document has a HEAD of its own',
      { get: { responses: RESPONSES }, head: { responses: RESPONSES } },
      1,
    ],
    ['a GET does more than read', { get: { responses: RESPONSES, 'x-assay-effect': 'update' } }, 0],
    ['nothing is read', { post: { responses: RESPONSES } }, 0],
  ])('is no probe where %s', (_, item, own) => {
    const { cases } = planned(inline({ paths: { '/a': item } }));

    const probes = headsOf(cases).filter(({ operation }) => operation.startsWith('GET'));
    expect(probes).toEqual([]);
    expect(headsOf(cases).length > 0).toBe(own > 0);
  });

  it.each(SHIPPED)('is sent at most once a path, and only where a GET is: %s', (name) => {
    const { cases } = planned(shipped(name), { mode: 'read-only' });

    const heads = headsOf(cases).map(({ operation }) => operation);
    expect(new Set(heads).size).toBe(heads.length);
    expect(
      heads.every((id) =>
        cases.some(({ operation, request }) => operation === id && request.method === 'GET'),
      ),
    ).toBe(true);
  });
});

describe('a read', () => {
  it('is asked for in each of its media types, and in one that nobody has', () => {
    expect(asked(planned(single('get', '/a', SHOWN)).cases)).toEqual([
      'application/json',
      'text/csv',
      'application/x.assay-none',
    ]);
  });

  it('of one media type is asked for in one that nobody has', () => {
    const content = { 'application/json': {} };
    const { cases } = planned(single('get', '/a', { responses: { '200': { description: 'ok', content } } }));

    expect(asked(cases)).toEqual(['application/x.assay-none']);
  });

  it.each([
    ['it writes', 'post', SHOWN],
    ['it shows nothing', 'get', {}],
  ])('is not asked for where %s', (_, method, operation) => {
    expect(asked(planned(single(method, '/a', operation)).cases)).toEqual([]);
  });
});
