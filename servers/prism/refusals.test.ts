import { describe, expect, it } from 'vitest';
import type { FaultKind, Response } from '../../model/contract.ts';
import { faultOf, refusalStatus, type SeenFault } from './refusals.ts';

const response = (status: string, refuses?: FaultKind[]): Response => ({
  ...{ status, pointer: '', headers: [], contents: [], empty: false, links: [] },
  ...(refuses ? { refuses } : {}),
});

describe('refusalStatus', () => {
  it.each<[SeenFault, Response[], number | undefined]>([
    ['body', [response('200'), response('422')], 422],
    ['body', [response('400'), response('409', ['body'])], 409],
    ['body', [response('400', ['query'])], undefined],
    ['body', [response('404')], undefined],
    ['path', [response('404')], 404],
    ['media-type', [response('422'), response('415')], 415],
    ['credentials', [response('400', ['credentials']), response('401', ['credentials'])], 401],
    ['credentials', [response('403')], 403],
    ['method', [response('501')], 501],
    ['body', [response('4XX')], 400],
    ['credentials', [response('default')], 401],
    ['body', [response('5XX', ['body'])], 500],
    ['query', [], undefined],
  ])('answers a %s fault of %j with %s', (kind, responses, status) => {
    expect(refusalStatus({ responses }, kind)).toBe(status);
  });
});

describe('faultOf', () => {
  const violation = (path: string[], code: string | number, severity = 0) => ({
    path,
    code,
    severity,
    message: '',
  });

  it.each([
    ['credentials', [violation(['body'], 'type'), violation([], 401)]],
    ['media-type', [violation([], '415')]],
    ['path', [violation(['path', 'id'], 'type')]],
    ['query', [violation(['header', 'x'], 'type')]],
    ['query', [violation(['request', 'query', 'x'], 'type')]],
    ['body', [violation([], 'required')]],
    [undefined, [violation(['query', 'x'], 'deprecated', 1)]],
  ])('sees %s', (kind, violations) => {
    expect(faultOf(violations)).toBe(kind);
  });
});
