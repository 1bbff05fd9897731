import { describe, expect, it } from 'vitest';
import type { Credentials } from '../model/case.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { holds, isMask, sentCredentials, sentInBody } from './sent-secrets.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract((text) =>
  text.replace(
    '  securitySchemes:\n',
    '$&    visit: {type: apiKey, in: cookie, name: visit}\n    key: {type: apiKey, in: query, name: key}\n',
  ),
);

function carried(field: HeaderField | undefined, path = '/notes', credentials: Credentials = 'valid') {
  const requestHeaders = field ? [field] : [];
  const exchange = exchangeOf(contract, 'GET /notes', { status: 200, credentials, requestHeaders });
  return sentCredentials(contract, { ...exchange, request: { ...exchange.request, path } });
}

function valuesOf(authorization: string): string[] {
  return carried(['authorization', authorization]).map(({ value }) => value);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('the credentials of a request', () => {
  it.each<[string, HeaderField | undefined, string, string, string]>([
    ['a token', ['Authorization', 'Bearer  tok-12-ab'], '/notes', 'tok-12-ab', 'the header Authorization'],
    ['a bare token', ['authorization', 'tok-12-ab'], '/notes', 'tok-12-ab', 'the header Authorization'],
    ['no scheme', ['authorization', '1st tok-12'], '/notes', '1st tok-12', 'the header Authorization'],
    ['a key in a header', ['X-Tiny-Session', 's-12-ab'], '/notes', 's-12-ab', 'the header x-tiny-session'],
    ['a cookie', ['Cookie', 'a=zz-12-yy; visit=ab=cd-12'], '/notes', 'ab=cd-12', 'the cookie visit'],
    ['a key in the query', undefined, '/notes?a=zz-12-y&key=a?b-c-1', 'a?b-c-1', 'the parameter key'],
  ])('are found: %s', (_, field, path, value, what) => {
    expect(carried(field, path)).toEqual([{ value, what }]);
  });

  it.each(['Basic', 'bAsIc'])('are a name and a password: %s', (scheme) => {
    const pair = base64('tiny:Zu7:Tür!');

    expect(carried(['authorization', `${scheme} ${pair}`])).toEqual([
      { value: pair, what: 'the header Authorization' },
      { value: 'Zu7:Tür!', what: 'the password of the header Authorization' },
    ]);
  });

  it.each(['xBasic', 'Basic-x'])('are no name and password: %s', (scheme) => {
    const pair = base64('tiny:Zu7:Tür!');

    expect(valuesOf(`${scheme} ${pair}`)).toEqual([pair]);
  });

  it.each(['OAuth oauth_nonce="a-1-b-2"', 'Digest qop=auth,nc=1', 'Hawk id=a-1 mac=b-2'])(
    'are no secret that was only made of one: %s',
    (authorization) => {
      expect(valuesOf(authorization)).toEqual([]);
    },
  );

  it.each<[Credentials, number]>([
    ['valid', 1],
    ['weaker', 1],
    ['none', 0],
    ['wrong', 0],
  ])('that are %s give %i', (credentials, count) => {
    expect(carried(['authorization', 'Bearer tok-12-ab'], '/notes', credentials)).toHaveLength(count);
  });

  it.each([
    ...['ab-1cd', 'ab-1aa', 'passWord', 'password-1', 'X1-password', 'Password1', '1-Password'],
    ...['PASSWORD-1', '1-PASSWORD', '1234567890', '123-abcd', 'ab-12345'],
  ])('tell: %s', (value) => {
    expect(valuesOf(value)).toEqual([value]);
  });

  it.each(['ab-1c', 'aa-1aa', 'password', 'Password', 'PASSWORD', '123456789'])(
    'may stand somewhere by chance: %s',
    (value) => {
      expect(valuesOf(value)).toEqual([]);
    },
  );

  it('are no secret where the path says them, but where the query does', () => {
    expect(carried(['authorization', 'Bearer tok-12'], '/notes/tok-12?a=b')).toEqual([]);
    expect(carried(['authorization', 'Bearer tok-12'], '/notes?a=tok-12')).toHaveLength(1);
  });
});

describe('the secrets of a body', () => {
  function inBody(schema: JsonObject, body: Json | undefined, type: string | undefined = 'application/json') {
    const own = contractOf({
      post: {
        requestBody: { content: { 'application/json': { schema } } },
        responses: { 200: { description: 'A.' } },
      },
    });
    const requestHeaders: HeaderField[] = type === '' ? [] : [['content-type', type]];
    const exchange = exchangeOf(own, 'POST /a', {
      status: 200,
      requestHeaders,
      ...(body === undefined ? {} : { body }),
    });
    return sentInBody(own, exchange);
  }

  const SCHEMA = { properties: { pin: { writeOnly: true }, name: {} } };

  it('stand where the contract says so', () => {
    expect(inBody(SCHEMA, { pin: 'pin-12', name: 'name-12' })).toEqual([
      { value: 'pin-12', what: 'the body’s /pin' },
    ]);
  });

  it.each<[string, Json | undefined, string]>([
    ['a number', { pin: 1234567890 }, 'application/json'],
    ['too short', { pin: 'p-1' }, 'application/json'],
    ['no body', undefined, 'application/json'],
    ['another media type', { pin: 'pin-12' }, 'text/plain'],
    ['no media type', { pin: 'pin-12' }, ''],
  ])('are none: %s', (_, body, type) => {
    expect(inBody(SCHEMA, body, type)).toEqual([]);
  });

  it('are none where no place is secret', () => {
    expect(inBody({ properties: { name: {} } }, { name: 'name-12' })).toEqual([]);
  });

  it('stand in the branch that the value meets, and in one that nobody can try', () => {
    const branch = (kind: JsonObject) => ({ properties: { kind, pin: { format: 'password' } } });
    const body = { kind: 'a', pin: 'pin-12' };

    expect(inBody({ anyOf: [branch({ const: 'a' }), {}] }, body)).toHaveLength(1);
    expect(inBody({ anyOf: [branch({ const: 'b' }), {}] }, body)).toEqual([]);
    expect(inBody({ anyOf: [branch({ pattern: '(' }), {}] }, body)).toHaveLength(1);
  });
});

describe('a text', () => {
  it.each(['tok-12', 'a tok-12.', '"tok-12"', 'xtok-12, tok-12', 'tok-12x tok-12'])(
    'holds it: %s',
    (text) => {
      expect(holds(text, 'tok-12')).toBe(true);
    },
  );

  it.each(['', 'tok-1', 'xtok-12', 'tok-12x', 'ütok-12', 'tok-123', 'xtok-12 tok-12x'])(
    'does not hold it: %s',
    (text) => {
      expect(holds(text, 'tok-12')).toBe(false);
    },
  );
});

describe('a value', () => {
  it.each<[Json]>([
    ...[null, '', true, false, 'aaaa', 7, 'xX.#-', 'a•', 'a…', 'a*', '<a>', '[a]', 'REDACTED'].map(
      (value): [Json] => [value],
    ),
    ...['is hidden', 'masked', 'encrypted', 'a secret', 'Password', 'omitted', 'Not shown'].map(
      (value): [Json] => [value],
    ),
    [[]],
    [[null, '***']],
    [{}],
    [{ a: null, b: ['', false] }],
  ])('may hide a secret: %j', (value) => {
    expect(isMask(value)).toBe(true);
  });

  it.each<[Json]>([
    ...['open', 'xxab', 'abxx', 12, 0.5].map((value): [Json] => [value]),
    [['', 'open']],
    [{ a: null, b: 'open' }],
  ])('hides nothing: %j', (value) => {
    expect(isMask(value)).toBe(false);
  });
});
