/** What PAM Core accepts as a device. */
import { isIP } from 'node:net';
import type { Reading } from '../hand-server.ts';
import type { Refusal } from './envelope.ts';

/** The members of a device that clients write. */
export const deviceMembers = [
  'hostname',
  'ip',
  'model',
  'type',
  'vendor',
  'site',
  'device_domain',
  'connectivities',
  'session_remote_config',
  'device_tags',
] as const;

export type DeviceMember = (typeof deviceMembers)[number];

/** The members that a request gave, checked. */
export type DeviceInput = Partial<Record<DeviceMember, string>>;

/** What the checks need to know besides the body. */
interface DeviceRules {
  readonly reading: Reading;
  readonly registeredDomains: readonly string[];
  readonly acceptsMissing: readonly string[];
}

/** Code and name of what must be informed, in each reading's order of precedence (S6: unknown). */
const required: Readonly<Record<Reading, readonly (readonly [DeviceMember, number, string])[]>> = {
  strict: [
    ['ip', 1005, 'IP'],
    ['hostname', 1004, 'hostname'],
    ['model', 1020, 'model'],
    ['type', 1022, 'type'],
    ['vendor', 1021, 'vendor'],
    ['site', 1019, 'site'],
  ],
  lenient: [
    ['hostname', 1004, 'hostname'],
    ['ip', 1005, 'IP'],
    ['site', 1019, 'site'],
    ['model', 1020, 'model'],
    ['vendor', 1021, 'vendor'],
    ['type', 1022, 'type'],
  ],
};

/** Shapes that the documents show of optional members; only the strict system insists on them. */
const shapes: readonly (readonly [DeviceMember, RegExp])[] = [
  ['connectivities', /^([A-Za-z0-9_ -]+:\d{1,5}(, ?|$))*$/],
  ['session_remote_config', /^([^:,]*:[^:,]*:[^:,]*(, ?|$))*$/],
];

/** Checks a body, or says what to refuse it with. */
export function checkDevice(
  body: Readonly<Record<string, unknown>>,
  rules: DeviceRules,
): { input: DeviceInput } | { refusal: Refusal } {
  const strict = rules.reading === 'strict';
  const input: DeviceInput = {};
  const wrong: string[] = [];
  for (const member of deviceMembers) {
    const value = Object.hasOwn(body, member) ? body[member] : undefined;
    const text = strict ? value : coerced(value);
    if (typeof text === 'string') input[member] = text;
    else if (value !== undefined) wrong.push(member);
  }
  for (const [member, code, label] of required[rules.reading]) {
    const isMissing = input[member] === undefined || (strict && input[member] === '');
    if (isMissing && !rules.acceptsMissing.includes(member)) {
      return { refusal: { code, text: `The device's ${label} was not informed` } };
    }
  }
  if (strict) {
    const known: readonly string[] = deviceMembers;
    wrong.push(...Object.keys(body).filter((member) => !known.includes(member)));
    wrong.push(
      ...shapes.filter(([member, shape]) => !shape.test(input[member] ?? '')).map(([member]) => member),
    );
    // No code is published for these; a code without four digits is generic.
    const [member] = wrong;
    if (member !== undefined) return { refusal: { code: 400, text: `Invalid parameter: ${member}` } };
    // An ip that is none counts as not informed.
    if (input.ip && isIP(input.ip) === 0) {
      return { refusal: { code: 1005, text: "The device's IP was not informed" } };
    }
  }
  const domains = (input.device_domain ?? '').split(',').map((domain) => (strict ? domain : domain.trim()));
  if (input.device_domain && !domains.every((domain) => rules.registeredDomains.includes(domain))) {
    const text = 'It is not possible to enter a domain that has not been previously registered';
    return { refusal: { code: 1029, text } };
  }
  return { input: strict ? input : normalised(input, domains) };
}

/** S13: tags come back without the spaces that were sent. */
function normalised(input: DeviceInput, domains: readonly string[]): DeviceInput {
  const tags = input.device_tags?.split(',').map((tag) => tag.trim());
  return {
    ...input,
    ...(input.device_domain === undefined ? {} : { device_domain: domains.join(',') }),
    ...(tags === undefined ? {} : { device_tags: tags.join(',') }),
  };
}

function coerced(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
