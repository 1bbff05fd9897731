import { randomUUID } from 'node:crypto';
import {
  answering,
  ERROR_PAGE,
  having,
  instead,
  on,
  onRefusal,
  type Planted,
  typed,
  without,
} from '../planting.ts';

const SESSION = /\/session$/;
const PAIRINGS = /\/v2\/pairings$/;
const PAIRING = /\/v2\/pairings\/[^/]+$/;
const TASK = /\/tasks\/[^/]+$/;
const INFO = /\/server\/info$/;

const LOGIN = 'POST /session';
const SHOW = 'GET /session';
const LOGOUT = 'DELETE /session';
const LIST = 'GET /pairings';
const CREATE = 'POST /pairings';
const READ = 'GET /pairings/{pairing_id}';
const REMOVE = 'DELETE /pairings/{pairing_id}';
const READ_TASK = 'GET /tasks/{taskId}';
const READ_INFO = 'GET /server/info';

const SCHEMAS = '/components/schemas';

function violation(operation: string, pointer: string, keyword: string): Planted['finding'] {
  return { check: 'response-body-schema-violation', operation, pointer: SCHEMAS + pointer, keyword };
}

function acceptsWithout(schema: string, member: string): Planted {
  return {
    title: `a pairing without ${member} is accepted`,
    faults: { acceptsMissing: [member] },
    only: [CREATE],
    finding: {
      check: 'request-invalid-accepted',
      operation: CREATE,
      pointer: `${SCHEMAS}/${schema}/properties/${member}`,
      keyword: 'required',
    },
  };
}

/** Departures of a Site Recovery Manager. */
export const SRM_FAULTS: readonly Planted[] = [
  {
    title: 'a task without its status',
    faults: on('POST', PAIRINGS, without('status')),
    only: [CREATE],
    finding: violation(CREATE, '/Task/properties/status', 'required'),
  },
  {
    title: 'a task without its id',
    faults: on('POST', PAIRINGS, without('id')),
    only: [CREATE],
    finding: violation(CREATE, '/Task/properties/id', 'required'),
  },
  {
    title: 'a polled task without its id',
    faults: on('GET', TASK, without('id')),
    only: [REMOVE],
    finding: violation(READ_TASK, '/Task/properties/id', 'required'),
  },
  {
    title: 'an entry of _meta.errors that does not say what is missing',
    faults: on('GET', PAIRINGS, having(['_meta'], { errors: [{ code: 'NOT_AUTHENTICATED' }] })),
    only: [LIST],
    finding: violation(LIST, '/MetaError/properties/field', 'required'),
  },
  {
    title: 'a state of a task that is not listed',
    faults: on('POST', PAIRINGS, having(['status'], 'PENDING')),
    only: [CREATE],
    finding: violation(CREATE, '/Task/properties/status', 'enum'),
  },
  {
    title: 'a state of a server that is not listed',
    faults: on('GET', INFO, having(['server_status'], 'GREEN')),
    only: [READ_INFO],
    finding: violation(READ_INFO, '/SrmInfo/properties/server_status', 'enum'),
  },
  {
    title: 'a percentage above a hundred',
    faults: on('GET', TASK, having(['progress'], 101)),
    only: [REMOVE],
    finding: violation(READ_TASK, '/Task/properties/progress', 'maximum'),
  },
  {
    title: 'a time as text',
    faults: on('GET', TASK, having(['queued_time'], '2026-01-01T00:00:00Z')),
    only: [REMOVE],
    finding: violation(READ_TASK, '/TaskTime', 'type'),
  },
  {
    title: 'an id of a pairing that is no UUID',
    faults: on('GET', PAIRINGS, having(['list', '*', 'local_vc_server'], { id: 'vc-01' })),
    only: [LIST],
    finding: violation(LIST, '/ServerInfo/properties/id', 'format'),
  },
  {
    title: '201 for a create, which is documented with 202',
    faults: on('POST', PAIRINGS, answering(201)),
    only: [CREATE],
    finding: {
      check: 'response-status-undocumented',
      operation: CREATE,
      pointer: '/paths/~1pairings/post/responses/202',
      keyword: 'status',
    },
  },
  {
    title: '200 for a removal, which is documented with 202',
    faults: on('DELETE', PAIRING, answering(200)),
    only: [REMOVE],
    finding: {
      check: 'response-status-undocumented',
      operation: REMOVE,
      pointer: '/components/responses/PairingTask',
      keyword: 'status',
    },
  },
  acceptsWithout('PairingSpec', 'pair_vc_guid'),
  acceptsWithout('PairingSpec', 'pair_psc_info'),
  acceptsWithout('PairingSpecPairPscInfo', 'username'),
  acceptsWithout('PairingSpecPairPscInfo', 'password'),
  {
    title: 'a list that shows no pairing, whatever is created',
    faults: on('GET', PAIRINGS, having(['list'], [])),
    only: [CREATE, LIST, READ],
    finding: {
      check: 'resource-created-not-readable',
      operation: CREATE,
      pointer: '/x-assay-resources/pairing',
      keyword: 'create/identity',
      level: 'should',
    },
  },
  {
    title: 'a removed pairing can still be read',
    faults: { keepsDeleted: true },
    only: [REMOVE],
    finding: {
      check: 'resource-deleted-still-readable',
      operation: REMOVE,
      pointer: '/x-assay-resources/pairing',
      keyword: 'delete',
    },
  },
  {
    title: 'a logout that ends nothing',
    faults: { keepsDeleted: true },
    only: [LOGOUT],
    finding: {
      check: 'session-logout-ineffective',
      operation: LOGOUT,
      pointer: '/paths/~1session/delete',
      keyword: 'logout',
    },
  },
  {
    title: 'nobody needs a session',
    faults: { letsAnyoneIn: true },
    only: [LIST],
    finding: {
      check: 'credentials-missing-accepted',
      operation: LIST,
      pointer: '/components/securitySchemes/SessionHeader',
      keyword: 'security',
    },
  },
  {
    title: 'a session that nobody opened is let in',
    faults: { letsAnyoneIn: true },
    only: [READ_INFO],
    finding: {
      check: 'credentials-wrong-accepted',
      operation: READ_INFO,
      pointer: '/components/securitySchemes/SessionHeader',
      keyword: 'security',
    },
  },
  {
    title: 'a login without a session',
    faults: on('POST', SESSION, without('session_id')),
    finding: {
      check: 'login-token-missing',
      operation: LOGIN,
      pointer: '/paths/~1session/post',
      keyword: 'token',
    },
  },
  {
    title: 'a 401 with a body',
    faults: onRefusal('GET', PAIRINGS, 401, instead({ status: 401, json: { message: 'No session.' } })),
    only: [LIST],
    finding: {
      check: 'response-body-not-empty',
      operation: LIST,
      pointer: '/components/responses/Unauthorized',
      keyword: 'x-assay-body',
    },
  },
  {
    title: 'a 404 with a body',
    faults: onRefusal('GET', PAIRING, 404, instead({ status: 404, json: { message: 'None.' } })),
    only: [READ],
    finding: {
      check: 'response-body-not-empty',
      operation: READ,
      pointer: '/components/responses/NotFound',
      keyword: 'x-assay-body',
    },
  },
  {
    title: 'an unknown pairing is found',
    faults: onRefusal('GET', PAIRING, 404, () => ({ status: 200, json: { pairing_id: randomUUID() } })),
    only: [READ],
    finding: {
      check: 'request-invalid-accepted',
      operation: READ,
      pointer: '/components/parameters/PairingId',
      keyword: 'x-assay-unknown',
    },
  },
  {
    title: 'a valid read fails in the server',
    faults: on('GET', INFO, instead({ status: 500, json: {} })),
    only: [READ_INFO, LIST],
    finding: {
      check: 'response-server-error',
      operation: READ_INFO,
      pointer: '/paths/~1server~1info/get/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a faulty create fails in the server',
    faults: onRefusal('POST', PAIRINGS, 400, answering(500)),
    only: [CREATE],
    finding: {
      check: 'response-server-error',
      operation: CREATE,
      pointer: '/paths/~1pairings/post/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a page of HTML instead of the server information',
    faults: on('GET', INFO, instead(ERROR_PAGE)),
    only: [READ_INFO, LIST],
    finding: {
      check: 'response-media-type-undocumented',
      operation: READ_INFO,
      pointer: '/paths/~1server~1info/get/responses/200/content',
      keyword: 'content',
    },
  },
  {
    title: 'JSON that is called plain text',
    faults: on('GET', SESSION, typed('text/plain')),
    only: [SHOW, LIST],
    finding: {
      check: 'response-media-type-undocumented',
      operation: SHOW,
      pointer: '/paths/~1session/get/responses/200/content',
      keyword: 'content',
    },
  },
];
