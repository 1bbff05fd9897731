/** What the sensor server remembers: registration tokens, sensors and the global MPS configuration. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

export type Version = '5.1' | '5.2';

export interface Token {
  readonly id: string;
  readonly foreign: boolean;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly siteIds: readonly string[];
  readonly allowed: number;
  readonly used: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiration: number;
  readonly manifest: string;
}

export interface Features {
  readonly ids: boolean;
  readonly pcap: boolean;
  readonly flows: boolean;
  readonly mps: boolean;
}

export interface Sensor {
  readonly id: string;
  readonly tokenId: string;
  readonly hostName: string;
  readonly softwareVersion: string;
  readonly health: 'OK' | 'DEGRADED';
  readonly createdAt: number;
  displayName: string;
  description: string | undefined;
  revision: number;
  modifiedAt: number;
  modifiedBy: string | undefined;
  features: Features;
}

export const FILE_TYPES = ['document', 'executable', 'media', 'archive', 'data', 'script', 'other'] as const;

/** Seven switches, e.g. `document_file_type`. */
export type MpsConfig = Readonly<Record<string, boolean>>;

export interface NewToken {
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly siteIds: readonly string[];
  readonly allowed: number;
}

const MINUTE = 60_000;
// B3: three recorded tokens of 5.2 live just under 30 minutes; for 5.1 no limit is known
const LIFETIME = { '5.1': 24 * 60 * MINUTE, '5.2': 30 * MINUTE - 1_800 } as const;

export class NsxState {
  readonly tokens = new Map<string, Token>();
  readonly sensors = new Map<string, Sensor>();
  mps: MpsConfig = Object.fromEntries(FILE_TYPES.map((type) => [`${type}_file_type`, type !== 'media']));
  private readonly firstMps = this.mps;
  private readonly foreignTokenId: string;
  private readonly firstSensors: readonly Sensor[];

  constructor(
    private readonly version: Version,
    private readonly keepsDeleted: boolean,
  ) {
    // both sensors have registered with it: it is USED, which the status filter can be tried on
    const token = this.addToken(
      { displayName: 'site-a', description: 'Token of site A', siteIds: [], allowed: 2 },
      { foreign: true, used: 2, by: 'ndr-sensor', at: Date.now() - 5 * MINUTE },
    );
    this.foreignTokenId = token.id;
    this.addSensor(token.id, 'sensor-a', 'First sensor', '5.2.0', 'OK', { ids: true, flows: true });
    this.addSensor(token.id, 'sensor-b', undefined, '5.1.1', 'DEGRADED', { mps: true });
    this.firstSensors = [...this.sensors.values()].map((sensor) => ({ ...sensor }));
  }

  createToken(wanted: NewToken, by: string): Token {
    return this.addToken(wanted, { foreign: false, used: 0, by, at: Date.now() });
  }

  deleteToken(id: string): void {
    if (!this.keepsDeleted) this.tokens.delete(id);
  }

  deleteSensor(id: string): void {
    if (!this.keepsDeleted) this.sensors.delete(id);
  }

  leftovers(): string[] {
    const made = [...this.tokens.values()].filter((token) => !token.foreign);
    return [
      ...made.map((token) => `token ${token.id}`),
      ...(this.tokens.has(this.foreignTokenId) ? [] : [`foreign token ${this.foreignTokenId} removed`]),
      ...this.firstSensors.flatMap((first) => this.changesOf(first)),
      ...(isDeepStrictEqual(this.mps, this.firstMps) ? [] : ['mps-global-config changed']),
    ];
  }

  private changesOf(first: Sensor): string[] {
    const now = this.sensors.get(first.id);
    if (!now) return [`foreign sensor ${first.id} removed`];
    // revision and modification time move on even when a value is put back
    const changed = now.displayName !== first.displayName || now.description !== first.description;
    return [
      ...(changed ? [`foreign sensor ${first.id} changed`] : []),
      ...(isDeepStrictEqual(now.features, first.features) ? [] : [`feature-config of ${first.id} changed`]),
    ];
  }

  private addToken(
    wanted: NewToken,
    made: { foreign: boolean; used: number; by: string; at: number },
  ): Token {
    const id = randomUUID();
    const token: Token = {
      id,
      foreign: made.foreign,
      // "Defaults to ID if not set"
      displayName: wanted.displayName || id,
      description: wanted.description,
      siteIds: wanted.siteIds,
      allowed: wanted.allowed,
      used: made.used,
      createdAt: made.at,
      createdBy: made.by,
      expiration: made.at + LIFETIME[this.version],
      manifest: randomBytes(48).toString('base64'),
    };
    this.tokens.set(id, token);
    return token;
  }

  private addSensor(
    tokenId: string,
    displayName: string,
    description: string | undefined,
    softwareVersion: string,
    health: Sensor['health'],
    features: Partial<Features>,
  ): void {
    const id = randomUUID();
    const at = Date.now() - 4 * MINUTE;
    this.sensors.set(id, {
      id,
      tokenId,
      hostName: `${displayName}.site-a.example`,
      softwareVersion,
      health,
      createdAt: at,
      displayName,
      description,
      revision: 1,
      modifiedAt: at,
      modifiedBy: undefined,
      features: { ids: false, pcap: false, flows: false, mps: false, ...features },
    });
  }
}

/** B5.4, N10: what the clock and the registrations make of a token. */
export function statusOf(token: Token): 'AVAILABLE' | 'EXPIRED' | 'USED' {
  if (Date.now() >= token.expiration) return 'EXPIRED';
  return token.used > 0 && token.used >= token.allowed ? 'USED' : 'AVAILABLE';
}
