import type { Departure } from '../../support/tiny-departure.ts';
import { problem } from '../../support/tiny-state.ts';
import { changing, type DepartureCase, isFor, withItem, withMembers } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';
const CARD = '/x-assay-resources/card';
const EXPORT = 'POST /notes/{note_id}/export';

/** Departures in what becomes of objects from their create to their delete. */
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
    check: 'resource-delete-of-nothing-accepted',
    server: 'answers every delete of a card alike',
    departure: changing('DELETE /cards/*', 404, () => ({ status: 204 })),
    operation: 'DELETE /cards/{card_id}',
    level: 'should',
    pointer: '/components/responses/Gone',
    keyword: 'status',
  },
  {
    check: 'resource-delete-touches-others',
    server: 'closes every other note when one is deleted',
    departure: { deletes: (note) => ({ ...note, status: 'done' }) },
    operation: 'DELETE /notes/{note_id}',
    level: 'must',
    pointer: NOTE,
    keyword: 'echo/status',
    instance: '/status',
  },
  {
    check: 'resource-delete-touches-others',
    server: 'deletes every card with one',
    departure: { deletes: () => undefined },
    operation: 'DELETE /cards/{card_id}',
    level: 'must',
    pointer: CARD,
    keyword: 'delete',
    // Of several cards that are there none is left.
    also: ['resource-created-not-readable', 'request-valid-refused'],
  },
  {
    check: 'resource-existence-disclosed',
    server: 'looks for a card before it looks at credentials',
    departure: changing('GET /cards/c0', 401, () => problem(404)),
    operation: 'GET /cards/{card_id}',
    level: 'should',
    pointer: '/components/securitySchemes/user',
    keyword: 'security',
  },
  {
    check: 'resource-read-only-member-assigned',
    server: 'gives a new note the id that it is sent',
    departure: { assigns: (member, now) => member === 'id' && now === 'create' },
    operation: 'POST /notes',
    level: 'must',
    pointer: '/components/schemas/Note/properties/id',
    keyword: 'readOnly',
    instance: '/id',
  },
  ...(['create', 'update'] as const).map(
    (when): DepartureCase => ({
      check: 'resource-read-only-member-assigned',
      server: `takes the time of a note's create from the body of its ${when}`,
      departure: { assigns: (member, now) => member === 'created_at' && now === when },
      operation: when === 'create' ? 'POST /notes' : 'PATCH /notes/{note_id}',
      level: 'should',
      pointer: NOTE,
      keyword: 'fixed/created_at',
      instance: '/created_at',
    }),
  ),
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
    check: 'resource-revived-differs',
    server: 'answers that a label is restored and leaves it where it is',
    departure: { restores: () => undefined },
    operation: 'POST /labels/{label_id}/restore',
    level: 'must',
    pointer: LABEL,
    keyword: 'delete/revive',
    // The second delete finds nothing, either.
    also: ['request-valid-refused'],
  },
  {
    check: 'resource-revived-differs',
    server: 'restores a label without its colour',
    departure: { restores: (label) => ({ ...label, colour: 'none' }) },
    operation: 'POST /labels/{label_id}/restore',
    level: 'must',
    pointer: LABEL,
    keyword: 'echo/colour',
    instance: '/colour',
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
    also: ['request-valid-refused'],
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
    check: 'resource-delete-ineffective',
    server: 'cannot restore what it deleted, as if it were still there',
    departure: changing('POST /labels/*/restore', 200, () => ({ status: 409 })),
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: LABEL,
    keyword: 'delete',
  },
  {
    check: 'resource-deleted-still-readable',
    server: 'keeps what was deleted',
    departure: { keepsDeleted: true },
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: LABEL,
    keyword: 'delete',
    also: ['resource-delete-ineffective', 'resource-deleted-still-listed'],
  },
  ...(['export', 'update'] as const).map(
    (usesDeleted): DepartureCase => ({
      check: 'resource-deleted-still-usable',
      server: `lets a deleted note be used in an ${usesDeleted}`,
      departure: { usesDeleted },
      operation: usesDeleted === 'export' ? EXPORT : 'PATCH /notes/{note_id}',
      level: 'must',
      pointer: NOTE,
      keyword: 'delete',
    }),
  ),
  {
    check: 'resource-refused-create-stored',
    server: 'keeps a note that it refused',
    departure: { keepsRefused: true },
    operation: 'POST /notes',
    level: 'must',
    pointer: '/components/responses/Invalid',
    keyword: 'status',
  },
  {
    check: 'resource-refused-create-stored',
    server: 'makes a label before it looks at credentials',
    departure: { worksFirst: 'POST' },
    operation: 'POST /labels',
    level: 'must',
    pointer: '/components/responses/Unknown',
    keyword: 'status',
    // It makes a label, or updates the one of that name.
    also: ['resource-refused-change-made'],
  },
  {
    check: 'resource-refused-change-made',
    server: 'updates a label before it looks at credentials',
    departure: { worksFirst: 'POST' },
    operation: 'POST /labels',
    level: 'must',
    pointer: '/components/responses/Unknown',
    keyword: 'status',
    instance: '/colour',
    also: ['resource-refused-create-stored'],
  },
  {
    check: 'singleton-refused-change-made',
    server: 'changes the settings before it looks at credentials',
    departure: { worksFirst: 'PUT' },
    operation: 'PUT /settings',
    level: 'must',
    pointer: '/components/responses/Unknown',
    keyword: 'status',
    instance: '/theme',
  },
  ...(['PUT', 'DELETE'] as const).map(
    (method): DepartureCase => ({
      check: 'resource-refused-change-made',
      server: `carries out a ${method} of a card and refuses it then`,
      departure: { worksFirst: method },
      operation: `${method} /cards/{card_id}`,
      level: 'must',
      pointer: '/components/responses/Unknown',
      keyword: 'status',
      // The run finds nothing left to remove.
      also: method === 'DELETE' ? ['request-valid-refused'] : [],
    }),
  ),
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
