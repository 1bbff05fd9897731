import { having, on, type Planted } from '../planting.ts';

const UUID = '0b7f2c1e-5a4d-4e3b-9c8a-1f2e3d4c5b6a';

function rule(operation: string, pointer: string, id: string): Planted['finding'] {
  return { check: 'response-invariant-broken', operation, pointer, keyword: `x-assay-invariants/${id}` };
}

function weaker(finding: Planted['finding']): Planted['finding'] {
  return { ...finding, level: 'should' };
}

const TOKENS = 'GET /sensors/registration-tokens';
const TOKEN = 'GET /sensors/registration-tokens/{token-id}';
const NEW_TOKEN = 'POST /sensors/registration-tokens';

/** Departures from what must hold between members, of sensors. */
export const NSX_RULE_FAULTS: readonly Planted[] = [
  {
    title: 'a page that counts more tokens than it has',
    faults: on('GET', /\/registration-tokens$/, having(['number_of_results'], 99)),
    only: [TOKENS],
    finding: rule(TOKENS, '/SensorRegistrationTokenList', 'page-counts-itself'),
  },
  {
    title: 'a new token with more uses left than are allowed',
    faults: on('POST', /\/registration-tokens$/, having(['number_available'], 77)),
    only: [NEW_TOKEN],
    finding: weaker(rule(NEW_TOKEN, '/SensorRegistrationTokenInfo', 'uses-add-up')),
  },
  {
    title: 'a read of another token',
    faults: on('GET', /\/registration-tokens\/[^/]+$/, having(['id'], UUID)),
    only: [TOKEN],
    finding: rule(TOKEN, '/get', 'as-asked'),
  },
];

const PROFILE = 'GET /orgs/{org_id}/pairing_profiles/{pairing_profile_id}';
const PROFILES = 'GET /orgs/{org_id}/pairing_profiles';

/** Departures from what must hold between members, of a PCE. */
export const PCE_RULE_FAULTS: readonly Planted[] = [
  {
    title: 'a profile that was updated before it was created',
    faults: on('GET', /\/pairing_profiles\/\d+$/, having(['updated_at'], '2001-01-01T00:00:00.000Z')),
    only: [PROFILE],
    finding: weaker(rule(PROFILE, '/PairingProfile', 'updated-after-created')),
  },
  {
    title: 'a profile with the href of another',
    faults: on('GET', /\/pairing_profiles\/\d+$/, having(['href'], '/orgs/1/pairing_profiles/999999')),
    only: [PROFILE],
    finding: rule(PROFILE, '/get', 'href-as-asked'),
  },
  {
    title: 'listed profiles of another organisation',
    faults: on('GET', /\/pairing_profiles$/, having(['*', 'href'], '/orgs/77/pairing_profiles/5')),
    only: [PROFILES],
    finding: rule(PROFILES, '/PairingProfile', 'href-in-org'),
  },
];

const DEVICE = 'GET /iso/pam/device/{id}';
const DEVICES = 'GET /iso/pam/device';
const SAVE = 'POST /iso/pam/device';

/** Departures from what must hold between members, of a PAM Core. */
export const PAM_RULE_FAULTS: readonly Planted[] = [
  {
    title: 'a list whose message counts something else',
    faults: on('GET', /\/pam\/device$/, having(['response', 'message'], '77 devices found')),
    only: [DEVICES],
    finding: weaker(rule(DEVICES, '/DevicesFound', 'message-counts-devices')),
  },
  {
    title: 'a save that says another thing in Portuguese',
    faults: on('POST', /\/pam\/device$/, having(['response', 'mensagem'], 'Device successfully saved!')),
    only: [SAVE],
    finding: {
      check: 'response-body-schema-violation',
      operation: SAVE,
      pointer: '/mensagem',
      keyword: 'enum',
      level: 'should',
    },
  },
  {
    title: 'a read of another device',
    faults: on('GET', /\/pam\/device\/[^/]+$/, having(['device', 'id'], '424242')),
    only: [DEVICE],
    finding: rule(DEVICE, '/get', 'device-as-asked'),
  },
];

const TASK = 'GET /tasks/{taskId}';
const PAIRINGS = 'GET /pairings';
const PAIRING = 'GET /pairings/{pairing_id}';

/** Departures from what must hold between members, of a Site Recovery Manager. */
export const SRM_RULE_FAULTS: readonly Planted[] = [
  {
    title: 'tasks with an error whatever became of them',
    faults: on('GET', /\/tasks\/[^/]+$/, having(['error'], { message: 'It failed.', details: null })),
    only: [TASK, 'POST /pairings'],
    finding: weaker(rule(TASK, '/Task', 'error-of-failure')),
  },
  {
    title: 'a list that holds more than its limit',
    faults: on('GET', /\/pairings$/, having(['_meta', 'limit'], 0)),
    only: [PAIRINGS],
    finding: rule(PAIRINGS, '/PairingDrResponseList', 'page-within-limit'),
  },
  {
    title: 'a read of another pairing',
    faults: on('GET', /\/pairings\/[^/]+$/, having(['pairing_id'], UUID)),
    only: [PAIRING],
    finding: rule(PAIRING, '/get', 'as-asked'),
  },
];
