/** The request bodies of the sensor API: what is well formed (B2). */
import type { Faults, Reading } from '../hand-server.ts';
import { checkShape, isObject, type Manners, type Member, type Shape } from '../srm/shape.ts';
import { FILE_TYPES, type NewToken, type Version } from './state.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const DISPLAY_NAME_MAX = 255;
const DESCRIPTION_MAX = 1024;
const CERTIFICATE_MAX = 8192;
const PASSPHRASE_MAX = 128;
const SENSOR_IDS_MAX = 25;
const READ_ONLY: Member = { kind: 'string', readOnly: true };

/** The members every managed resource has; most of them only the server writes. */
const RESOURCE: Shape = {
  _create_user: READ_ONLY,
  _create_time: READ_ONLY,
  _last_modified_user: READ_ONLY,
  _last_modified_time: READ_ONLY,
  _resource_type: READ_ONLY,
  _system_owned: READ_ONLY,
  _revision: { kind: 'integer' },
  site_ids: { kind: 'strings' },
  description: { kind: 'string', fits: atMost(DESCRIPTION_MAX) },
};

export interface BodyRules {
  readonly reading: Reading;
  readonly version: Version;
  readonly faults: Faults;
}

export function checkToken(body: unknown, rules: BodyRules): string[] {
  const strict = rules.reading === 'strict';
  // 5.2 marks device_type read-only, 5.1 does not
  const deviceType: Member = { kind: 'string', fits: (value) => value === 'SENSOR' };
  const shape: Shape = {
    ...RESOURCE,
    // not marked read-only, and yet the server makes the id (N8)
    id: { kind: 'string' },
    display_name: displayName(strict, strict),
    allowed_instance_count: { kind: 'integer', ...(strict && { fits: (value) => Number(value) >= 1 }) },
    passphrase: { kind: 'string', required: true, fits: (value) => fitsPolicy(String(value), rules) },
    device_type: rules.version === '5.2' ? READ_ONLY : deviceType,
    status: READ_ONLY,
    registration_manifest: READ_ONLY,
    expiration: READ_ONLY,
    usage_count: READ_ONLY,
    number_available: READ_ONLY,
  };
  return checkShape(body, shape, mannersOf(rules));
}

export function readToken(body: unknown): NewToken {
  const given = isObject(body) ? body : {};
  return {
    displayName: textOf(given['display_name']),
    description: textOf(given['description']),
    siteIds: Array.isArray(given['site_ids']) ? given['site_ids'].map(String) : [],
    // no default is documented; the vendor's own client takes 1
    allowed: typeof given['allowed_instance_count'] === 'number' ? given['allowed_instance_count'] : 1,
  };
}

/**
 * Complaints about the body of a sensor update; `current` is the sensor as the server would show it in full.
 * Clients send back what they were given, so even the strict reading refuses a read-only member only when it differs.
 */
export function checkSensor(
  body: unknown,
  current: Readonly<Record<string, unknown>>,
  rules: BodyRules,
): string[] {
  const strict = rules.reading === 'strict';
  const shape: Shape = {
    ...RESOURCE,
    id: { kind: 'string', required: true, ...(strict && { fits: (value) => value === current['id'] }) },
    display_name: displayName(true, strict),
    token_id: { kind: 'string', fits: (value) => UUID.test(String(value)) },
    certificate: { kind: 'string', fits: atMost(CERTIFICATE_MAX) },
    pem_encoded: { kind: 'string' },
    algorithm: { kind: 'string' },
    key_size: { kind: 'integer' },
  };
  const complaints = checkShape(body, shape, { ...mannersOf(rules), refusesReadOnly: false });
  if (!strict || !isObject(body)) return complaints;
  const forged = Object.entries(shape).filter(
    ([name, member]) => member.readOnly && Object.hasOwn(body, name) && body[name] !== current[name],
  );
  return [...complaints, ...forged.map(([name]) => `${name} is read-only`)];
}

export function checkMpsConfig(body: unknown, rules: BodyRules): string[] {
  const member: Member = { kind: 'boolean', required: true };
  const shape = Object.fromEntries(FILE_TYPES.map((type) => [`${type}_file_type`, member]));
  return checkShape(body, shape, mannersOf(rules));
}

export function checkSensorIds(body: unknown, rules: BodyRules): string[] {
  const fits = (value: unknown) =>
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= SENSOR_IDS_MAX &&
    value.every((id) => UUID.test(String(id)));
  return checkShape(body, { sensor_ids: { kind: 'strings', required: true, fits } }, mannersOf(rules));
}

function mannersOf({ reading, faults }: BodyRules): Manners {
  const strict = reading === 'strict';
  return {
    refusesUnknown: strict,
    refusesReadOnly: strict,
    nullIsAbsent: !strict,
    waived: faults.acceptsMissing ?? [],
  };
}

/** N7: 12 characters at least in 5.1, 15 in 5.2; each of four classes. */
function fitsPolicy(passphrase: string, { version }: BodyRules): boolean {
  const least = version === '5.2' ? 15 : 12;
  if (passphrase.length < least || passphrase.length > PASSPHRASE_MAX) return false;
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9\s]/].every((kind) => kind.test(passphrase));
}

function displayName(required: boolean, refusesEmpty: boolean): Member {
  const within = atMost(DISPLAY_NAME_MAX);
  return { kind: 'string', required, fits: (value) => within(value) && !(refusesEmpty && value === '') };
}

function atMost(length: number): (value: unknown) => boolean {
  return (value) => [...String(value)].length <= length;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
