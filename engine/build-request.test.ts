import { describe, expect, it } from 'vitest';
import type { Case, PlannedBody } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { headerValue } from '../model/request.ts';
import { MARK } from '../plan/marks.ts';
import { jsonBody, single } from '../plan/test-support.ts';
import { buildRequest, unspoilable } from './build-request.ts';

const { document, operations } = single('post', '/a', jsonBody({ type: 'object' }));
const [only] = operations;

function planOf(body: PlannedBody): { operation: Operation; planned: Case } {
  if (!only) throw new Error('The contract has no operation.');
  const planned: Case = {
    id: 'POST /a #1',
    operation: only.id,
    phase: 'coverage',
    kind: 'probe',
    purpose: 'try',
    effect: 'create',
    request: { method: 'POST', parameters: [], body, credentials: 'valid' },
    expectation: { kind: 'documented' },
    group: 'g',
  };
  return { operation: only, planned };
}

function built(body: PlannedBody, fresh?: object) {
  const { operation, planned } = planOf(body);
  const resolved = { document, path: new Map(), mark: 'assay-1-2', ...(fresh ? { body: { ...fresh } } : {}) };
  const { wire, body: value } = buildRequest(planned, operation, resolved);
  return {
    text: Buffer.from(wire.body ?? []).toString('latin1'),
    type: headerValue(wire.headers, 'content-type'),
    value,
  };
}

const spoilt = (what: string, at?: string): PlannedBody => ({
  mediaType: 'application/json',
  sound: { mediaType: 'application/json', value: { name: MARK, n: 1 } },
  spoiling: { what, ...(at === undefined ? {} : { at }) },
});

describe('a spoilt body', () => {
  it('has the mark in it', () => {
    expect(built(spoilt('the body is no JSON: cut off')).text).toBe('{"name":"assay-1-2","n":1');
  });

  it('has what is fresh in it', () => {
    const { text } = built(spoilt('the body is no JSON: NaN', '/n'), { name: 'x', n: 1, revision: 7 });

    expect(text).toBe('{"name":"x","n":NaN,"revision":7}');
  });

  it('keeps bytes that are no text', () => {
    expect(built(spoilt('the body is JSON in Latin-1 without saying so', '/name')).text).toBe(
      '{"name":"assay-1-2\u00e9","n":1}',
    );
  });

  it('may be without a media type, or of another', () => {
    expect(built(spoilt('the body has no media type'))).toEqual({
      text: '{"name":"assay-1-2","n":1}',
      type: undefined,
      value: { name: 'assay-1-2', n: 1 },
    });
    expect(built(spoilt('the body has a media type that is none')).type).toBe('assay');
  });

  it.each<[string, string | undefined, Json]>([
    ['the body is no JSON: a comma is missing', undefined, { name: 'x' }],
    ['the body is no JSON: cut off after a name', undefined, {}],
    ['the body has a number beyond double', '/n', { name: 'x' }],
  ])('has no place for "%s" where what is there leaves none', (what, at, body) => {
    const { operation, planned } = planOf(spoilt(what, at));

    expect(unspoilable(planned, operation, { document, body })).toContain('no place');
    expect(unspoilable(planned, operation, { document, body: { name: 'x', n: 2 } })).toBeUndefined();
    expect(unspoilable(planned, operation, { document })).toBeUndefined();
  });

  it('that cannot be spoilt so is a bug, and not sent', () => {
    expect(() => built(spoilt('the body is no JSON: NaN'))).toThrow('cannot be spoilt');
  });
});
