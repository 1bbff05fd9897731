import type { Faults } from '../../servers/hand-server.ts';
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

const ALL = /\/pam\/device$/;
const ONE = /\/pam\/device\/[^/]+$/;
const TOKEN = /\/oauth2\/token$/;

const LIST = 'GET /iso/pam/device';
const SAVE = 'POST /iso/pam/device';
const READ = 'GET /iso/pam/device/{id}';
const REMOVE = 'DELETE /iso/pam/device/{id}';
const ASK = 'POST /iso/oauth2/token';

const SCHEMAS = '/components/schemas';

function violation(operation: string, pointer: string, keyword: string): Planted['finding'] {
  return { check: 'response-body-schema-violation', operation, pointer: SCHEMAS + pointer, keyword };
}

function acceptsWithout(member: string): Planted {
  return {
    title: `a device without ${member} is accepted`,
    faults: { acceptsMissing: [member] },
    only: [SAVE],
    finding: {
      check: 'request-invalid-accepted',
      operation: SAVE,
      pointer: `${SCHEMAS}/DeviceWrite/properties/${member}`,
      keyword: 'required',
    },
  };
}

/** Departures of a PAM Core. */
export const PAM_FAULTS: readonly Planted[] = [
  {
    title: 'a saved device without its id',
    faults: on('POST', ALL, without('device', 'id')),
    only: [SAVE],
    finding: violation(SAVE, '/Device/properties/id', 'required'),
  },
  {
    title: 'a read that shows no device',
    faults: on('GET', ONE, without('device')),
    only: [READ],
    finding: violation(READ, '/DeviceFound/properties/device', 'required'),
  },
  {
    title: 'a listed device without its address',
    faults: on('GET', ALL, without('devices', '*', 'ip')),
    only: [LIST],
    finding: violation(LIST, '/DeviceItem/properties/ip', 'required'),
  },
  {
    title: 'a result without its Portuguese half',
    faults: on('DELETE', ONE, without('response', 'mensagem')),
    only: [REMOVE],
    finding: violation(REMOVE, '/Result/properties/mensagem', 'required'),
  },
  {
    title: 'a success that calls itself an error',
    faults: on('GET', ALL, having(['response', 'error'], true)),
    only: [LIST],
    finding: violation(LIST, '/Success/allOf/1/properties/error', 'const'),
  },
  {
    title: 'a status in the body that is not the status',
    faults: on('POST', ALL, having(['response', 'status'], 200)),
    only: [SAVE],
    finding: violation(SAVE, '/DeviceSaved/properties/response/allOf/1/properties/status', 'const'),
  },
  {
    title: 'a word in place of a boolean',
    faults: on('GET', ONE, having(['response', 'erro'], 'false')),
    only: [READ],
    finding: violation(READ, '/Result/properties/erro', 'type'),
  },
  {
    title: 'an id that is a number',
    faults: on('GET', ONE, having(['device', 'id'], 31)),
    only: [READ],
    finding: violation(READ, '/DeviceId', 'type'),
  },
  {
    title: 'an id that is no number',
    faults: on('GET', ALL, having(['devices', '*', 'id'], 'device-1')),
    only: [LIST],
    finding: violation(LIST, '/DeviceId', 'pattern'),
  },
  {
    title: '200 for a save, which is documented with 201',
    faults: on('POST', ALL, answering(200)),
    only: [SAVE],
    finding: {
      check: 'response-status-undocumented',
      operation: SAVE,
      pointer: '/components/responses/DeviceSaved',
      keyword: 'status',
    },
  },
  ...['ip', 'hostname', 'model', 'type', 'vendor', 'site'].map(acceptsWithout),
  {
    title: 'nobody has to say who he is',
    faults: { letsAnyoneIn: true },
    only: [SAVE],
    finding: {
      check: 'credentials-missing-accepted',
      operation: SAVE,
      pointer: '/components/securitySchemes/oauth2',
      keyword: 'security',
    },
  },
  {
    title: 'a token that nobody gave is let in',
    faults: { letsAnyoneIn: true },
    only: [LIST],
    finding: {
      check: 'credentials-wrong-accepted',
      operation: LIST,
      pointer: '/components/securitySchemes/oauth2',
      keyword: 'security',
    },
  },
  {
    title: 'a login without a token',
    faults: on('POST', TOKEN, without('access_token')),
    finding: {
      check: 'login-token-missing',
      operation: ASK,
      pointer: '/components/pathItems/Token/post',
      keyword: 'token',
    },
  },
  {
    title: 'a time of a token as text',
    faults: on('POST', TOKEN, having(['expires_in'], '3600')),
    only: [LIST],
    finding: violation(ASK, '/Token/properties/expires_in', 'type'),
  },
  {
    title: 'a valid save fails in the server',
    faults: on('POST', ALL, instead({ status: 500, json: {} })),
    only: [SAVE, LIST],
    finding: {
      check: 'response-server-error',
      operation: SAVE,
      pointer: '/components/pathItems/Devices/post/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a faulty save fails in the server',
    faults: onRefusal('POST', ALL, 400, answering(500)),
    only: [SAVE],
    finding: {
      check: 'response-server-error',
      operation: SAVE,
      pointer: '/components/pathItems/Devices/post/responses',
      keyword: 'status',
    },
  },
  {
    title: 'a page of HTML instead of a list',
    faults: on('GET', ALL, instead(ERROR_PAGE)),
    only: [LIST, READ],
    finding: {
      check: 'response-media-type-undocumented',
      operation: LIST,
      pointer: '/components/responses/DevicesFound/content',
      keyword: 'content',
    },
  },
  {
    title: 'JSON that is called plain text',
    faults: on('GET', ONE, typed('text/plain')),
    only: [READ],
    finding: {
      check: 'response-media-type-undocumented',
      operation: READ,
      pointer: '/components/responses/DeviceFound/content',
      keyword: 'content',
    },
  },
  {
    title: 'what was saved is not listed',
    faults: on('GET', ALL, having(['devices'], [])),
    only: [SAVE, LIST],
    finding: {
      check: 'resource-created-not-listed',
      operation: LIST,
      pointer: '/x-assay-resources/device',
      keyword: 'list',
    },
  },
  {
    title: 'what was saved has another address afterwards',
    faults: on('GET', ONE, having(['device', 'ip'], '10.0.0.1')),
    only: [SAVE, READ],
    finding: {
      check: 'resource-create-not-echoed',
      operation: SAVE,
      pointer: '/x-assay-resources/device',
      keyword: 'echo/ip',
    },
  },
  {
    title: 'a list that shows another address than a read',
    faults: on('GET', ALL, having(['devices', '*', 'ip'], '10.0.0.1')),
    only: [LIST],
    finding: {
      check: 'resource-list-differs-from-read',
      operation: LIST,
      pointer: '/x-assay-resources/device',
      keyword: 'echo/ip',
    },
  },
  {
    title: 'an id that names nothing is found',
    faults: onRefusal('GET', ONE, 400, () => ({
      status: 200,
      json: {
        response: { status: 200, message: 'Device 0', error: false, mensagem: 'Device 0', erro: false },
      },
    })),
    only: [READ],
    finding: {
      check: 'request-invalid-accepted',
      operation: READ,
      pointer: '/components/parameters/DeviceId',
      keyword: 'x-assay-unknown',
    },
  },
  {
    title: 'a deactivated device stays active',
    faults: { keepsDeleted: true },
    only: [REMOVE],
    finding: {
      check: 'resource-delete-ineffective',
      operation: REMOVE,
      pointer: '/x-assay-resources/device',
      keyword: 'delete',
    },
  },
  {
    title: 'a second save of a host name makes a second device',
    faults: on('POST', ALL, (reply, request) =>
      /updated/.test(JSON.stringify(reply.json)) ? having(['device', 'id'], '9999')(reply, request) : reply,
    ),
    only: [SAVE],
    finding: {
      check: 'resource-upsert-identity-changed',
      operation: SAVE,
      pointer: '/x-assay-resources/device',
      keyword: 'update',
    },
  },
  {
    title: 'a device that was refused is kept',
    faults: { keepsRefused: true },
    only: [SAVE],
    finding: {
      check: 'resource-refused-create-stored',
      operation: SAVE,
      pointer: '/components/responses/DeviceRefused',
      keyword: 'status',
    },
  },
  {
    title: 'a second save of a host name is listed as a second device',
    faults: listingTwice(),
    only: [SAVE],
    finding: {
      check: 'resource-upsert-adds',
      operation: SAVE,
      pointer: '/x-assay-resources/device',
      keyword: 'update',
    },
  },
];

/** Lists a device once more under another id after it was saved again. */
function listingTwice(): Faults {
  const again = new Set<unknown>();
  const { tamper: remember } = on('POST', ALL, (reply, request) => {
    if (/updated/.test(JSON.stringify(reply.json))) again.add(JSON.parse(String(request.body))['hostname']);
    return reply;
  });
  const { tamper: list } = on('GET', ALL, (reply) => {
    const { devices, ...rest } = reply.json as { devices: { hostname: string }[] };
    const copies = devices
      .filter(({ hostname }) => again.has(hostname))
      .map((one) => ({ ...one, id: '9999' }));
    return { ...reply, json: { ...rest, devices: [...devices, ...copies] } };
  });
  return { tamper: (request, reply) => list?.(request, remember?.(request, reply) ?? reply) ?? reply };
}
