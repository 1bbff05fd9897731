import { changing, type DepartureCase } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';
const CARD = '/x-assay-resources/card';
const EXPORT = 'POST /notes/{note_id}/export';

/** Departures in what deletes do, and what undoes them. */
export const DELETION_DEPARTURES: readonly DepartureCase[] = [
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
];
