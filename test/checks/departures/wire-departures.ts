import type { Departure, TinyReply, TinyRequest } from '../../support/tiny-departure.ts';
import { CORROBORATED, changing, type DepartureCase, isFor } from './departure-case.ts';

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

/** Refuses what is wrong with a query in other words. */
function explaining(words: (request: TinyRequest) => string): Departure {
  return {
    tamper: (request, reply) =>
      isFor(request, 'GET /notes') && reply.status === 400
        ? { ...reply, json: { error: words(request) } }
        : reply,
  };
}

/** Sets the cookie of a visit in another way. */
function visiting(attributes: string): Departure {
  return changing('POST /session', 201, (reply) => ({
    ...reply,
    headers: { 'Set-Cookie': `tiny-visit=visit-0; ${attributes}` },
  }));
}

/** Says that the visit lets somebody in. */
function withCookie(text: string): string {
  return text.replace('  securitySchemes:\n', '$&    visit: {type: apiKey, in: cookie, name: tiny-visit}\n');
}

/** Changes the headers of a delete of a label. */
function deleting(headers: Readonly<Record<string, string>>): Departure {
  return changing('DELETE /labels/*', 204, (reply) => ({ ...reply, headers }));
}

/** Answers every HEAD of the health alike. */
function answeringHead(answer: TinyReply): Departure {
  return { tamper: ({ path, isHead }, reply) => (isHead && path === '/health' ? answer : reply) };
}

/** Documents that the health comes as text, too. */
function withText(text: string): string {
  return text.replace(
    'properties: {ok: {const: true}}}}}',
    'properties: {ok: {const: true}}}}, text/plain: {}}',
  );
}

const DELETED = '/paths/~1labels~1{label_id}/delete/responses/204';
const WITH_LOGIN = { operations: ['POST /session', 'GET /notes'] };
const PROBLEM = '/components/responses/Problem';
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
  {
    check: 'error-discloses-internals',
    server: 'explains a fault by a stack trace',
    departure: explaining(
      () => 'Traceback (most recent call last):\n  File "/srv/notes.py", line 3, in list',
    ),
    operation: 'GET /notes',
    level: 'should',
    pointer: PROBLEM,
    keyword: 'content',
  },
  {
    check: 'response-discloses-secret',
    server: 'names the session in an error',
    departure: explaining(({ token }) => `${token} asked for too much`),
    operation: 'GET /notes',
    level: 'should',
    pointer: PROBLEM,
    keyword: 'content',
  },
  {
    check: 'response-discloses-secret',
    server: 'shows the password in a header',
    departure: changing('GET /settings', 200, (reply) => ({
      ...reply,
      headers: { 'X-Debug': 'by open-sesame' },
    })),
    operation: 'GET /settings',
    level: 'should',
    pointer: '/components/responses/Settings',
    keyword: 'content',
  },
  {
    check: 'redirect-leaves-host',
    server: 'sends who is not logged in to another host',
    departure: changing('GET /settings', 401, () => ({
      status: 302,
      headers: { Location: 'https://login.example/?next=settings' },
    })),
    operation: 'GET /settings',
    level: 'should',
    pointer: '/paths/~1settings/get/responses',
    keyword: 'Location',
    also: ['response-status-undocumented'],
  },
  {
    check: 'cookie-unprotected',
    server: 'lets scripts read the cookie that lets somebody in',
    departure: visiting('Path=/; SameSite=Lax'),
    operation: 'POST /session',
    level: 'should',
    pointer: '/paths/~1session/post/responses/201',
    keyword: 'Set-Cookie HttpOnly',
    options: { edit: withCookie, ...WITH_LOGIN },
  },
  {
    check: 'cookie-unprotected',
    server: 'gives a cookie to every site',
    departure: visiting('Path=/; HttpOnly'),
    operation: 'POST /session',
    level: 'may',
    pointer: '/paths/~1session/post/responses/201',
    keyword: 'Set-Cookie SameSite',
    options: WITH_LOGIN,
  },
  {
    check: 'response-too-slow',
    server: 'takes longer than the user of the run allows',
    departure: { pauses: ({ path }) => (path === '/health' ? 300 : 0) },
    operation: 'GET /health',
    level: 'must',
    pointer: '/paths/~1health/get',
    keyword: 'max-response-time',
    options: { maxResponseMs: 299 },
  },
  {
    check: 'response-content-forbidden',
    server: 'announces content after a delete',
    departure: deleting({ 'Content-Length': '2' }),
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: DELETED,
    keyword: 'Content-Length',
  },
  {
    check: 'response-content-forbidden',
    server: 'announces no content after a delete',
    departure: deleting({ 'Content-Length': '0' }),
    operation: 'DELETE /labels/{label_id}',
    level: 'may',
    pointer: DELETED,
    keyword: 'Content-Length',
  },
  {
    check: 'head-differs-from-get',
    server: 'finds a HEAD wrong',
    departure: answeringHead({ status: 400 }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'HEAD',
  },
  {
    check: 'head-differs-from-get',
    server: 'knows no HEAD',
    departure: answeringHead({ status: 404 }),
    operation: 'GET /health',
    level: 'may',
    pointer: HEALTH,
    keyword: 'HEAD',
  },
  {
    check: 'head-differs-from-get',
    server: 'announces another type to a HEAD',
    departure: answeringHead({ status: 200, headers: { 'content-type': 'text/html' } }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'HEAD',
  },
  {
    check: 'head-differs-from-get',
    server: 'announces nothing to a HEAD',
    departure: answeringHead({ status: 200, headers: { 'content-length': '0' } }),
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'HEAD',
  },
  {
    check: 'response-media-type-not-negotiated',
    server: 'documents plain text and always sends JSON',
    departure: {},
    operation: 'GET /health',
    level: 'should',
    pointer: `${HEALTH}/200`,
    keyword: 'Accept',
    options: { edit: withText },
  },
  {
    check: 'response-media-type-not-negotiated',
    server: 'does not take a type that it documents',
    departure: {
      tamper: ({ path, accept }, reply) =>
        path === '/health' && accept === 'text/plain' ? { status: 406 } : reply,
    },
    operation: 'GET /health',
    level: 'should',
    pointer: HEALTH,
    keyword: 'Accept',
    options: { edit: withText },
  },
];
