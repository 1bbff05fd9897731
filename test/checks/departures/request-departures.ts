import { CORROBORATED, type DepartureCase, INFERRED, isFor } from './departure-case.ts';

const NOTE_INPUT = '/components/schemas/NoteInput';
const PRIORITY = '/components/schemas/Priority';
const CREATE = '/paths/~1notes/post';
const UPDATE = '/paths/~1notes~1{note_id}/patch';

/** Departures in what is accepted and how it is refused. */
export const REQUEST_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'request-invalid-accepted',
    server: 'makes notes without a title',
    departure: { overlooks: (fault) => fault === 'title missing' },
    operation: 'POST /notes',
    level: 'must',
    pointer: `${NOTE_INPUT}/properties/title`,
    keyword: 'required',
    instance: '/title',
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes a priority below a minimum that only a client shows',
    departure: { overlooks: (fault) => fault === 'priority minimum' },
    operation: 'PATCH /notes/{note_id}',
    level: 'should',
    pointer: PRIORITY,
    keyword: 'minimum',
    instance: '/priority',
    source: CORROBORATED,
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes a priority above a maximum that is our reading',
    departure: { overlooks: (fault) => fault === 'priority maximum' },
    operation: 'POST /notes',
    level: 'may',
    pointer: PRIORITY,
    keyword: 'maximum',
    instance: '/priority',
    source: INFERRED,
    also: ['response-body-schema-violation'],
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes a size without a colour, which only a client asks for',
    departure: { overlooks: (fault) => fault === 'size without colour' },
    operation: 'POST /cards',
    level: 'should',
    pointer: '/components/schemas/CardInput',
    keyword: 'x-assay-invariants/size-needs-colour',
    instance: '',
    source: CORROBORATED,
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes what is no JSON',
    departure: { overlooks: (fault) => fault === 'no json' },
    operation: 'PATCH /notes/{note_id}',
    level: 'must',
    pointer: '/paths/~1notes~1{note_id}/patch/requestBody/content/application~1json',
    keyword: 'content',
    instance: '',
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes no body for an empty one',
    departure: { overlooks: (fault) => fault === 'body missing' },
    operation: 'PATCH /notes/{note_id}',
    level: 'must',
    pointer: '/paths/~1notes~1{note_id}/patch/requestBody',
    keyword: 'required',
    instance: '',
  },
  {
    check: 'request-invalid-accepted',
    server: 'takes XML for JSON although it promises to refuse it',
    departure: { overlooks: (_, { contentType }) => contentType.includes('xml') },
    operation: 'PATCH /notes/{note_id}',
    level: 'must',
    pointer: '/paths/~1notes~1{note_id}/patch/requestBody/content',
    keyword: 'content',
    instance: null,
  },
  {
    check: 'request-invalid-accepted',
    server: 'ignores a limit that is too large, which is leniency',
    departure: { overlooks: (fault) => fault === 'limit' },
    operation: 'GET /notes',
    level: 'should',
    pointer: '/paths/~1notes/get/parameters/0/schema',
    keyword: 'maximum',
    instance: null,
  },
  {
    check: 'request-invalid-accepted',
    server: 'answers an undocumented method',
    departure: { answer: ({ method }) => (method === 'PUT' ? { status: 200, json: {} } : undefined) },
    operation: 'GET /notes/{note_id}',
    level: 'should',
    pointer: '/paths/~1notes~1{note_id}/get',
    keyword: 'method',
    instance: null,
  },
  {
    check: 'request-invalid-accepted',
    server: 'shows a note that is not there',
    departure: {
      answer: (request) =>
        isFor(request, 'GET /notes/n0')
          ? { status: 200, json: { id: 'n0', title: 'a', status: 'open' } }
          : undefined,
    },
    operation: 'GET /notes/{note_id}',
    level: 'must',
    pointer: '/components/parameters/NoteId',
    keyword: 'x-assay-unknown',
    instance: null,
    also: ['credentials-missing-accepted'],
  },
  {
    check: 'request-invalid-refusal-status',
    server: 'refuses a note without a title by 409',
    departure: { refuses: (fault) => (fault === 'title missing' ? 409 : 400) },
    operation: 'POST /notes',
    level: 'should',
    pointer: `${NOTE_INPUT}/properties/title`,
    keyword: 'status',
    instance: '/title',
  },
  {
    check: 'request-invalid-refusal-status',
    server: 'refuses a label without a name by 404, which frameworks do of themselves',
    departure: { refuses: (fault) => (fault === 'name missing' ? 404 : 400) },
    operation: 'POST /labels',
    level: 'may',
    pointer: '/components/schemas/LabelInput/properties/name',
    keyword: 'status',
    also: ['response-status-undocumented'],
  },
  {
    check: 'request-valid-refused',
    server: 'refuses the priority 5',
    departure: {
      answer: (request) =>
        isFor(request, 'POST /notes') && request.text.includes('"priority":5}')
          ? { status: 400, json: { error: 'too much' } }
          : undefined,
    },
    operation: 'POST /notes',
    level: 'must',
    pointer: CREATE,
    keyword: 'requestBody',
  },
  {
    check: 'request-valid-refused',
    server: 'refuses the priority 5 as if the note were not in the state for it',
    departure: {
      answer: (request) =>
        isFor(request, 'PATCH /notes/*') && request.text.includes('"priority":5')
          ? { status: 409, json: { error: 'not now' } }
          : undefined,
    },
    operation: 'PATCH /notes/{note_id}',
    level: 'should',
    pointer: UPDATE,
    keyword: 'requestBody',
  },
  {
    check: 'request-valid-refused',
    server: 'redirects a valid read',
    departure: {
      tamper: (request, reply) =>
        isFor(request, 'GET /health') ? { status: 302, headers: { Location: '/' } } : reply,
    },
    options: { operations: ['GET /health', 'GET /notes'] },
    operation: 'GET /health',
    level: 'must',
    pointer: '/paths/~1health/get',
    keyword: 'requestBody',
    also: ['response-status-undocumented'],
  },
];
