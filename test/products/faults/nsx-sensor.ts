import {
  answering,
  ERROR_PAGE,
  having,
  instead,
  on,
  onRefusal,
  type Planted,
  stale,
  typed,
  without,
} from '../planting.ts';

const TOKENS = /^\/sensors\/registration-tokens$/;
const TOKEN = /^\/sensors\/registration-tokens\/[^/]+$/;
const SENSORS = /^\/sensors\/appliances$/;
const DETAILS = /^\/sensors\/appliances\/details$/;
const SENSOR = /^\/sensors\/appliances\/[^/]*-[^/]*$/;

const CREATE = 'POST /sensors/registration-tokens';
const LIST = 'GET /sensors/registration-tokens';
const READ = 'GET /sensors/registration-tokens/{token-id}';
const REMOVE = 'DELETE /sensors/registration-tokens/{token-id}';
const MPS = 'GET /sensors/mps-global-config';
const SET_MPS = 'PUT /sensors/mps-global-config';

function violation(operation: string, pointer: string, keyword: string): Planted['finding'] {
  return { check: 'response-body-schema-violation', operation, pointer, keyword };
}

/** Departures of a platform with sensors. */
export const NSX_FAULTS: readonly Planted[] = [
  {
    title: 'a list without its items',
    faults: on('GET', TOKENS, without('results')),
    only: [LIST],
    finding: violation(LIST, '/SensorRegistrationTokenList/allOf/1/properties/results', 'required'),
  },
  {
    title: 'a sensor without its name',
    faults: on('GET', SENSOR, without('display_name')),
    only: ['GET /sensors/appliances/{appliance-id}'],
    finding: violation(
      'GET /sensors/appliances/{appliance-id}',
      '/Sensor/allOf/1/properties/display_name',
      'required',
    ),
  },
  {
    title: 'features without one that is required',
    faults: on('GET', /\/feature-config$/, without('mps_enabled')),
    only: ['GET /sensors/appliances/{appliance-id}/feature-config'],
    finding: violation(
      'GET /sensors/appliances/{appliance-id}/feature-config',
      '/SensorFeatureConfig/properties/mps_enabled',
      'required',
    ),
  },
  {
    title: 'a status of a token that is not listed',
    faults: on('GET', TOKEN, having(['status'], 'ACTIVE')),
    only: [READ],
    finding: violation(READ, '/SensorRegistrationTokenInfo/allOf/1/properties/status', 'enum'),
  },
  {
    title: 'a health of a sensor that is not listed',
    faults: on('GET', /\/status$/, having(['health'], 'GREEN')),
    only: ['GET /sensors/appliances/{appliance-id}/status'],
    finding: violation(
      'GET /sensors/appliances/{appliance-id}/status',
      '/SensorStatus/properties/health',
      'enum',
    ),
  },
  {
    title: 'a text where a number is documented',
    faults: on('GET', TOKENS, having(['results', '*', 'usage_count'], '0')),
    only: [LIST],
    finding: violation(LIST, '/SensorRegistrationTokenInfo/allOf/1/properties/usage_count', 'type'),
  },
  {
    title: 'null where a boolean is documented',
    faults: on('GET', /mps-global-config$/, having(['data_file_type'], null)),
    only: [MPS],
    finding: violation(MPS, '/SensorGlobalConfigMps/properties/data_file_type', 'type'),
  },
  {
    title: '201 for a create, which is documented with 200',
    faults: on('POST', TOKENS, answering(201)),
    only: [CREATE],
    finding: {
      check: 'response-status-undocumented',
      operation: CREATE,
      pointer: '/paths/~1sensors~1registration-tokens/post/responses/200',
      keyword: 'status',
    },
  },
  {
    title: '204 for a delete, which is documented with 200',
    faults: on('DELETE', TOKEN, answering(204)),
    only: [REMOVE],
    finding: {
      check: 'response-status-undocumented',
      operation: REMOVE,
      pointer: '/components/responses/Deleted',
      keyword: 'status',
    },
  },
  {
    title: 'a create without passphrase is accepted',
    faults: { acceptsMissing: ['passphrase'] },
    only: [CREATE],
    finding: {
      check: 'request-invalid-accepted',
      operation: CREATE,
      pointer: '/SensorRegistrationTokenRequest/properties/passphrase',
      keyword: 'required',
    },
  },
  {
    title: 'a global setting without one of its members is accepted',
    faults: { acceptsMissing: ['script_file_type'] },
    only: [SET_MPS],
    finding: {
      check: 'request-invalid-accepted',
      operation: SET_MPS,
      pointer: '/SensorGlobalConfigMps/properties/script_file_type',
      keyword: 'required',
    },
  },
  {
    title: 'a deleted token can still be read',
    faults: { keepsDeleted: true },
    only: [REMOVE],
    finding: {
      check: 'resource-deleted-still-readable',
      operation: REMOVE,
      pointer: '/x-assay-resources/registration-token',
      keyword: 'delete',
    },
  },
  {
    title: 'a deleted token is still listed',
    faults: { keepsDeleted: true },
    only: [REMOVE],
    finding: {
      check: 'resource-deleted-still-listed',
      operation: REMOVE,
      pointer: '/x-assay-resources/registration-token',
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
      pointer: '/components/securitySchemes/basicAuth',
      keyword: 'security',
    },
  },
  {
    title: 'a user that does not exist is let in',
    faults: { letsAnyoneIn: true },
    only: ['GET /sensors/appliances/{appliance-id}/status'],
    finding: {
      check: 'credentials-wrong-accepted',
      operation: 'GET /sensors/appliances/{appliance-id}/status',
      pointer: '/components/securitySchemes/basicAuth',
      keyword: 'security',
    },
  },
  {
    title: 'a read fails in the server',
    faults: on('GET', SENSOR, instead({ status: 500, json: { error_code: 500, error_message: 'failed' } })),
    only: ['GET /sensors/appliances/{appliance-id}'],
    finding: {
      check: 'response-server-error',
      operation: 'GET /sensors/appliances/{appliance-id}',
      pointer: '/paths/~1sensors~1appliances~1{appliance-id}/get/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a faulty create fails in the server',
    faults: onRefusal('POST', TOKENS, 400, answering(500)),
    only: [CREATE],
    finding: {
      check: 'response-server-error',
      operation: CREATE,
      pointer: '/paths/~1sensors~1registration-tokens/post/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a page of HTML instead of a list',
    faults: on('GET', SENSORS, instead(ERROR_PAGE)),
    only: ['GET /sensors/appliances'],
    finding: {
      check: 'response-media-type-undocumented',
      operation: 'GET /sensors/appliances',
      pointer: '/paths/~1sensors~1appliances/get/responses/200/content',
      keyword: 'content',
    },
  },
  {
    title: 'JSON that is called plain text',
    faults: on('GET', /mps-global-config$/, typed('text/plain')),
    only: [MPS],
    finding: {
      check: 'response-media-type-undocumented',
      operation: MPS,
      pointer: '/paths/~1sensors~1mps-global-config/get/responses/200/content',
      keyword: 'content',
    },
  },
  {
    title: 'JSON that breaks off',
    faults: on('GET', /mps-global-config$/, ({ json, ...reply }) => ({
      ...reply,
      body: JSON.stringify(json).slice(0, -1),
      headers: { 'content-type': 'application/json' },
    })),
    only: [MPS],
    finding: {
      check: 'response-body-malformed',
      operation: MPS,
      pointer: '/paths/~1sensors~1mps-global-config/get/responses/200/content/application~1json',
      keyword: 'content',
    },
  },
  {
    title: 'the passphrase comes back',
    faults: on('POST', TOKENS, having(['passphrase'], 'SecretPassphrase123!')),
    only: [CREATE],
    finding: violation(CREATE, '/SensorRegistrationTokenInfo/allOf/1/properties/passphrase', 'maxLength'),
  },
  {
    title: 'what was created is not listed',
    faults: on('GET', TOKENS, having(['results'], [])),
    only: [CREATE, LIST],
    finding: {
      check: 'resource-created-not-listed',
      operation: LIST,
      pointer: '/x-assay-resources/registration-token',
      keyword: 'list',
    },
  },
  {
    title: 'a list that shows another limit than the token has',
    faults: on('GET', TOKENS, having(['results', '*', 'allowed_instance_count'], 99)),
    only: [LIST],
    finding: {
      check: 'resource-list-differs-from-read',
      operation: LIST,
      pointer: '/x-assay-resources/registration-token',
      keyword: 'echo/allowed_instance_count',
      level: 'should',
    },
  },
  {
    title: 'what was created cannot be read',
    faults: on('GET', TOKEN, instead({ status: 404, json: { error_code: 404, error_message: 'none' } })),
    only: [CREATE, READ],
    finding: {
      check: 'resource-created-not-readable',
      operation: CREATE,
      pointer: '/x-assay-resources/registration-token',
      keyword: 'read',
    },
  },
  {
    title: 'an error without its message',
    faults: onRefusal('POST', TOKENS, 400, without('error_message')),
    only: [CREATE],
    finding: violation(CREATE, '/components/schemas/Error/properties/error_message', 'required'),
  },
  {
    title: 'the list of details without its items',
    faults: on('GET', DETAILS, instead({ status: 200, json: { id: 'details', display_name: 'details' } })),
    only: ['GET /sensors/appliances/details'],
    finding: violation(
      'GET /sensors/appliances/details',
      '/SensorDetailList/allOf/1/properties/results',
      'required',
    ),
  },
  {
    title: 'a create whose reply does not name the token',
    faults: on('POST', TOKENS, without('id')),
    only: [CREATE],
    finding: {
      check: 'resource-created-not-readable',
      operation: CREATE,
      pointer: '/x-assay-resources/registration-token',
      keyword: 'create',
    },
  },
  {
    title: 'a global setting that is not kept',
    faults: stale(/mps-global-config$/, 'archive_file_type'),
    only: [SET_MPS],
    finding: {
      check: 'singleton-update-not-shown',
      operation: SET_MPS,
      pointer: '/paths/~1sensors~1mps-global-config/put',
      keyword: 'x-assay-restore/archive_file_type',
    },
  },
];
