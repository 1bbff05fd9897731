import type { Departure, TinyRequest } from '../../support/tiny-departure.ts';
import { problem } from '../../support/tiny-state.ts';
import { type DepartureCase, isFor } from './departure-case.ts';

const CREATE = 'POST /notes';
const BODY = '/paths/~1notes/post/requestBody';
const JSON_BODY = `${BODY}/content/application~1json`;

/** A server that takes some of what has a fault. */
function overlooking(fault: string, which: (request: TinyRequest) => boolean): Departure {
  return { overlooks: (found, request) => found === fault && which(request) };
}

/** A server that fails on some bodies of a create. */
function failing(which: (request: TinyRequest) => boolean): Departure {
  return { answer: (request) => (isFor(request, CREATE) && which(request) ? problem(500) : undefined) };
}

const accepted = { check: 'request-invalid-accepted', operation: CREATE, instance: '' } as const;
const failed = {
  check: 'response-server-error',
  operation: CREATE,
  level: 'must',
  pointer: '/paths/~1notes/post/responses',
  keyword: 'status',
} as const;

/** Departures in what is made of bytes that no value has. */
export const RAW_DEPARTURES: readonly DepartureCase[] = [
  {
    ...accepted,
    server: 'takes JSON whose end is missing',
    departure: overlooking('no json', ({ text }) => /^\{"[^{}]*"$/.test(text)),
    level: 'must',
    pointer: JSON_BODY,
    keyword: 'content',
  },
  {
    ...accepted,
    server: 'takes NaN for a number',
    departure: overlooking('no json', ({ text }) => text.includes('NaN')),
    level: 'should',
    pointer: JSON_BODY,
    keyword: 'content',
    instance: '/assay',
  },
  {
    ...accepted,
    server: 'takes an empty body with a media type for an empty object',
    departure: {
      overlooks: (fault, { text, contentType }) =>
        text === '' && contentType !== '' && /missing$/.test(fault),
    },
    level: 'must',
    pointer: BODY,
    keyword: 'required',
  },
  {
    ...accepted,
    server: 'puts U+FFFD in place of what is no UTF-8, which is leniency',
    departure: overlooking('encoding', () => true),
    level: 'should',
    pointer: JSON_BODY,
    keyword: 'encoding',
    instance: '/assay',
  },
  {
    ...accepted,
    server: 'takes the last of two members of one name, which nothing forbids',
    departure: overlooking('member twice', () => true),
    level: 'may',
    pointer: JSON_BODY,
    keyword: 'duplicate',
    instance: '/status',
  },
  {
    ...accepted,
    server: 'takes a number that it cannot keep',
    departure: overlooking('priority type', ({ text }) => text.includes('1e400')),
    level: 'should',
    pointer: JSON_BODY,
    keyword: 'range',
    instance: '/priority',
    also: ['response-body-schema-violation'],
  },
  {
    ...accepted,
    server: 'ignores the media type although it promises to refuse others',
    departure: overlooking('media type', () => true),
    level: 'should',
    pointer: `${BODY}/content`,
    keyword: 'content',
    instance: null,
  },
  {
    ...accepted,
    server: 'takes a body of which nobody says what it is, as it may',
    departure: overlooking('media type', ({ contentType }) => contentType === ''),
    level: 'may',
    pointer: `${BODY}/content`,
    keyword: 'content',
    instance: null,
  },
  { ...failed, server: 'fails on what is no UTF-8', departure: failing(({ isUtf8 }) => !isUtf8) },
  {
    ...failed,
    server: 'fails on deep nesting',
    departure: failing(({ text }) => text.startsWith('['.repeat(1000))),
  },
  {
    ...failed,
    server: 'fails on an integer beyond 64 bits',
    departure: failing(({ text }) => text.includes('9223372036854775808')),
  },
  {
    ...failed,
    server: 'fails on a byte order mark, which it may refuse or overlook',
    departure: failing(({ text }) => text.startsWith('\ufeff')),
  },
  {
    ...failed,
    server: 'fails on a media type that is none',
    departure: failing(({ contentType }) => contentType !== '' && !contentType.includes('/')),
  },
  {
    ...failed,
    server: 'fails on an escape that is cut off',
    departure: failing(({ text }) => text.endsWith('\\')),
  },
];
