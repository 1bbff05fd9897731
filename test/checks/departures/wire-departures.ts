import type { Departure } from '../../support/tiny-departure.ts';
import { CORROBORATED, changing, type DepartureCase } from './departure-case.ts';

const HEALTH = '/paths/~1health/get/responses';
const LIST = '/paths/~1notes/get/responses';
const JSON_TYPE = 'application/json';

/** Answers of the list of notes with another header. */
function listing(name: string, value: string): DepartureCase['departure'] {
  return changing('GET /notes', 200, (reply) => ({ ...reply, headers: { ...reply.headers, [name]: value } }));
}

/** Answers of the health in other bytes. */
function healthIn(text: string | Uint8Array, type = JSON_TYPE): DepartureCase['departure'] {
  return changing('GET /health', 200, () => ({ status: 200, headers: { 'content-type': type }, text }));
}

const OK = '{"ok":true}';

/** Changes every reply of one status. */
function always(status: number, headers: Readonly<Record<string, string>>): Departure {
  return { tamper: (_, reply) => (reply.status === status ? { ...reply, headers } : reply) };
}

const UNKNOWN = '/components/responses/Unknown';

/** Documents a header of the 401, and of a 405 of the health. */
function withHeaders(text: string): string {
  return text
    .replace(
      'description: No valid credentials.',
      '$&\n      headers: {WWW-Authenticate: {schema: {type: string}}}',
    )
    .replace(
      '"500":\n          description: It is ill.',
      '$&\n        "405": {description: Not here., headers: {Allow: {schema: {type: string}}}}',
    );
}

/** Departures from what standards say of any reply. */
export const WIRE_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'response-header-schema-violation',
    server: 'counts in words',
    departure: listing('X-Total', 'many'),
    operation: 'GET /notes',
    level: 'must',
    pointer: `${LIST}/200/headers/X-Total/schema`,
    keyword: 'type',
    also: ['list-total-wrong'],
  },
  {
    check: 'response-header-schema-violation',
    server: 'sends a header twice that is one number, which only a client shows',
    departure: listing('X-Page', '1, 2'),
    operation: 'GET /notes',
    level: 'should',
    pointer: `${LIST}/200/headers/X-Page/schema`,
    keyword: 'type',
    source: CORROBORATED,
  },
  {
    check: 'response-body-member-repeated',
    server: 'says twice that it is well',
    departure: healthIn(String.raw`{"ok":true,"o\u006b":true}`),
    operation: 'GET /health',
    level: 'should',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
    instance: '/ok',
  },
  {
    check: 'response-charset-wrong',
    server: 'writes its JSON in Latin-1',
    departure: healthIn(Buffer.from('{"ok":true,"a":"é"}', 'latin1')),
    operation: 'GET /health',
    level: 'must',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
  },
  {
    check: 'response-charset-wrong',
    server: 'writes its JSON in UTF-16',
    departure: healthIn(Buffer.from(OK, 'utf16le'), `${JSON_TYPE}; charset=utf-16`),
    operation: 'GET /health',
    level: 'must',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
  },
  {
    check: 'response-charset-wrong',
    server: 'begins its JSON with a byte order mark',
    departure: healthIn(`\ufeff${OK}`),
    operation: 'GET /health',
    level: 'should',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
  },
  {
    check: 'response-charset-wrong',
    server: 'calls its UTF-8 Latin-1',
    departure: healthIn('{"ok":true,"a":"é"}', `${JSON_TYPE}; charset=iso-8859-1`),
    operation: 'GET /health',
    level: 'should',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
  },
  {
    check: 'response-charset-wrong',
    server: 'calls its ASCII Latin-1',
    departure: healthIn(OK, `${JSON_TYPE}; charset=iso-8859-1`),
    operation: 'GET /health',
    level: 'may',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
  },
  {
    check: 'response-charset-wrong',
    server: 'writes a page that is not in its charset',
    departure: healthIn(Buffer.from('é', 'latin1'), 'text/html; charset=utf-8'),
    operation: 'GET /health',
    level: 'should',
    pointer: `${HEALTH}/200`,
    keyword: 'content',
    also: ['response-media-type-undocumented'],
  },
  {
    check: 'response-allow-missing',
    server: 'refuses a method and does not say which there are',
    departure: always(405, {}),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'Allow',
  },
  {
    check: 'response-allow-missing',
    server: 'refuses a method without the list that the document speaks of',
    departure: always(405, {}),
    operation: 'GET /health',
    level: 'must',
    pointer: HEALTH,
    keyword: 'Allow',
    options: { edit: withHeaders },
  },
  {
    check: 'response-allow-missing',
    server: 'refuses a method and names it',
    departure: always(405, { Allow: 'GET, TRACE' }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'Allow',
  },
  {
    check: 'response-allow-missing',
    server: 'names no method that it has',
    departure: always(405, { Allow: 'POST' }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'Allow',
  },
  {
    check: 'response-allow-missing',
    server: 'names what is no method',
    departure: always(405, { Allow: '[GET]' }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'Allow',
  },
  {
    check: 'response-allow-missing',
    server: 'names fewer methods of an object than the document has',
    departure: always(405, { Allow: 'GET' }),
    operation: 'GET /labels/{label_id}',
    level: 'may',
    pointer: '/paths/~1labels~1{label_id}/get/responses',
    keyword: 'Allow',
  },
  {
    check: 'response-challenge-missing',
    server: 'refuses without a challenge',
    departure: always(401, {}),
    operation: 'GET /settings',
    level: 'may',
    pointer: UNKNOWN,
    keyword: 'WWW-Authenticate',
  },
  {
    check: 'response-challenge-missing',
    server: 'refuses without the challenge that the document speaks of',
    departure: always(401, {}),
    operation: 'GET /settings',
    level: 'must',
    pointer: UNKNOWN,
    keyword: 'WWW-Authenticate',
    options: { edit: withHeaders },
  },
  {
    check: 'response-challenge-missing',
    server: 'sends a sentence for a challenge',
    departure: always(401, { 'WWW-Authenticate': 'log in, please: here' }),
    operation: 'GET /settings',
    level: 'should',
    pointer: UNKNOWN,
    keyword: 'WWW-Authenticate',
  },
];
