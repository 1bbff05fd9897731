/** The body of POST /pairings and of reconnect: what is well formed, and when two of them mean the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Faults, Reading } from '../hand-server.ts';
import { checkShape, isObject, type Member, type Shape } from './shape.ts';

const INT32_MAX = 2 ** 31 - 1;
const DEFAULT_PORT = 443;

/** A PairingSpec with its defaults filled in and values without meaning left out. */
export interface PairingSpec {
  readonly pscUrl: string;
  readonly port: number;
  readonly pscThumbprint: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly vcGuid: string;
  readonly srmUrl: string | undefined;
  readonly srmThumbprint: string | undefined;
}

/** Complaints about a PairingSpec (A2, P13, P14). */
export function checkPairingSpec(body: unknown, reading: Reading, faults: Faults): string[] {
  const strict = reading === 'strict';
  const complaints = checkShape(body, shapeFor(strict), {
    refusesUnknown: strict,
    refusesReadOnly: strict,
    nullIsAbsent: false,
    waived: faults.acceptsMissing ?? [],
  });
  // P14: "should" read as "must"; the lenient reading lets a lone one through, to a task that fails
  const waived = ['pair_srm_url', 'pair_srm_thumbprint'].some((name) =>
    faults.acceptsMissing?.includes(name),
  );
  const lone = isObject(body) && meant(body['pair_srm_url']) !== meant(body['pair_srm_thumbprint']);
  if (strict && lone && !waived) {
    complaints.push('pair_srm_url and pair_srm_thumbprint go together');
  }
  return complaints;
}

function shapeFor(strict: boolean): Shape {
  const text: Member = { kind: 'string', required: true, ...(strict && { fits: meant }) };
  return {
    pair_psc_info: {
      kind: 'object',
      required: true,
      members: {
        url: text,
        // A5/6: required, and yet "Default is 443"
        port: { kind: 'integer', required: strict, fits: strict ? isPort : isInt32 },
        thumbprint: { kind: 'string', required: true, nullable: true },
        username: text,
        password: text,
      },
    },
    pair_vc_guid: text,
    pair_srm_thumbprint: { kind: 'string', nullable: true },
    pair_srm_url: { kind: 'string', nullable: true },
  };
}

/** Reads a body that has passed the check. */
export function readPairingSpec(body: unknown): PairingSpec {
  const outer = isObject(body) ? body : {};
  const psc = isObject(outer['pair_psc_info']) ? outer['pair_psc_info'] : {};
  return {
    pscUrl: String(psc['url'] ?? ''),
    port: Number(psc['port'] ?? DEFAULT_PORT),
    pscThumbprint: thumbprintOf(psc['thumbprint']),
    username: String(psc['username'] ?? ''),
    password: String(psc['password'] ?? ''),
    vcGuid: String(outer['pair_vc_guid'] ?? ''),
    srmUrl: meant(outer['pair_srm_url']) ? String(outer['pair_srm_url']) : undefined,
    srmThumbprint: thumbprintOf(outer['pair_srm_thumbprint']),
  };
}

export function sameSpec(left: PairingSpec, right: PairingSpec): boolean {
  return isDeepStrictEqual(left, right);
}

/** A "meaningful value": neither absent, null, empty nor blank. */
function meant(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** Hex digits of either case are in use. */
function thumbprintOf(value: unknown): string | undefined {
  return meant(value) ? String(value).toUpperCase() : undefined;
}

function isPort(value: unknown): boolean {
  return Number(value) >= 1 && Number(value) <= 65_535;
}

function isInt32(value: unknown): boolean {
  return Math.abs(Number(value)) <= INT32_MAX;
}
