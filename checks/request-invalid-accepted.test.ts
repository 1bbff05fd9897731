import { describe, expect, it } from 'vitest';
import type { PlannedFault } from '../model/case.ts';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { faultStatement, requestInvalidAccepted } from './request-invalid-accepted.ts';
import { NO_TITLE } from './testing/faults.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'POST /notes';
const QUERY: PlannedFault = { ...NO_TITLE, kind: 'query', instance: 'limit' };

function judged(parts: ExchangeParts, control?: ExchangeParts, fault = NO_TITLE) {
  const exchange = exchangeOf(contract, id, { expectation: { kind: 'refusal', fault }, ...parts });
  return requestInvalidAccepted.judge(
    { kind: 'refusal', exchange, control: control && exchangeOf(contract, id, control) },
    contract,
  );
}

describe('a request with a fault', () => {
  it('is refused, and was only refused for it', () => {
    expect(judged({ status: 400 }, { status: 201 })).toEqual([{ operation: id, verdict: 'holds' }]);
  });

  it('is accepted', () => {
    expect(judged({ status: 201 })).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/schemas/NoteInput/properties/title', keyword: 'required' },
            level: 'must',
            instance: '/title',
            message: 'accepted with 201 although /title is faulty: missing',
            expected: inWords('a refusal'),
            received: 201,
          },
        ],
      },
    ]);
  });

  it('has no place in a body where the fault is elsewhere', () => {
    expect(judged({ status: 201 }, undefined, QUERY)[0]?.broken).toMatchObject([{ instance: null }]);
  });

  it.each<[string, ExchangeParts, ExchangeParts | undefined]>([
    ['the faulty request got no reply', NO_REPLY, { status: 201 }],
    ['404 does not refuse a fault of this kind', { status: 404 }, { status: 201 }],
    ['500 does not refuse a fault of this kind', { status: 500 }, { status: 201 }],
    ['the same request without the fault was not answered', { status: 400 }, undefined],
    ['the same request without the fault was not answered', { status: 400 }, NO_REPLY],
    [
      'the same request without the fault was answered 409, so the refusal proves nothing',
      { status: 400 },
      { status: 409 },
    ],
  ])('is not decided: %s', (why, parts, control) => {
    expect(judged(parts, control)).toEqual([{ operation: id, verdict: 'not-exercised', why }]);
  });

  it.each<[string, ExchangeParts]>([
    ['without a fault', { status: 201, expectation: { kind: 'documented' } }],
    [
      'without credentials',
      { status: 201, expectation: { kind: 'refusal', fault: { ...NO_TITLE, kind: 'credentials' } } },
    ],
  ])('is another one %s', (_, parts) => {
    expect(judged(parts)).toEqual([]);
  });

  it('is judged beside its control alone', () => {
    const expectation = { kind: 'refusal', fault: NO_TITLE } as const;
    const exchange = exchangeOf(contract, id, { status: 201, expectation });

    expect(requestInvalidAccepted.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(requestInvalidAccepted.applies(operationOf(contract, 'GET /health'), contract)).toBe(true);
  });
});

describe('what a fault breaks', () => {
  const NOTE = '/components/schemas/Note';

  it.each<[string, Partial<PlannedFault>, object]>([
    [
      'a member that must come',
      { statement: NOTE, keyword: 'required', member: 'status', level: 'should' },
      { pointer: `${NOTE}/properties/status`, keyword: 'required', source: { basis: 'inferred' } },
    ],
    [
      'a member that must not',
      { statement: NOTE, keyword: 'additionalProperties', member: 'x', level: 'should' },
      { pointer: NOTE, keyword: 'additionalProperties', source: { basis: 'documented' } },
    ],
    [
      'a list of members',
      { statement: NOTE, keyword: 'required', level: 'should' },
      { pointer: NOTE, keyword: 'required', source: { basis: 'documented' } },
    ],
    [
      'a bound',
      { statement: '/components/schemas/Priority', keyword: 'maximum', level: 'should' },
      { pointer: '/components/schemas/Priority', keyword: 'maximum', source: { basis: 'inferred' } },
    ],
  ])('is %s, as hard as the fault binds', (_, parts, statement) => {
    const { member: _member, ...fault } = NO_TITLE;

    expect(faultStatement(contract, { ...fault, ...parts })).toMatchObject({ ...statement, level: 'should' });
  });
});
