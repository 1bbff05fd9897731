import type { Departure } from '../../support/tiny-departure.ts';
import { changing, type DepartureCase, isFor, withItem, withMembers } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';
const CARD = '/x-assay-resources/card';

/** Departures in what becomes of objects that were created. */
export const RESOURCE_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'resource-create-reply-differs',
    server: 'answers a create with another status than it keeps',
    departure: changing('POST /notes', 201, withMembers({ status: 'done' })),
    operation: 'POST /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'echo/status',
    instance: '/status',
  },
  {
    check: 'resource-read-unsteady',
    server: 'shows another text of a card to whoever reads it again',
    departure: changingReads(),
    operation: 'GET /cards/{card_id}',
    level: 'must',
    pointer: CARD,
    keyword: 'echo/text',
    instance: '/text',
    // Every read but the first two is wrong.
    also: ['resource-create-not-echoed', 'resource-create-reply-differs', 'resource-location-wrong'],
  },
  {
    check: 'resource-create-identity-taken',
    server: 'names a note that was there before as the new one',
    departure: {
      tamper(request, reply) {
        if (isFor(request, 'POST /notes') && reply.status === 201) return withMembers({ id: 'n900' })(reply);
        const isWhole = isFor(request, 'GET /notes') && reply.status === 200 && !request.query.has('title');
        return isWhole ? withItem({ id: 'n900', title: 'theirs', status: 'open' })(reply) : reply;
      },
    },
    operation: 'POST /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'create/identity',
  },
  {
    check: 'resource-create-identity-taken',
    server: 'names a card that bears another text as the new one',
    departure: {
      answer: (request) =>
        isFor(request, 'GET /cards/c900') && request.authorization !== ''
          ? { status: 200, json: { id: 'c900', text: 'theirs' } }
          : undefined,
      ...changing('POST /cards', 201, withMembers({ id: 'c900' })),
    },
    operation: 'POST /cards',
    level: 'must',
    pointer: CARD,
    keyword: 'create/identity',
  },
  {
    check: 'resource-created-not-readable',
    server: 'forgets what was created',
    departure: {
      answer: (request) =>
        isFor(request, 'GET /labels/*') ? { status: 404, json: { error: 'gone' } } : undefined,
    },
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'read',
    also: ['request-valid-refused', 'response-invariant-broken'],
  },
  {
    check: 'resource-created-not-readable',
    server: 'does not name what it created',
    departure: changing('POST /labels', 201, withMembers({ id: undefined })),
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'create',
    also: ['response-body-schema-violation'],
  },
  {
    check: 'resource-identity-reused',
    server: 'gives a new card the id of one that was deleted',
    departure: { givesIdsAgain: true },
    operation: 'POST /cards',
    level: 'should',
    pointer: CARD,
    keyword: 'create',
  },
  ...['/api/cards/elsewhere', 'http://example.invalid/api/cards', 'health'].map(
    (location): DepartureCase => ({
      check: 'resource-location-wrong',
      server: `says that a new card is at ${location}`,
      departure: changing('POST /cards', 201, (reply) => ({ ...reply, headers: { Location: location } })),
      operation: 'POST /cards',
      level: 'must',
      pointer: CARD,
      keyword: 'create',
    }),
  ),
  {
    check: 'resource-upsert-identity-changed',
    server: 'gives an updated label another id',
    departure: changing('POST /labels', 200, withMembers({ id: 'another' })),
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'update',
  },
];

/** Shows another text of a card from the third of reads on that follow on one another: the first looks whose it is. */
function changingReads(): Departure {
  const reads = new Map<string, number>();
  return {
    tamper(request, reply) {
      const isRead = isFor(request, 'GET /cards/*') && reply.status === 200;
      const before = reads.get(request.path) ?? 0;
      reads.set(request.path, isRead ? before + 1 : 0);
      return isRead && before >= 2 ? withMembers({ text: 'another' })(reply) : reply;
    },
  };
}
