/**
 * What the PCE accepts as a pairing profile body. The tables are the writable set of the vendor's guide;
 * refusals answer 406 with the texts that real systems print.
 */
import type { Reading } from '../hand-server.ts';

/** An item of the error array that a 406 carries. */
export interface PceError {
  readonly token: string;
  readonly message: string;
}

/** A JSON object as it arrived. */
export type Body = Readonly<Record<string, unknown>>;

/** What the checks need to know besides the value. */
interface ProfileRules {
  readonly reading: Reading;
  readonly orgId: number;
  readonly labelHrefs: readonly string[];
  /** Members that are not insisted on although the documents do. */
  readonly acceptsMissing: readonly string[];
}

/** Answers what the value should have been, or nothing when it is fine. */
type Check = (value: unknown, rules: ProfileRules) => string | undefined;

const largestCount = 2147483647;

const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'type: boolean');

const string: Check = (value) => (typeof value === 'string' ? undefined : 'type: string');

const name: Check = (value) =>
  typeof value === 'string' && value.length >= 1 && value.length <= 255 ? undefined : 'string of 1 to 255';

const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `one of: ${allowed.join(', ')}`;

/** A numeric string is refused by "strict type checking" (illumio-py); the lenient PCE reads it as a number (L9). */
const unlimitedOrCount: Check = (value, { reading }) => {
  const count = reading === 'lenient' && isDigits(value) ? Number(value) : value;
  const counted = typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= largestCount;
  return value === 'unlimited' || counted ? undefined : 'unlimited, or an integer of at least 1';
};

/** "Default (...)" is what the server shows for null; it is not a release, so strictly it cannot be written. */
const release: Check = (value, { reading }) => {
  if (value === null || (reading === 'lenient' && typeof value === 'string')) return undefined;
  return typeof value === 'string' && /^\d+(\.\d+){1,3}(-\d+)?$/.test(value)
    ? undefined
    : 'a VEN release or null';
};

const externalData: Check = (value, { reading }) => {
  if (value === null) return undefined;
  if (typeof value !== 'string' || Buffer.byteLength(value) > 255) return 'null or a string of at most 255';
  return value === '' && reading === 'strict' ? 'a string that is not empty' : undefined;
};

const labels: Check = (value, rules) => {
  if (!Array.isArray(value)) return 'type: array';
  const types = new Set<number>();
  for (const item of value as unknown[]) {
    if (!isObject(item) || typeof item['href'] !== 'string') return 'objects with href';
    if (!new RegExp(`^/orgs/${rules.orgId}/labels/[1-9][0-9]*$`).test(item['href'])) return 'hrefs of labels';
    if (rules.reading === 'lenient') continue;
    if (Object.keys(item).length !== 1) return 'objects with nothing but href';
    const position = rules.labelHrefs.indexOf(item['href']);
    if (position < 0) return 'hrefs of labels that exist';
    if (types.has(position % 4)) return 'at most one label of each type';
    types.add(position % 4);
  }
  return undefined;
};

const writable: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['name', name],
  ['description', string],
  ['enabled', boolean],
  ['mode', oneOf('idle', 'illuminated', 'enforced')],
  ['mode_lock', boolean],
  ['enforcement_mode', oneOf('idle', 'visibility_only', 'full', 'selective')],
  ['enforcement_mode_lock', boolean],
  [
    'visibility_level',
    oneOf('flow_full_detail', 'flow_summary', 'flow_drops', 'flow_off', 'enhanced_data_collection'),
  ],
  ['visibility_level_lock', boolean],
  ['key_lifespan', unlimitedOrCount],
  ['allowed_uses_per_key', unlimitedOrCount],
  ['labels', labels],
  ['env_label_lock', boolean],
  ['loc_label_lock', boolean],
  ['role_label_lock', boolean],
  ['app_label_lock', boolean],
  ['log_traffic', boolean],
  ['log_traffic_lock', boolean],
  ['agent_software_release', release],
  ['ven_type', oneOf('server', 'endpoint', 'specified_during_activation')],
  ['external_data_set', externalData],
  ['external_data_reference', externalData],
]);

const legacyModes: ReadonlyMap<unknown, string> = new Map([
  ['idle', 'idle'],
  ['illuminated', 'visibility_only'],
  ['enforced', 'full'],
]);

/** The members of `body` that the PCE stores; the rest is read-only or unknown. */
export function writableMembers(body: Body): [string, unknown][] {
  return Object.entries(body).filter(([member]) => writable.has(member));
}

/** The enforcement mode that a legacy mode stands for. */
export function enforcementFor(mode: unknown): string | undefined {
  return legacyModes.get(mode);
}

/** Everything that is wrong with a body by itself; uniqueness is the store's business. */
export function profileErrors(operation: 'post' | 'put', body: Body, rules: ProfileRules): PceError[] {
  const schema = `pairing_profiles_${operation}.schema.json`;
  const strict = rules.reading === 'strict';
  const errors: PceError[] = [];
  const refuse = (details: string) => errors.push(invalid(details, schema));
  if (operation === 'post' && !Object.hasOwn(body, 'enabled') && !rules.acceptsMissing.includes('enabled')) {
    refuse("The property '#/' did not contain a required property of 'enabled'");
  }
  // L7 and L8: read-only members are additional properties to a closed schema; the lenient PCE drops both kinds.
  // ven_type is documented for creation and only perhaps for update.
  const additional = Object.keys(body).filter(
    (member) => !writable.has(member) || (operation === 'put' && member === 'ven_type'),
  );
  if (strict && additional.length > 0) errors.push(additionalMembers(additional, schema));
  for (const [member, value] of writableMembers(body)) {
    const expected = writable.get(member)?.(value, rules);
    if (expected !== undefined) refuse(`The property '#/${member}' did not match the following ${expected}`);
  }
  if (strict) for (const details of contradictions(body, rules.acceptsMissing)) refuse(details);
  return errors;
}

/** The error of a body that does not fit its schema. */
export function invalid(details: string, schema: string): PceError {
  return {
    token: 'input_validation_error',
    message: `Input validation failed. Details: {${details} in schema ${schema}}`,
  };
}

/** The error of members that a closed schema does not know. */
export function additionalMembers(members: readonly string[], schema: string): PceError {
  const list = JSON.stringify(members);
  const details = `The property '#/' contains additional properties ${list} outside of the schema when none are allowed`;
  return invalid(details, schema);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* contradictions(body: Body, acceptsMissing: readonly string[]): Generator<string> {
  const pair = ['external_data_set', 'external_data_reference'];
  const given = pair.filter((member) => typeof body[member] === 'string');
  const named = pair.filter((member) => Object.hasOwn(body, member));
  // "must be set together": one of them, or one of them null, is half a key.
  if ((given.length === 1 || named.length === 1) && !pair.some((member) => acceptsMissing.includes(member))) {
    yield "The property '#/' must contain both external_data_set and external_data_reference";
  }
  const mode = body['enforcement_mode'];
  if (Object.hasOwn(body, 'mode') && mode !== undefined && enforcementFor(body['mode']) !== mode) {
    yield "The property '#/mode' contradicts enforcement_mode";
  }
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^[1-9][0-9]*$/.test(value);
}
