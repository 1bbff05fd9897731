/**
 * A small table-driven check of request bodies; the NSX server uses it too.
 * Written by hand: it must owe nothing to a schema.
 */

/** What a member of a body may be. */
export interface Member {
  readonly kind: 'string' | 'integer' | 'boolean' | 'object' | 'strings';
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly readOnly?: boolean;
  /** Members of a `kind: 'object'` member. */
  readonly members?: Shape;
  /** A limit beyond the type; runs only on values of the right kind. */
  readonly fits?: (value: unknown) => boolean;
}

/** Members by name. */
export type Shape = Readonly<Record<string, Member>>;

/** How a server takes what a shape does not settle. */
export interface Manners {
  readonly refusesUnknown: boolean;
  readonly refusesReadOnly: boolean;
  /** `null` for an optional member that is not nullable counts as if the member were not there. */
  readonly nullIsAbsent: boolean;
  /** Required members, by name, that may be missing (a planted fault). */
  readonly waived: readonly string[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Complaints about `value`, none when it will do. */
export function checkShape(value: unknown, shape: Shape, manners: Manners, at = ''): string[] {
  if (!isObject(value)) return [`${at || 'body'} must be an object`];
  const complaints = Object.keys(value)
    .filter((name) => !Object.hasOwn(shape, name) && manners.refusesUnknown)
    .map((name) => `${at}${name} is unknown`);
  for (const [name, member] of Object.entries(shape)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    complaints.push(...checkMember(given, member, manners, `${at}${name}`, name));
  }
  return complaints;
}

function checkMember(given: unknown, member: Member, manners: Manners, at: string, name: string): string[] {
  if (given === undefined) {
    return member.required && !manners.waived.includes(name) ? [`${at} is required`] : [];
  }
  if (member.readOnly) return manners.refusesReadOnly ? [`${at} is read-only`] : [];
  if (given === null) {
    return member.nullable || (manners.nullIsAbsent && !member.required) ? [] : [`${at} must not be null`];
  }
  if (member.kind === 'object' && member.members) {
    return checkShape(given, member.members, manners, `${at}.`);
  }
  if (!isOfKind(given, member.kind)) return [`${at} must be of type ${member.kind}`];
  return member.fits && !member.fits(given) ? [`${at} is out of bounds`] : [];
}

function isOfKind(value: unknown, kind: Member['kind']): boolean {
  switch (kind) {
    case 'integer':
      return Number.isInteger(value);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return isObject(value);
    default:
      return typeof value === kind;
  }
}
