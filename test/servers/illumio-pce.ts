/**
 * A Policy Compute Engine as far as pairing profiles and keys go, written from the vendor's guide.
 * L and d numbers in comments are the rows of the shared facts (1b and 1d).
 */
import { randomUUID } from 'node:crypto';
import {
  type Faults,
  type HandReply,
  type HandRequest,
  type HandServer,
  listen,
  type Reading,
} from './hand-server.ts';
import { AsyncJobs } from './pce/async-jobs.ts';
import { select } from './pce/profile-query.ts';
import { additionalMembers, type Body, type PceError, profileErrors } from './pce/profile-rules.ts';
import { type Profile, ProfileStore } from './pce/profile-store.ts';
import {
  acceptsJson,
  alreadyDeleted,
  notFound,
  ok,
  refused,
  unauthorized,
  withBody,
  wrongMethod,
} from './pce/replies.ts';

/** What a client has to know unless the options say otherwise. */
export const pceCredentials = {
  apiKey: 'api_1a2b3c4d5e6f7a8b9',
  apiSecret: 'hand-written-pce-secret',
} as const;

/** A second key, whose role may read and nothing else. */
export const pceReader = {
  apiKey: 'api_9f8e7d6c5b4a3f2e1',
  apiSecret: 'hand-written-reader-secret',
} as const;

/** The organisation that is served by default. */
export const pceOrgId = 1;

/** The labels that exist by default; the types role, app, env, loc take turns. */
export const pceLabelHrefs: readonly string[] = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => `/orgs/1/labels/${id}`);

/** How to start a PCE. */
export interface PceOptions {
  reading: Reading;
  faults?: Faults;
  apiKey?: string;
  apiSecret?: string;
  orgId?: number;
  /** Labels that exist, by turns of type role, app, env and loc. */
  labelHrefs?: string[];
}

type Methods = Readonly<Record<string, () => HandReply>>;

const largestCollection = 500;

/** Starts a PCE on a free loopback port; the base path is /api/v2. */
export function startPce(options: PceOptions): Promise<HandServer> {
  const pce = new Pce(options);
  const handle = (request: HandRequest): HandReply => {
    const reply = pce.answer(request);
    return { ...reply, headers: { 'x-request-id': randomUUID(), ...reply.headers } };
  };
  return listen(handle, () => pce.store.leftovers(), options.faults ?? {});
}

class Pce {
  readonly store: ProfileStore;
  readonly #jobs: AsyncJobs;
  readonly #strict: boolean;
  readonly #options: PceOptions;
  readonly #faults: Faults;
  readonly #orgId: number;
  readonly #authorization: string;

  constructor(options: PceOptions) {
    this.#options = options;
    this.#faults = options.faults ?? {};
    this.#strict = options.reading === 'strict';
    this.#orgId = options.orgId ?? pceOrgId;
    this.store = new ProfileStore(options.reading, this.#orgId);
    this.#jobs = new AsyncJobs(options.reading, this.#orgId);
    const { apiKey = pceCredentials.apiKey, apiSecret = pceCredentials.apiSecret } = options;
    this.#authorization = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64');
  }

  answer(request: HandRequest): HandReply {
    if (!this.#isAuthorized(request)) return unauthorized(this.#strict);
    const [api, version, ...rest] = request.segments;
    if (api !== 'api' || version !== 'v2') return notFound(this.#strict);
    if (rest.length === 1 && rest[0] === 'health') {
      return this.#dispatch(request, { GET: () => ok([{ status: 'normal', type: 'standalone' }]) });
    }
    const [orgs, org = '', ...tail] = rest;
    if (orgs !== 'orgs' || !/^[1-9]\d*$/.test(org) || tail.length === 0) return notFound(this.#strict);
    // "Wrong org_id" is listed under 403 and under 404.
    if (Number(org) !== this.#orgId) return this.#strict ? { status: 403 } : notFound(this.#strict);
    // Roles: a read-only role may GET alone.
    if (this.#isReader(request) && request.method !== 'GET') return { status: 403 };
    const methods = this.#resource(tail, request);
    return methods ? this.#dispatch(request, methods) : notFound(this.#strict);
  }

  #resource(tail: readonly string[], request: HandRequest): Methods | undefined {
    const [kind, id = '', sub] = tail;
    if (kind === 'settings' && id === 'workloads' && tail.length === 2) {
      return { GET: () => ok({ href: `/orgs/${this.#orgId}/settings/workloads` }) };
    }
    if (kind === 'jobs' && tail.length === 2) {
      const remove = () => (this.#jobs.remove(id) ? { status: 204 } : notFound(this.#strict));
      return { GET: () => this.#found(this.#jobs.show(id)), DELETE: remove };
    }
    if (kind === 'datafiles' && tail.length === 2) {
      return { GET: () => this.#found(this.#jobs.rows(id)) };
    }
    if (kind !== 'pairing_profiles') return undefined;
    if (tail.length === 1) return { GET: () => this.#list(request), POST: () => this.#create(request) };
    if (tail.length === 2) {
      return {
        GET: () => this.#with(id, (profile) => ok(this.store.show(profile))),
        PUT: () => this.#with(id, (profile) => this.#update(profile, request)),
        DELETE: () => this.#remove(id),
      };
    }
    if (sub === 'pairing_key' && tail.length === 3) {
      return { POST: () => this.#with(id, (profile) => this.#createKey(profile, request)) };
    }
    if (sub === 'pairing_keys' && tail.length === 3) {
      return { DELETE: () => this.#with(id, (profile) => this.#removeKeys(profile)) };
    }
    return undefined;
  }

  #dispatch(request: HandRequest, methods: Methods): HandReply {
    const method = request.method === 'HEAD' && !this.#strict ? 'GET' : request.method;
    const handle = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!handle) return wrongMethod(this.#strict, Object.keys(methods));
    if (method === 'GET' && this.#strict && !acceptsJson(request)) {
      return refused([{ token: 'invalid_accept', message: 'Only application/json is available' }]);
    }
    return handle();
  }

  #list(request: HandRequest): HandReply {
    const selection = select(this.store, request.query, this.#options.reading);
    if (!('matching' in selection)) return refused(selection);
    const { matching, maxResults } = selection;
    const wantsJob = /(^|,)\s*respond-async\s*(,|;|$)/i.test(String(request.headers['prefer'] ?? ''));
    const cap = wantsJob ? (maxResults ?? Infinity) : Math.min(maxResults ?? Infinity, largestCollection);
    const rows = matching.slice(0, cap).map((profile) => this.store.show(profile));
    if (wantsJob) {
      const href = this.#jobs.start(rows);
      // Older guides show a path, newer ones a URL. Strictly nobody may assume either, or poll at once.
      const location = this.#strict ? href : `http://${request.headers.host}/api/v2${href}`;
      return { status: 202, headers: { location, 'retry-after': this.#strict ? '1' : '0' } };
    }
    const count = String(matching.length);
    const more: Record<string, string> = this.#strict
      ? {}
      : { 'x-matched-count': count, 'cache-control': 'no-store' };
    return { status: 200, json: rows, headers: { 'x-total-count': count, ...more } };
  }

  #create(request: HandRequest): HandReply {
    return withBody(request, 'pairing_profiles_post.schema.json', this.#strict, (body) => {
      const errors = [...this.#errors('post', body), ...this.store.conflicts(body)];
      return errors.length > 0
        ? refused(errors)
        : { status: 201, json: this.store.show(this.store.create(body)) };
    });
  }

  #update(profile: Profile, request: HandRequest): HandReply {
    return withBody(request, 'pairing_profiles_put.schema.json', this.#strict, (body) => {
      const errors = [...this.#errors('put', body), ...this.store.conflicts(body, profile)];
      if (errors.length > 0) return refused(errors);
      this.store.update(profile, body);
      return { status: 204 };
    });
  }

  #remove(id: string): HandReply {
    if (!this.#strict && this.store.isGone(Number(id))) return alreadyDeleted();
    return this.#with(id, (profile) => {
      // L21: whether the default profile can be deleted is not known.
      if (profile.isDefault && this.#strict) {
        const message = 'Cannot delete the default pairing profile';
        return refused([{ token: 'default_pairing_profile', message }]);
      }
      this.store.remove(profile, this.#faults.keepsDeleted ?? false);
      return { status: 204 };
    });
  }

  #createKey(profile: Profile, request: HandRequest): HandReply {
    const create = () => ({ status: 201, json: { activation_code: this.store.createKey(profile) } });
    if (!this.#strict && request.body.length === 0) return create();
    const schema = 'pairing_profiles_pairing_key_post.schema.json';
    return withBody(request, schema, this.#strict, (body) => {
      const members = Object.keys(body);
      return this.#strict && members.length > 0 ? refused([additionalMembers(members, schema)]) : create();
    });
  }

  #removeKeys(profile: Profile): HandReply {
    this.store.removeKeys(profile, this.#faults.keepsDeleted ?? false);
    return { status: 204 };
  }

  #with(id: string, act: (profile: Profile) => HandReply): HandReply {
    const number = /^[1-9]\d*$/.test(id) ? Number(id) : 0;
    const profile = this.store.get(number);
    return profile ? act(profile) : notFound(this.#strict);
  }

  #errors(operation: 'post' | 'put', body: Body): PceError[] {
    const labelHrefs = this.#options.labelHrefs ?? pceLabelHrefs.map((href) => this.#inOrg(href));
    const acceptsMissing = this.#faults.acceptsMissing ?? [];
    const { reading } = this.#options;
    return profileErrors(operation, body, { reading, orgId: this.#orgId, labelHrefs, acceptsMissing });
  }

  #inOrg(href: string): string {
    return href.replace(/^\/orgs\/\d+/, `/orgs/${this.#orgId}`);
  }

  #isAuthorized(request: HandRequest): boolean {
    if (this.#faults.letsAnyoneIn) return true;
    return this.#shows(request, this.#authorization) || this.#isReader(request);
  }

  #isReader(request: HandRequest): boolean {
    const { apiKey, apiSecret } = pceReader;
    return this.#shows(request, Buffer.from(`${apiKey}:${apiSecret}`).toString('base64'));
  }

  #shows({ headers }: HandRequest, authorization: string): boolean {
    const [scheme, credentials] = (headers.authorization ?? '').split(' ');
    return scheme?.toLowerCase() === 'basic' && credentials === authorization;
  }

  #found(json: unknown): HandReply {
    return json === undefined ? notFound(this.#strict) : ok(json);
  }
}
