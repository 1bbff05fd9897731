import { describe, expect, it } from 'vitest';
import type { Credentials } from '../model/case.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { credentialsMissingAccepted } from './credentials-missing-accepted.ts';
import { credentialsWeakerAccepted } from './credentials-weaker-accepted.ts';
import { credentialsWrongAccepted } from './credentials-wrong-accepted.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'POST /notes';

function judged(check: Check, parts: ExchangeParts, control?: ExchangeParts) {
  const trace = {
    kind: 'refusal' as const,
    exchange: exchangeOf(contract, id, parts),
    control: control && exchangeOf(contract, id, control),
  };
  return check.judge(trace, contract);
}

const VALID = { status: 201 };
const SESSION = { pointer: '/components/securitySchemes/session', keyword: 'security' };
const VIEWER = { pointer: '/components/securitySchemes/user', keyword: 'x-assay-credentials/weaker' };

describe.each<[Check, Credentials, string, object, string]>([
  [credentialsMissingAccepted, 'none', 'without credentials', SESSION, '401'],
  [credentialsWrongAccepted, 'wrong', 'with made-up credentials', SESSION, '401'],
  [
    credentialsWeakerAccepted,
    'weaker',
    'with the credentials of an account that may only read',
    VIEWER,
    '403',
  ],
])('$id', (check, credentials, what, statement, status) => {
  it('is told where the request is accepted', () => {
    expect(judged(check, { status: 201, credentials }, VALID)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement,
            level: 'must',
            instance: null,
            message: `answered 201 to a request ${what}`,
            expected: inWords(`a refusal such as ${status}`),
            received: 201,
          },
        ],
      },
    ]);
  });

  it.each([401, 403])('is not where it is refused by %i', (refused) => {
    expect(judged(check, { status: refused, credentials }, VALID)).toEqual([
      { operation: id, verdict: 'holds' },
    ]);
  });

  it.each<[string, ExchangeParts, ExchangeParts | undefined]>([
    ['the request got no reply', NO_REPLY, VALID],
    ['404 does not refuse credentials', { status: 404 }, VALID],
    ['302 does not refuse credentials', { status: 302 }, VALID],
    ...[undefined, { status: 401 }].map((control): [string, ExchangeParts, ExchangeParts | undefined] => [
      'the same request with credentials did not succeed, so the refusal proves nothing',
      { status: 401 },
      control,
    ]),
  ])('is not decided: %s', (why, parts, control) => {
    expect(judged(check, { ...parts, credentials }, control)).toEqual([
      { operation: id, verdict: 'not-exercised', why },
    ]);
  });

  it('is not judged with other credentials, or in another trace', () => {
    const exchange = exchangeOf(contract, id, { status: 201, credentials });
    const others = (['valid', 'none', 'wrong', 'weaker'] as const).filter((one) => one !== credentials);

    for (const other of others) expect(judged(check, { status: 201, credentials: other })).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(check.judge({ kind: 'state-refusal', exchange, control: exchange }, contract)).toEqual([]);
  });
});

describe('credentials are asked for', () => {
  const open = tinyContract((text) => text.replace('operationId: createNote\n      security: [', '$&{}, '));
  const noViewer = tinyContract((text) => text.replace(/\n {8}weaker: .*/, ''));

  it.each([
    ['GET /notes', contract, true, false],
    ['POST /notes', contract, true, true],
    ['PATCH /notes/{note_id}', contract, true, true],
    ['DELETE /notes/{note_id}', contract, true, true],
    ['DELETE /session', contract, true, false],
    ['GET /health', contract, false, false],
    ['POST /notes', open, false, false],
    ['POST /notes', noViewer, true, false],
  ])('by %s', (operationId, by, isAsked, isForReaders) => {
    const operation = operationOf(by, operationId);

    expect(credentialsMissingAccepted.applies(operation, by)).toBe(isAsked);
    expect(credentialsWrongAccepted.applies(operation, by)).toBe(isAsked);
    expect(credentialsWeakerAccepted.applies(operation, by)).toBe(isForReaders);
  });
});
