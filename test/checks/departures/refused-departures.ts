import { problem } from '../../support/tiny-state.ts';
import { changing, type DepartureCase } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';

/** Departures in what is done although it was refused, told to strangers, or taken from requests. */
export const REFUSED_DEPARTURES: readonly DepartureCase[] = [
  ...(['create', 'update'] as const).map(
    (sharesTitles): DepartureCase => ({
      check: 'resource-duplicate-accepted',
      server: `lets two notes have one title by a second ${sharesTitles}`,
      departure: { sharesTitles },
      operation: sharesTitles === 'create' ? 'POST /notes' : 'PATCH /notes/{note_id}',
      level: 'must',
      pointer: NOTE,
      keyword: 'unique/title',
      instance: '/title',
    }),
  ),
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
];
