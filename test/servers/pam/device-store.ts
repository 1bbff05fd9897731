/** The devices: what is there, what clients did to it, and how it is shown. */
import type { Reading } from '../hand-server.ts';
import { type DeviceInput, type DeviceMember, deviceMembers } from './device-rules.ts';

/** A device as the server keeps it. */
export interface Device {
  readonly id: string;
  /** Existed before any client came. */
  readonly foreign: boolean;
  active: boolean;
  members: Record<DeviceMember, string>;
}

/** Holds the devices and the account of what clients left. */
export class DeviceStore {
  readonly #reading: Reading;
  readonly #path: string;
  readonly #devices = new Map<string, Device>();
  readonly #touched = new Map<string, Set<string>>();
  #nextId = 31;

  /** `path` is the collection's, for naming devices. */
  constructor(reading: Reading, path: string) {
    this.#reading = reading;
    this.#path = path;
    const server = { model: 'Windows Server 2012', type: 'Server', vendor: 'Microsoft', site: 'LAX' };
    this.#add(
      '1',
      { hostname: 'mydevicehostname', ip: '172.10.20.30', ...server, device_tags: 'tag001' },
      true,
    );
    const second = { model: 'CentOS 7', type: 'Server', vendor: 'CentOS', site: 'AWS' };
    this.#add('6', { hostname: 'myseconddevice', ip: '41.41.208.182', ...second }, true);
  }

  /** S9: the strict system hides what is deactivated, the lenient one shows it still. */
  visible(): Device[] {
    return [...this.#devices.values()].filter(({ active }) => active || this.#reading === 'lenient');
  }

  /** Any device, deactivated ones included: they can be activated again by id. */
  get(id: string): Device | undefined {
    return this.#devices.get(id);
  }

  /** S14: case matters in the strict reading. */
  named(hostname: string): Device | undefined {
    const fold = (name: string) => (this.#reading === 'strict' ? name : name.toLowerCase());
    return [...this.#devices.values()].find(({ members }) => fold(members.hostname) === fold(hostname));
  }

  create(input: DeviceInput): Device {
    const device = this.#add(String(this.#nextId), input, false);
    this.#nextId += 1;
    return device;
  }

  /** S16: members that are not given are cleared (strict) or kept; S10: only the lenient one reactivates. */
  update(device: Device, input: DeviceInput): void {
    device.members = { ...(this.#reading === 'strict' ? blank() : device.members), ...input };
    if (this.#reading === 'lenient') device.active = true;
    this.#touch(device, 'changed');
  }

  /** Deactivates, or with `keep` only says so. */
  deactivate(device: Device, keep: boolean): void {
    if (!keep) device.active = false;
    this.#touch(device, 'deactivated');
  }

  activate(device: Device): void {
    device.active = true;
    this.#touch(device, 'activated');
  }

  leftovers(): string[] {
    const left = [...this.#devices.values()].filter(({ foreign, active }) => active && !foreign);
    const changed = [...this.#touched].map(([id, what]) => `${this.#path}/${id} (${[...what].join(', ')})`);
    return [...left.map(({ id }) => `${this.#path}/${id}`), ...changed];
  }

  /** The device as an item of the list: fewer members, and tags by another name. */
  showItem(device: Device): Record<string, unknown> {
    const { hostname, ip, model, type, vendor, site, device_tags: tags } = device.members;
    return { id: device.id, hostname, ip, model, type, vendor, site, tags, ...this.#extra(device) };
  }

  /** The device on its own. */
  show(device: Device): Record<string, unknown> {
    return { id: device.id, ...device.members, ...this.#extra(device) };
  }

  /** A member of a later release, which no reader of the documents can know. */
  #extra({ active }: Device): Record<string, unknown> {
    return this.#reading === 'strict' ? {} : { status: active ? 'Active' : 'Inactive' };
  }

  #add(id: string, input: DeviceInput, foreign: boolean): Device {
    const device: Device = { id, foreign, active: true, members: { ...blank(), ...input } };
    this.#devices.set(id, device);
    return device;
  }

  #touch({ id, foreign }: Device, what: string): void {
    if (foreign) this.#touched.set(id, (this.#touched.get(id) ?? new Set()).add(what));
  }
}

function blank(): Record<DeviceMember, string> {
  return Object.fromEntries(deviceMembers.map((member) => [member, ''])) as Record<DeviceMember, string>;
}
