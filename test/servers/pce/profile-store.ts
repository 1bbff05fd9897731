/** The pairing profiles of one organisation: what is there, what clients did to it, and how it is shown. */
import { randomBytes } from 'node:crypto';
import type { Reading } from '../hand-server.ts';
import { type Body, enforcementFor, type PceError, writableMembers } from './profile-rules.ts';

/** A pairing profile as the server keeps it. */
export interface Profile {
  readonly id: number;
  readonly href: string;
  /** Existed before any client came. */
  readonly foreign: boolean;
  readonly isDefault: boolean;
  readonly createdAt: string;
  updatedAt: string;
  keyGeneratedAt: string | null;
  readonly keys: Set<string>;
  settings: Body;
}

const caller = { href: '/users/1' };
const system = { href: '/users/0' };
const legacyModes = new Map<unknown, string>([
  ['idle', 'idle'],
  ['visibility_only', 'illuminated'],
  ['selective', 'enforced'],
  ['full', 'enforced'],
]);

/** Holds the profiles and the account of what clients left. */
export class ProfileStore {
  readonly #reading: Reading;
  readonly #orgId: number;
  readonly #profiles = new Map<number, Profile>();
  readonly #gone = new Set<number>();
  readonly #touched = new Map<string, Set<string>>();
  #lastId = 4100;
  #lastInstant = 0;

  constructor(reading: Reading, orgId: number) {
    this.#reading = reading;
    this.#orgId = orgId;
    this.#add(1, { name: 'Default (Servers)', enabled: true, ven_type: 'server' }, true);
    this.#add(7, { name: 'Datacenter North', enabled: true, description: 'Kept by operations' }, true);
    this.#add(12, { name: 'Kiosks', enabled: false, key_lifespan: 3600, allowed_uses_per_key: 1 }, true);
  }

  /** All profiles, oldest first. */
  all(): Profile[] {
    return [...this.#profiles.values()];
  }

  get(id: number): Profile | undefined {
    return this.#profiles.get(id);
  }

  /** Whether a profile with this id existed and was deleted. */
  isGone(id: number): boolean {
    return this.#gone.has(id);
  }

  create(body: Body): Profile {
    this.#lastId += 1;
    return this.#add(this.#lastId, body, false);
  }

  /** L3: members that are not given stay as they are. */
  update(profile: Profile, body: Body): void {
    profile.settings = { ...profile.settings, ...this.#accepted(body) };
    profile.updatedAt = this.#now();
    this.#touch(profile, 'changed');
  }

  /** Deletes, or with `keep` only says so. */
  remove(profile: Profile, keep: boolean): void {
    this.#touch(profile, 'deleted');
    if (keep) return;
    this.#profiles.delete(profile.id);
    this.#gone.add(profile.id);
  }

  /** L12 and L13: a new code each time; neither updated_at nor the use count moves. 81 digits as in the only sample. */
  createKey(profile: Profile): string {
    const code = randomBytes(41)
      .toString('hex')
      .slice(0, this.#reading === 'strict' ? 81 : 64);
    profile.keys.add(code);
    profile.keyGeneratedAt = this.#now();
    this.#touch(profile, 'pairing key created');
    return code;
  }

  /** Deletes every key, or with `keep` only says so. */
  removeKeys(profile: Profile, keep: boolean): void {
    if (!keep) profile.keys.clear();
    this.#touch(profile, 'pairing keys deleted');
  }

  /** L10, and the composite external key: only the strict PCE insists on uniqueness. */
  conflicts(body: Body, self?: Profile): PceError[] {
    if (this.#reading === 'lenient') return [];
    const others = this.all().filter((profile) => profile !== self);
    const errors: PceError[] = [];
    if (others.some(({ settings }) => settings['name'] === body['name'])) {
      errors.push({ token: 'name_must_be_unique', message: 'Name must be unique' });
    }
    const members = ['external_data_set', 'external_data_reference'];
    const isPair = members.every((member) => typeof body[member] === 'string');
    if (
      isPair &&
      others.some(({ settings }) => members.every((member) => settings[member] === body[member]))
    ) {
      const message = 'External data set and reference must be unique';
      errors.push({ token: 'external_data_must_be_unique', message });
    }
    return errors;
  }

  leftovers(): string[] {
    const left = this.all().flatMap((profile) => (profile.foreign ? [] : [profile.href]));
    return [...left, ...[...this.#touched].map(([href, what]) => `${href} (${[...what].join(', ')})`)];
  }

  /** The profile as a GET shows it. */
  show(profile: Profile): Record<string, unknown> {
    const { settings } = profile;
    const author = profile.foreign ? system : caller;
    const strict = this.#reading === 'strict';
    const generated = {
      last_pairing_key_generated_at: profile.keyGeneratedAt,
      last_pairing_key_generated_by: profile.keyGeneratedAt === null ? null : caller,
    };
    return {
      href: profile.href,
      name: settings['name'],
      description: settings['description'],
      total_use_count: 0,
      enabled: settings['enabled'],
      is_default: profile.isDefault,
      created_at: profile.createdAt,
      updated_at: profile.updatedAt,
      created_by: author,
      updated_by: profile.updatedAt === profile.createdAt ? author : caller,
      mode: legacyModes.get(settings['enforcement_mode']),
      enforcement_mode: settings['enforcement_mode'],
      key_lifespan: this.#count(settings['key_lifespan']),
      allowed_uses_per_key: this.#count(settings['allowed_uses_per_key']),
      last_pairing_at: null,
      // Older systems have neither member (field table: "newer PCE only").
      ...(strict ? {} : generated),
      labels: settings['labels'],
      env_label_lock: settings['env_label_lock'],
      loc_label_lock: settings['loc_label_lock'],
      role_label_lock: settings['role_label_lock'],
      app_label_lock: settings['app_label_lock'],
      mode_lock: settings['enforcement_mode_lock'],
      enforcement_mode_lock: settings['enforcement_mode_lock'],
      log_traffic: settings['log_traffic'],
      log_traffic_lock: settings['log_traffic_lock'],
      visibility_level: settings['visibility_level'],
      visibility_level_lock: settings['visibility_level_lock'],
      agent_software_release: this.release(profile),
      ...this.#optional(settings),
      caps: ['write', 'generate_pairing_key'],
    };
  }

  /** The release as it is shown: no choice of the client's shows as the default's name. */
  release(profile: Profile): unknown {
    const shown = this.#reading === 'strict' ? 'Default (21.5.20-8451)' : 'Default (25.2.10-1194)';
    return profile.settings['agent_software_release'] ?? shown;
  }

  #optional(settings: Body): Record<string, unknown> {
    const members = ['ven_type', 'external_data_set', 'external_data_reference'];
    const set = members.filter((member) => typeof settings[member] === 'string');
    if (this.#reading === 'strict')
      return Object.fromEntries(set.map((member) => [member, settings[member]]));
    const shown = members.map((member) => [
      member,
      settings[member] ?? (member === 'ven_type' ? 'server' : null),
    ]);
    // A member of a later release, which no reader of the documents can know.
    return { ...Object.fromEntries(shown), status_lock: true, update_type: null };
  }

  /** Samples and the Go client have numbers as strings; other clients take integers as well. */
  #count(value: unknown): unknown {
    return this.#reading === 'strict' ? String(value) : value;
  }

  #add(id: number, body: Body, foreign: boolean): Profile {
    const strict = this.#reading === 'strict';
    const createdAt = this.#now();
    const lock = strict;
    // The defaults of modes and locks are not established: the readings disagree on purpose.
    const defaults = {
      name: `Pairing Profile ${id}`,
      description: '',
      enabled: false,
      enforcement_mode: strict ? 'idle' : 'visibility_only',
      enforcement_mode_lock: lock,
      visibility_level: strict ? 'flow_summary' : 'flow_full_detail',
      visibility_level_lock: lock,
      key_lifespan: 'unlimited',
      allowed_uses_per_key: 'unlimited',
      labels: [],
      env_label_lock: lock,
      loc_label_lock: lock,
      role_label_lock: lock,
      app_label_lock: lock,
      log_traffic: false,
      log_traffic_lock: lock,
    };
    const profile: Profile = {
      id,
      href: `/orgs/${this.#orgId}/pairing_profiles/${id}`,
      foreign,
      isDefault: id === 1,
      createdAt,
      updatedAt: createdAt,
      keyGeneratedAt: null,
      keys: new Set(),
      settings: { ...defaults, ...this.#accepted(body) },
    };
    this.#profiles.set(id, profile);
    return profile;
  }

  /** The members to keep from a body that passed the checks, in the form in which they are kept. */
  #accepted(body: Body): Record<string, unknown> {
    const kept: Record<string, unknown> = Object.fromEntries(writableMembers(body));
    const { mode, mode_lock: modeLock, labels } = kept;
    kept['enforcement_mode'] ??= enforcementFor(mode);
    kept['enforcement_mode_lock'] ??= modeLock;
    for (const member of ['key_lifespan', 'allowed_uses_per_key']) {
      if (typeof kept[member] === 'string' && kept[member] !== 'unlimited')
        kept[member] = Number(kept[member]);
    }
    if (Array.isArray(labels)) {
      const hrefs = new Set((labels as { href: string }[]).map(({ href }) => href));
      kept['labels'] = [...hrefs].map((href) => ({ href }));
    }
    // "DEPRECATED AND REMOVED": strictly it is taken and means nothing any more.
    if (this.#reading === 'strict') delete kept['log_traffic'];
    delete kept['mode'];
    delete kept['mode_lock'];
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  }

  #touch(profile: Profile, what: string): void {
    if (!profile.foreign) return;
    this.#touched.set(profile.href, (this.#touched.get(profile.href) ?? new Set()).add(what));
  }

  /** Never the same instant twice, so that "later than" (L13) holds even within a millisecond. */
  #now(): string {
    this.#lastInstant = Math.max(Date.now(), this.#lastInstant + 1);
    return new Date(this.#lastInstant).toISOString();
  }
}
