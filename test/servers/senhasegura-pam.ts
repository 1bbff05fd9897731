/**
 * PAM Core of senhasegura (Segura) as far as devices go, written from the vendor's pages.
 * S numbers in comments are the rows of the shared facts (2b).
 */
import {
  type Faults,
  type HandReply,
  type HandRequest,
  type HandServer,
  listen,
  type Reading,
} from './hand-server.ts';
import { Access, type PamCredentials } from './pam/access.ts';
import { checkDevice } from './pam/device-rules.ts';
import { type Device, DeviceStore } from './pam/device-store.ts';
import { refusal, success, wrongUrl } from './pam/envelope.ts';
import { isForm } from './pam/oauth1.ts';

/** What a client has to know unless the options say otherwise. */
export const pamCredentials: PamCredentials = {
  clientId: 'hand-written-client',
  clientSecret: 'hand-written-client-secret',
  consumerKey: 'hand-written-consumer',
  consumerSecret: 'hand-written-consumer-secret',
  token: 'hand-written-token',
  tokenSecret: 'hand-written-token-secret',
};

/** The domains that are registered by default. */
export const pamRegisteredDomains: readonly string[] = ['senhasegura.lab', 'testlab.com', 'demo.lab.com'];

/** How to start a PAM Core. */
export interface PamOptions extends Partial<PamCredentials> {
  reading: Reading;
  faults?: Faults;
  registeredDomains?: string[];
  /** `/iso` up to 3.32, `/api` since 3.33. */
  prefix?: '/iso' | '/api';
}

/** Starts a PAM Core on a free loopback port. */
export function startPam(options: PamOptions): Promise<HandServer> {
  const pam = new Pam(options);
  return listen(
    (request) => pam.answer(request),
    () => pam.store.leftovers(),
    options.faults ?? {},
  );
}

class Pam {
  readonly store: DeviceStore;
  readonly #access: Access;
  readonly #reading: Reading;
  readonly #strict: boolean;
  readonly #faults: Faults;
  readonly #prefix: string;
  readonly #registeredDomains: readonly string[];

  constructor({ reading, faults = {}, registeredDomains, prefix = '/iso', ...credentials }: PamOptions) {
    this.#reading = reading;
    this.#strict = reading === 'strict';
    this.#faults = faults;
    this.#prefix = prefix.slice(1);
    this.#registeredDomains = registeredDomains ?? pamRegisteredDomains;
    this.store = new DeviceStore(reading, `${prefix}/pam/device`);
    this.#access = new Access(reading, { ...pamCredentials, ...credentials }, faults);
  }

  answer(request: HandRequest): HandReply {
    const [prefix, area, resource, id, ...more] = request.segments;
    const method = request.method === 'HEAD' && !this.#strict ? 'GET' : request.method;
    const isOurs = prefix === this.#prefix && more.length === 0;
    if (isOurs && area === 'oauth2' && resource === 'token' && id === undefined && method === 'POST') {
      return this.#access.issue(request);
    }
    const refused = this.#access.refuse(request);
    if (refused) return refused;
    if (!isOurs || area !== 'pam' || resource !== 'device') return wrongUrl(this.#reading);
    if (id === undefined) {
      if (method === 'GET') return this.#list();
      return method === 'POST' ? this.#upsert(request) : wrongUrl(this.#reading);
    }
    if (method === 'GET') return this.#get(id);
    if (method === 'DELETE') return this.#deactivate(id);
    // No other status is documented for a method that does not exist.
    return method === 'PUT' ? this.#activate(id) : wrongUrl(this.#reading);
  }

  #list(): HandReply {
    const devices = this.store.visible().map((device) => this.store.showItem(device));
    return success(this.#reading, 200, `${devices.length} devices found`, { devices });
  }

  #get(id: string): HandReply {
    const device = this.store.get(id);
    if (!device || !this.store.visible().includes(device)) return this.#unknown(id);
    const tenant = this.#strict ? {} : { tenant: 'senhasegura' };
    return success(this.#reading, 200, `Device ${device.id}`, { ...tenant, device: this.store.show(device) });
  }

  /** S1 and S2: 201 whether the hostname is new or not. */
  #upsert(request: HandRequest): HandReply {
    const sent = this.#body(request);
    const checked = checkDevice(sent, {
      reading: this.#reading,
      registeredDomains: this.#registeredDomains,
      acceptsMissing: this.#faults.acceptsMissing ?? [],
    });
    if ('refusal' in checked) {
      const { hostname } = sent;
      const isName = typeof hostname === 'string' && hostname !== '';
      if (this.#faults.keepsRefused && isName && !this.store.named(hostname)) this.store.create({ hostname });
      return refusal(this.#reading, checked.refusal);
    }
    const { input } = checked;
    const known = this.store.named(input.hostname ?? '');
    if (known) {
      this.store.update(known, input);
      const device = this.store.show(known);
      return success(this.#reading, 201, 'Device updated successfully!', { device }, true);
    }
    const device = this.store.show(this.store.create(input));
    // The only sample of a creation shows no connectivities although some were sent.
    const shown = this.#strict ? { ...device, connectivities: '' } : device;
    return success(this.#reading, 201, 'Device successfully registered!', { device: shown }, true);
  }

  #deactivate(id: string): HandReply {
    // One client deletes by hostname.
    const device = this.store.get(id) ?? (this.#strict ? undefined : this.store.named(id));
    if (!device) return this.#unknown(id);
    if (!device.active) {
      // No code is published for this.
      if (this.#strict) return this.#unknown(id);
      return refusal(this.#reading, { code: 400, text: 'Device is already deactivated' });
    }
    this.store.deactivate(device, this.#faults.keepsDeleted ?? false);
    return success(this.#reading, 200, 'Device successfully deactivated');
  }

  #activate(id: string): HandReply {
    const device: Device | undefined = this.store.get(id);
    if (!device) return this.#unknown(id);
    if (device.active) return refusal(this.#reading, { code: 1044, text: 'Device is already activated' });
    this.store.activate(device);
    return success(this.#reading, 200, 'Device successfully activated');
  }

  /** S5: an unknown id is a 400; an id that is not a number may be no resource at all. */
  #unknown(id: string): HandReply {
    if (this.#strict && !/^\d+$/.test(id)) return wrongUrl(this.#reading);
    return refusal(this.#reading, { code: 1011, text: 'Device not found' });
  }

  /** A body that cannot be read informs of nothing; the lenient system does not look at its type. */
  #body(request: HandRequest): Record<string, unknown> {
    const text = request.body.toString();
    if (isForm(request)) return Object.fromEntries(new URLSearchParams(text));
    const type = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
    if (this.#strict && type.trim().toLowerCase() !== 'application/json') return {};
    try {
      const body: unknown = JSON.parse(text);
      return typeof body === 'object' && body !== null ? { ...body } : {};
    } catch {
      return {};
    }
  }
}
