import { TINY_VIEWER } from '../../support/tiny-server.ts';
import { changing, type DepartureCase, isFor } from './departure-case.ts';

const SESSION = '/components/securitySchemes/session';
const USER = '/components/securitySchemes/user';

/** Departures in who is let in. */
export const CREDENTIAL_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'credentials-missing-accepted',
    server: 'lists notes to anybody',
    departure: { admits: (request) => isFor(request, 'GET /notes') && request.token === '' },
    operation: 'GET /notes',
    level: 'must',
    pointer: SESSION,
    keyword: 'security',
  },
  {
    check: 'credentials-missing-accepted',
    server: 'makes labels for anybody',
    departure: { admits: (request) => isFor(request, 'POST /labels') && request.authorization === '' },
    operation: 'POST /labels',
    level: 'must',
    pointer: USER,
    keyword: 'security',
  },
  {
    check: 'credentials-missing-accepted',
    server: 'lists notes to anybody where only our reading asks for a login',
    departure: { admits: (request) => isFor(request, 'GET /notes') && request.token === '' },
    options: {
      edit: (text) =>
        text.replace('      type: apiKey\n', '      type: apiKey\n      x-assay-source: {basis: inferred}\n'),
    },
    operation: 'GET /notes',
    level: 'may',
    pointer: SESSION,
    keyword: 'security',
    source: { document: 'tiny', basis: 'inferred' },
  },
  {
    check: 'credentials-weaker-accepted',
    server: 'makes labels for who may only read',
    departure: {
      admits: (request) => isFor(request, 'POST /labels') && request.authorization === TINY_VIEWER,
    },
    operation: 'POST /labels',
    level: 'must',
    pointer: USER,
    keyword: 'x-assay-credentials/weaker',
  },
  {
    check: 'credentials-weaker-accepted',
    server: 'deletes notes for who may only read',
    departure: {
      admits: (request) => isFor(request, 'DELETE /notes/*') && request.token.startsWith('view-'),
    },
    operation: 'DELETE /notes/{note_id}',
    level: 'must',
    pointer: USER,
    keyword: 'x-assay-credentials/weaker',
  },
  {
    check: 'credentials-wrong-accepted',
    server: 'shows notes to any token',
    departure: { admits: (request) => isFor(request, 'GET /notes/*') && request.token !== '' },
    operation: 'GET /notes/{note_id}',
    level: 'must',
    pointer: SESSION,
    keyword: 'security',
  },
  {
    check: 'credentials-wrong-accepted',
    server: 'deletes labels for any user',
    departure: {
      admits: (request) =>
        isFor(request, 'DELETE /labels/*') && !['', TINY_VIEWER].includes(request.authorization),
    },
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: USER,
    keyword: 'security',
  },
  {
    check: 'login-token-missing',
    server: 'logs in without a token',
    departure: changing('POST /session', 201, (reply) => ({ ...reply, json: {} })),
    options: { operations: ['POST /session', 'GET /labels/{label_id}', 'GET /notes'] },
    operation: 'POST /session',
    level: 'must',
    pointer: '/paths/~1session/post',
    keyword: 'token',
    instance: '/token',
  },
  {
    check: 'login-token-missing',
    server: 'logs in with an empty token',
    departure: changing('POST /session', 201, (reply) => ({ ...reply, json: { token: '' } })),
    options: { operations: ['POST /session', 'GET /labels/{label_id}', 'GET /notes'] },
    operation: 'POST /session',
    level: 'must',
    pointer: '/paths/~1session/post',
    keyword: 'token',
    instance: '/token',
  },
  {
    check: 'session-logout-ineffective',
    server: 'keeps sessions that were logged out',
    departure: { keepsSessions: true },
    operation: 'DELETE /session',
    level: 'must',
    pointer: '/paths/~1session/delete',
    keyword: 'logout',
  },
];
