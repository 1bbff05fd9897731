import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { requestValidRefused } from './request-valid-refused.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const UPDATE = 'PATCH /notes/{note_id}';
const VALID = { expectation: { kind: 'success', level: 'must' } } as const;

function judged(id: string, parts: ExchangeParts) {
  return judgedExchange(requestValidRefused, contract, id, { ...VALID, ...parts });
}

describe('a request that keeps to the document', () => {
  it('is accepted', () => {
    expect(judged('POST /notes', { status: 299 })).toEqual([{ operation: 'POST /notes', verdict: 'holds' }]);
  });

  it('is refused', () => {
    const parts = { status: 400, planned: { purpose: '/priority: the maximum' } };

    expect(judged('POST /labels', parts)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1labels/post', keyword: 'requestBody' },
            level: 'must',
            instance: null,
            message: 'refused with 400 although the request keeps to the document: /priority: the maximum',
            expected: ['200', '201'],
            received: 400,
          },
        ],
      },
    ]);
    expect(judged('POST /labels', parts)[0]?.broken?.[0]).not.toHaveProperty('steps');
  });

  it.each<[string, number, Partial<Case>, string]>([
    ['an object of somebody else', 404, { subject: { kind: 'linked', parameters: [] } }, 'should'],
    ['one that is gone', 410, { subject: { kind: 'linked', parameters: [] } }, 'should'],
    ['such an object for another reason', 400, { subject: { kind: 'linked', parameters: [] } }, 'must'],
    ['one of ours', 404, { subject: { kind: 'own', resource: 'note', fresh: true } }, 'must'],
    ['nothing in the path', 404, {}, 'must'],
    ['a limit', 429, {}, 'should'],
    ['stranger values', 400, { expectation: { kind: 'success', level: 'may' } }, 'may'],
    ['stranger values and a limit', 429, { expectation: { kind: 'success', level: 'may' } }, 'may'],
  ])('is refused for %s with %i', (_, status, planned, level) => {
    expect(judged(UPDATE, { status, planned })[0]?.broken?.[0]?.level).toBe(level);
  });

  it('is refused for the state of things, it may be', () => {
    expect(judged(UPDATE, { status: 409 })).toEqual([
      {
        operation: UPDATE,
        verdict: 'not-exercised',
        why: 'answered 409, which is documented for an object in another state',
      },
    ]);
  });

  it.each<[string, ExchangeParts]>([
    ['it fails', { status: 500 }],
    ['nothing comes', NO_REPLY],
    ['anything may come', { status: 400, expectation: { kind: 'documented' } }],
  ])('is not judged where %s', (_, parts) => {
    expect(judged(UPDATE, parts)).toEqual([]);
  });

  it('is no part of another trace', () => {
    expect(
      requestValidRefused.judge(refusalOf(contract, UPDATE, { ...VALID, status: 400 }), contract),
    ).toEqual([]);
    expect(requestValidRefused.applies(operationOf(contract, UPDATE), contract)).toBe(true);
  });
});

describe('a request that the state of things may stand against', () => {
  function traceOf(id: string, body: Json | undefined, parts: Partial<ExchangeParts> = {}, control = 200) {
    const told = { status: 409, ...VALID, ...(body === undefined ? {} : { body }), ...parts };
    return {
      kind: 'state-refusal' as const,
      exchange: exchangeOf(contract, id, told),
      control: exchangeOf(contract, id, { status: control }),
    };
  }

  it.each<[string, string, Json | undefined, string]>([
    ['creates with a name of ours', 'POST /labels', { name: 'assay-1' }, 'must'],
    ['updates with a name of ours', UPDATE, { title: 'assay-1' }, 'should'],
    ['has no such member', UPDATE, { status: 'done' }, 'should'],
    ['takes the member away', UPDATE, { title: null }, 'should'],
    ['has another body', UPDATE, ['title'], 'should'],
    ['has none', UPDATE, undefined, 'should'],
    ['is of no such resource', 'POST /labels/{label_id}/restore', { name: 'a', title: 'a' }, 'should'],
  ])('is refused, and another one accepted, where it %s', (_, id, body, level) => {
    const trace = traceOf(id, body);

    expect(requestValidRefused.judge(trace, contract)).toMatchObject([
      {
        operation: id,
        verdict: 'broken',
        broken: [
          {
            level,
            message:
              'refused with 409 although the request keeps to the document: a test; another one in the same state was accepted',
            received: 409,
            exchange: trace.exchange,
            steps: [trace.exchange, trace.control],
          },
        ],
      },
    ]);
  });

  it('binds less where the request is a strange one, or was to be nothing certain', () => {
    const levelOf = (expectation: Case['expectation']) =>
      requestValidRefused.judge(traceOf('POST /labels', { name: 'assay-1' }, { expectation }), contract)[0]
        ?.broken?.[0]?.level;

    expect(levelOf({ kind: 'success', level: 'should' })).toBe('should');
    expect(levelOf({ kind: 'documented' })).toBe('may');
  });

  it.each<[string, string, Json, string]>([
    ['an update', UPDATE, { title: 'a' }, 'title'],
    ['a number', UPDATE, { title: 7 }, 'title'],
    ['a mark that does not begin it', UPDATE, { title: 'an assay-1' }, 'title'],
    ['a create', 'POST /labels', { name: 'a' }, 'name'],
  ])('proves nothing where a name may be taken: %s', (_, id, body, name) => {
    expect(requestValidRefused.judge(traceOf(id, body), contract)).toEqual([
      {
        operation: id,
        verdict: 'not-exercised',
        why: `answered 409, which is documented for an object in another state, and ${name} may be somebody's`,
      },
    ]);
  });

  it('names all names that may be taken', () => {
    const own = tinyContract((text) => text.replace('unique: [title]', 'unique: [title, status]'));
    const [judgement] = requestValidRefused.judge(traceOf(UPDATE, { title: 'a', status: 'open' }), own);

    expect(judgement?.why).toMatch(/ and title, status may be somebody's$/);
  });

  it('says nothing where the other one is refused, too', () => {
    expect(requestValidRefused.judge(traceOf('POST /labels', {}, {}, 409), contract)).toEqual([]);
    expect(requestValidRefused.judge(traceOf('POST /labels', {}, {}, 300), contract)).toEqual([]);
  });
});
