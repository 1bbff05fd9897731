import type { Faults, HandReply } from '../../servers/hand-server.ts';
import {
  answering,
  ERROR_PAGE,
  having,
  instead,
  making,
  on,
  onRefusal,
  type Planted,
  stale,
  without,
  withoutHeader,
} from '../planting.ts';

const ALL = /\/pairing_profiles$/;
const ONE = /\/pairing_profiles\/\d+$/;
const KEY = /\/pairing_key$/;
const JOB = /\/jobs\/[^/]+$/;

const LIST = 'GET /orgs/{org_id}/pairing_profiles';
const CREATE = 'POST /orgs/{org_id}/pairing_profiles';
const READ = 'GET /orgs/{org_id}/pairing_profiles/{pairing_profile_id}';
const UPDATE = 'PUT /orgs/{org_id}/pairing_profiles/{pairing_profile_id}';
const REMOVE = 'DELETE /orgs/{org_id}/pairing_profiles/{pairing_profile_id}';
const MAKE_KEY = 'POST /orgs/{org_id}/pairing_profiles/{pairing_profile_id}/pairing_key';
const READ_JOB = 'GET /orgs/{org_id}/jobs/{job_id}';
const READ_FILE = 'GET /orgs/{org_id}/datafiles/{datafile_id}';

const PATH = '/paths/~1orgs~1{org_id}~1pairing_profiles';
const PROFILE = '/components/schemas/PairingProfile/properties';

function violation(operation: string, pointer: string, keyword: string): Planted['finding'] {
  return { check: 'response-body-schema-violation', operation, pointer, keyword };
}

function rule(operation: string, check: string, keyword: string): Planted['finding'] {
  return { check, operation, pointer: '/x-assay-resources/pairing-profile', keyword };
}

/** Departures of a PCE. */
export const PCE_FAULTS: readonly Planted[] = [
  {
    title: 'a created profile without its href',
    faults: on('POST', ALL, without('href')),
    only: [CREATE],
    finding: violation(CREATE, `${PROFILE}/href`, 'required'),
  },
  {
    title: 'a profile without its labels',
    faults: on('GET', ONE, without('labels')),
    only: [READ],
    finding: violation(READ, `${PROFILE}/labels`, 'required'),
  },
  {
    title: 'a listed profile without the nullable member',
    faults: on('GET', ALL, without('*', 'last_pairing_at')),
    only: [LIST],
    finding: violation(LIST, `${PROFILE}/last_pairing_at`, 'required'),
  },
  {
    title: 'null where a text is documented',
    faults: on('GET', ONE, having(['description'], null)),
    only: [READ],
    finding: violation(READ, `${PROFILE}/description`, 'type'),
  },
  {
    title: 'an enforcement mode that is not listed',
    faults: on('GET', ONE, having(['enforcement_mode'], 'enforced')),
    only: [READ],
    finding: violation(READ, '/components/schemas/EnforcementMode', 'enum'),
  },
  {
    title: 'a type of VEN that is not listed',
    faults: on('GET', ALL, having(['*', 'ven_type'], 'laptop')),
    only: [LIST],
    finding: violation(LIST, '/components/schemas/VenType', 'enum'),
  },
  {
    title: 'a text where a boolean is documented',
    faults: on('POST', ALL, having(['enabled'], 'true')),
    only: [CREATE],
    finding: violation(CREATE, `${PROFILE}/enabled`, 'type'),
  },
  {
    title: 'a limit of a key that is below its minimum',
    faults: on('GET', ONE, having(['key_lifespan'], 0)),
    only: [READ],
    finding: violation(READ, '/components/schemas/KeyLimit', 'minimum'),
  },
  {
    title: 'a time that is none',
    faults: on('GET', ONE, having(['created_at'], 'yesterday')),
    only: [READ],
    finding: violation(READ, `${PROFILE}/created_at`, 'format'),
  },

  {
    title: '200 for a create, which is documented with 201',
    faults: on('POST', ALL, answering(200)),
    only: [CREATE],
    finding: {
      check: 'response-status-undocumented',
      operation: CREATE,
      pointer: `${PATH}/post/responses/201`,
      keyword: 'status',
    },
  },
  {
    title: '200 with a body for an update, which is documented with 204',
    faults: on('PUT', ONE, instead({ status: 200, json: {} })),
    only: [UPDATE],
    finding: {
      check: 'response-status-undocumented',
      operation: UPDATE,
      pointer: `${PATH}~1{pairing_profile_id}/put/responses/204`,
      keyword: 'status',
    },
  },
  {
    title: 'a create without the one required member is accepted',
    faults: { acceptsMissing: ['enabled'] },
    only: [CREATE],
    finding: {
      check: 'request-invalid-accepted',
      operation: CREATE,
      pointer: '/PairingProfilePost/properties/enabled',
      keyword: 'required',
    },
  },
  {
    title: 'a deleted profile can still be read',
    faults: { keepsDeleted: true },
    only: [REMOVE],
    finding: {
      check: 'resource-deleted-still-readable',
      operation: REMOVE,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'delete',
    },
  },
  {
    title: 'nobody has to say who he is',
    faults: { letsAnyoneIn: true },
    only: [CREATE],
    finding: {
      check: 'credentials-missing-accepted',
      operation: CREATE,
      pointer: '/components/securitySchemes/basic',
      keyword: 'security',
    },
  },
  {
    title: 'a key that does not exist is let in',
    faults: { letsAnyoneIn: true },
    only: [REMOVE],
    finding: {
      check: 'credentials-wrong-accepted',
      operation: REMOVE,
      pointer: '/components/securitySchemes/basic',
      keyword: 'security',
    },
  },
  {
    title: 'a list without its count',
    faults: on('GET', ALL, withoutHeader('x-total-count')),
    only: [LIST],
    finding: {
      check: 'response-header-missing',
      operation: LIST,
      pointer: '/components/headers/TotalCount',
      keyword: 'required',
    },
  },
  {
    title: 'a queued list that does not say where its job is',
    faults: on('GET', ALL, withoutHeader('location')),
    only: [LIST],
    finding: {
      check: 'response-header-missing',
      operation: LIST,
      pointer: '/components/headers/JobLocation',
      keyword: 'required',
    },
  },
  {
    title: 'a queued list with a body',
    faults: on('GET', ALL, (reply) =>
      reply.status === 202 ? { ...reply, json: { status: 'queued' } } : reply,
    ),
    only: [LIST],
    finding: {
      check: 'response-body-not-empty',
      operation: LIST,
      pointer: `${PATH}/get/responses/202`,
      keyword: 'x-assay-body',
    },
  },
  {
    title: 'a job in a state that is not listed',
    faults: on('GET', JOB, having(['status'], 'finished')),
    only: [LIST],
    finding: violation(READ_JOB, '/components/schemas/Job/properties/status', 'enum'),
  },
  {
    title: 'a job that is done and shows no result',
    faults: on('GET', JOB, without('result')),
    only: [LIST],
    finding: violation(READ_JOB, '/components/schemas/Job/then/properties/result', 'required'),
  },
  {
    title: 'a data file that is no list',
    faults: on('GET', /\/datafiles\//, (reply) => ({ ...reply, json: { profiles: reply.json } })),
    only: [LIST],
    finding: violation(
      READ_FILE,
      `~1datafiles~1{datafile_id}/get/responses/200/content/application~1json/schema`,
      'type',
    ),
  },
  {
    title: 'a key without its code',
    faults: on('POST', KEY, instead({ status: 201, json: { key: 'abc' } })),
    only: [MAKE_KEY],
    finding: violation(MAKE_KEY, '/components/schemas/PairingKey/properties/activation_code', 'required'),
  },
  {
    title: 'a valid read fails in the server',
    faults: on('GET', ONE, instead({ status: 500 })),
    only: [READ],
    finding: {
      check: 'response-server-error',
      operation: READ,
      pointer: `${PATH}~1{pairing_profile_id}/get/responses`,
      keyword: 'status',
    },
  },
  {
    title: 'a faulty body fails in the server',
    faults: onRefusal('PUT', ONE, 406, answering(500)),
    only: [UPDATE],
    finding: {
      check: 'response-server-error',
      operation: UPDATE,
      pointer: `${PATH}~1{pairing_profile_id}/put/responses`,
      keyword: 'status',
    },
  },
  {
    title: 'an error without its token',
    faults: onRefusal('POST', ALL, 406, without('*', 'token')),
    only: [CREATE],
    finding: violation(CREATE, '/components/schemas/Error/properties/token', 'required'),
  },
  {
    title: 'a page of HTML instead of a list',
    faults: on('GET', ALL, (reply) => ({
      ...ERROR_PAGE,
      headers: { ...reply.headers, ...ERROR_PAGE.headers },
    })),
    only: [LIST],
    finding: {
      check: 'response-media-type-undocumented',
      operation: LIST,
      pointer: `${PATH}/get/responses/200/content`,
      keyword: 'content',
    },
  },
  {
    title: 'what was created is not listed',
    faults: on('GET', ALL, (reply) => ({ ...reply, json: [] })),
    only: [LIST, CREATE],
    finding: {
      check: 'resource-created-not-listed',
      operation: LIST,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'list',
    },
  },
  {
    title: 'a create that forgets the description',
    faults: on('GET', ONE, having(['description'], '')),
    only: [CREATE],
    finding: {
      check: 'resource-create-not-echoed',
      operation: CREATE,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'echo/description',
    },
  },
  {
    title: 'an update that is not kept',
    faults: stale(ONE, 'description'),
    only: [UPDATE],
    finding: {
      check: 'resource-update-not-shown',
      operation: UPDATE,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'echo/description',
    },
  },
  {
    title: 'labels that cannot be taken away',
    faults: stale(ONE, 'labels'),
    only: [UPDATE],
    finding: { ...rule(UPDATE, 'resource-update-clears-nothing', 'clears/labels'), level: 'should' },
  },
  {
    title: 'an update that makes a profile anew',
    faults: on(
      'GET',
      ONE,
      making('created_at', ({ updated_at }) => updated_at),
    ),
    only: [UPDATE],
    finding: rule(UPDATE, 'resource-fixed-member-changed', 'fixed/created_at'),
  },
  {
    title: 'a time of the last change that runs backwards',
    faults: on(
      'GET',
      ONE,
      making('updated_at', ({ created_at, updated_at }) =>
        new Date(2 * Date.parse(String(created_at)) - Date.parse(String(updated_at))).toISOString(),
      ),
    ),
    only: [UPDATE],
    finding: { ...rule(UPDATE, 'resource-rising-member-fell', 'rising/updated_at'), level: 'should' },
  },
  {
    title: 'a list that leaves the description empty',
    faults: on('GET', ALL, having(['*', 'description'], '')),
    only: [LIST],
    finding: rule(LIST, 'resource-list-differs-from-read', 'echo/description'),
  },
  {
    title: 'one key for all',
    faults: on('POST', KEY, having(['activation_code'], 'abc')),
    only: [MAKE_KEY],
    finding: rule(MAKE_KEY, 'resource-act-not-distinct', 'act/createPairingKey'),
  },
  {
    title: 'a key is made of a deleted profile',
    faults: keyForAll(),
    only: [MAKE_KEY],
    finding: {
      check: 'resource-deleted-still-usable',
      operation: MAKE_KEY,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'delete',
    },
  },
  {
    title: 'all profiles are listed where none has the name',
    faults: neverEmpty(),
    only: [LIST],
    finding: {
      check: 'resource-filter-ignored',
      operation: LIST,
      pointer: '/x-assay-resources/pairing-profile',
      keyword: 'list/find/name',
    },
  },
  {
    title: 'the first key of each profile is the same',
    faults: firstKeysAlike(),
    only: [MAKE_KEY],
    finding: rule(MAKE_KEY, 'resource-act-not-distinct', 'act/createPairingKey'),
  },
  {
    title: 'a list that shows the newest profile twice',
    faults: on('GET', ALL, (reply) => {
      const rows = (reply.json ?? []) as unknown[];
      return reply.status === 200 ? { ...reply, json: [...rows, ...rows.slice(-1)] } : reply;
    }),
    only: [LIST],
    finding: rule(LIST, 'resource-created-not-listed', 'list'),
  },
  {
    title: 'the filter by description is not heard',
    faults: {
      around: (request, answer) => {
        const query = new URLSearchParams(request.query);
        if (request.method === 'GET' && ALL.test(request.path)) query.delete('description');
        return answer({ ...request, query });
      },
    },
    only: [LIST],
    finding: rule(LIST, 'resource-filter-ignored', 'list/find/description'),
  },
];

/** Makes keys that tell how many their profile has, and not of which it is. */
function firstKeysAlike(): Faults {
  const made = new Map<string, number>();
  return on('POST', KEY, (reply, { path }) => {
    const count = (made.get(path) ?? 0) + 1;
    made.set(path, count);
    return { ...reply, json: { activation_code: `${'ab12'.repeat(20)}${count}` } };
  });
}

/** Answers each request for a key as the last one that was right. */
function keyForAll(): Faults {
  let last: HandReply | undefined;
  return {
    tamper: (request, reply) => {
      if (request.method !== 'POST' || !KEY.test(request.path)) return reply;
      if (reply.status < 300) last = reply;
      return reply.status === 404 && last ? last : reply;
    },
  };
}

/** Answers a list that would be empty as the last one that was not. */
function neverEmpty(): Faults {
  let last: HandReply | undefined;
  return on('GET', ALL, (reply) => {
    const isEmpty = Array.isArray(reply.json) && reply.json.length === 0;
    if (!isEmpty) last = reply;
    return isEmpty && last ? last : reply;
  });
}
