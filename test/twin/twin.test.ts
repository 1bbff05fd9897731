import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import type { Run } from '../../model/run.ts';
import { openTarget } from '../../runner/open-target.ts';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { serveTwin, startTwin } from '../../servers/twin/start.ts';
import { createTwin, type Twin, type TwinExchange, type TwinOptions } from '../../servers/twin/twin.ts';
import { conductedAt, contractOf, PATIENT, shown } from '../products/conducted.ts';
import { NSX, PAM, PCE, PRODUCTS, READINGS, SRM } from '../products/product-table.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { runOnMutant, runOnTwin, undecided, verdictsOf } from './twin-run.ts';

const BARE = { headers: [], mediaType: undefined, body: undefined };

describe.concurrent('a run against the twin', PATIENT, () => {
  const all = PRODUCTS.flatMap((product) =>
    READINGS.map((reading) => ({ product, name: product.name, reading })),
  );
  // Both readings of one, and one of each other.
  const trials =
    PROOF_SIZE === 'few'
      ? all.filter(({ product, reading }) => product === NSX || (reading === 'lenient') === (product === PAM))
      : all;

  it.each(trials)('is conformant and leaves nothing: $name, $reading', async ({ product, reading }) => {
    const run = await runOnTwin(product, reading);

    expect(shown(run)).toEqual([]);
    expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0, warnings: [], leftovers: [] });
    expect(run.target.kind).toBe('twin');
    expect(run.summary.created).toBeGreaterThan(0);
    expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    expect(undecided(run, /^(resource|singleton|session|task|login)-/)).toEqual([]);
  });

  it('leaves nothing below a faulty parent that a lenient server took', async () => {
    const { origin, twin, close } = await startTwin(contractOf(PCE), { reading: 'lenient' });
    const env = Object.fromEntries(twinEnvironment(contractOf(PCE)));
    const run = await conductedAt({ ...PCE, env }, origin).finally(close);

    const isTaken = ({ method, target, status }: TwinExchange) =>
      method === 'POST' && status === 201 && !target.includes('/orgs/1/');
    expect(twin.log.some(isTaken)).toBe(true);
    expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    expect(
      twin
        .objects()
        .get('pairing-profile')
        ?.filter(({ isForeign }) => !isForeign),
    ).toEqual([]);
  });

  it('decides what Prism cannot', async () => {
    const run = await runOnTwin(PCE, 'strict');

    for (const check of [
      'resource-created-not-readable',
      'resource-update-not-shown',
      'credentials-wrong-accepted',
    ])
      expect(verdictsOf(run, check)).toContain('holds');
    expect(verdictsOf(run, 'resource-deleted-still-readable')).toEqual(['holds']);
  });

  it('is strict where it may be, and lenient where it must not refuse', async () => {
    const [strict, lenient] = await Promise.all([runOnTwin(NSX, 'strict'), runOnTwin(NSX, 'lenient')]);

    const accepted = (run: Run) =>
      run.findings.filter(({ check }) => check === 'request-invalid-accepted').length;
    expect(accepted(lenient)).toBeGreaterThan(accepted(strict));
  });
});

interface Departure {
  readonly title: string;
  readonly check: string;
  readonly operation: string;
  readonly depart: (twin: Twin) => Twin['answer'];
}

const REPEATED = '5ec2e7c0de5ec2e7c0de';
const LABEL = '/orgs/1/labels/7';
const PROFILES = '/orgs/{org_id}/pairing_profiles';

const departures: readonly Departure[] = [
  {
    title: 'a delete that does not delete',
    check: 'resource-deleted-still-readable',
    operation: `DELETE ${PROFILES}/{pairing_profile_id}`,
    depart: (twin) => (request) =>
      request.method === 'DELETE' && /\/\d+$/.test(request.target)
        ? { ...BARE, status: 204 }
        : twin.answer(request),
  },
  {
    title: 'an update that changes nothing',
    check: 'resource-update-not-shown',
    operation: `PUT ${PROFILES}/{pairing_profile_id}`,
    depart: (twin) => (request) => {
      const isUpdate = request.method === 'PUT' && request.body.length > 2;
      return isUpdate ? { ...BARE, status: 204 } : twin.answer(request);
    },
  },
  {
    title: 'keys that are all the same',
    check: 'resource-act-not-distinct',
    operation: `POST ${PROFILES}/{pairing_profile_id}/pairing_key`,
    depart: (twin) => (request) => {
      const reply = twin.answer(request);
      const isKey = request.method === 'POST' && request.target.endsWith('/pairing_key');
      return isKey && reply.status === 201 ? { ...reply, body: { activation_code: REPEATED } } : reply;
    },
  },
  {
    title: 'a key that is made of a deleted profile',
    check: 'resource-deleted-still-usable',
    operation: `POST ${PROFILES}/{pairing_profile_id}/pairing_key`,
    depart: (twin) => {
      let last: ReturnType<Twin['answer']> | undefined;
      return (request) => {
        const reply = twin.answer(request);
        if (!request.target.endsWith('/pairing_key')) return reply;
        if (reply.status === 201) last = reply;
        return reply.status === 404 && last ? last : reply;
      };
    },
  },
  {
    title: 'a filter that gives everything where it finds nothing',
    check: 'resource-filter-ignored',
    operation: `GET ${PROFILES}`,
    depart: (twin) => (request) => {
      const reply = twin.answer(request);
      const isEmpty = Array.isArray(reply.body) && reply.body.length === 0;
      return isEmpty ? twin.answer({ ...request, target: request.target.replace(/\?.*$/, '') }) : reply;
    },
  },
  {
    title: 'a create that is refused and carried out',
    check: 'resource-refused-create-stored',
    operation: `POST ${PROFILES}`,
    depart: (twin) => (request) => {
      const reply = twin.answer(request);
      const mark = /assay-[0-9a-f]{8}-\d+/.exec(Buffer.from(request.body).toString())?.[0];
      const isRefused = request.method === 'POST' && /pairing_profiles$/.test(request.target);
      if (isRefused && [400, 406].includes(reply.status) && mark !== undefined)
        twin.answer({ ...request, body: Buffer.from(JSON.stringify({ name: mark, enabled: true })) });
      return reply;
    },
  },
  {
    title: 'a delete that takes the profile before it along',
    check: 'resource-delete-touches-others',
    operation: `DELETE ${PROFILES}/{pairing_profile_id}`,
    depart: (twin) => {
      const known: string[] = [];
      return (request) => {
        const reply = twin.answer(request);
        const { href } = (reply.body ?? {}) as { href?: string };
        if (request.method === 'POST' && reply.status === 201 && href !== undefined)
          known.push(request.target.replace(/\/orgs\/.*$/, href));
        if (request.method !== 'DELETE' || reply.status !== 204) return reply;
        const other = known.filter((target) => target !== request.target).at(-1);
        if (other !== undefined) twin.answer({ ...request, target: other });
        return reply;
      };
    },
  },
  {
    title: 'a list that fails',
    check: 'response-server-error',
    operation: `GET ${PROFILES}`,
    depart: (twin) => (request) => {
      const reply = twin.answer(request);
      return request.method === 'GET' && /pairing_profiles(\?|$)/.test(request.target) && reply.status === 200
        ? { ...BARE, status: 500 }
        : reply;
    },
  },
];

function jsonIn(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(body).toString()) as Json;
  } catch {
    return undefined;
  }
}

describe.concurrent('a twin with a departure', PATIENT, () => {
  it.each(departures)('is found out: $title', async ({ check, operation, depart }) => {
    const run = await runOnMutant(PCE, depart, operation);

    expect(JSON.stringify(run)).not.toContain(REPEATED);

    expect(run.findings.map((finding) => `${finding.level} ${finding.check} ${finding.operation}`)).toContain(
      `must ${check} ${operation}`,
    );
    expect(run.exitCode).toBe(1);
  });

  it('that takes the time of a create from its body, is found out', async () => {
    const taken = new Map<string, Json>();
    const take = (twin: Twin): Twin['answer'] => {
      return (request) => {
        const reply = twin.answer(request);
        const shown = reply.body as { href?: string; created_at?: string } | undefined;
        if (typeof shown?.href !== 'string' || reply.status >= 300) return reply;
        const { created_at: sent } = (jsonIn(request.body) ?? {}) as { created_at?: string };
        if (request.method === 'POST' && sent !== undefined) taken.set(shown.href, sent);
        const created = taken.get(shown.href) ?? shown.created_at ?? null;
        return { ...reply, body: { ...shown, created_at: created } };
      };
    };

    const run = await runOnMutant(PCE, take, `POST ${PROFILES}`, 'lenient');

    const found = run.findings.map(({ level, check, keyword }) => `${level} ${check} ${keyword}`);
    expect(found).toContain('should resource-read-only-member-assigned fixed/created_at');
    expect(run.summary.left).toBe(0);
  });

  it('that keeps no setting of what exists once, is found out', async () => {
    const forget = (twin: Twin): Twin['answer'] => {
      return (request) => {
        const isSetting = request.method === 'PUT' && /mps-global-config$/.test(request.target);
        const reply = isSetting
          ? twin.answer({ ...request, method: 'GET', body: new Uint8Array() })
          : twin.answer(request);
        const sent = isSetting ? jsonIn(request.body) : undefined;
        return sent === undefined ? reply : { ...reply, body: sent };
      };
    };

    const run = await runOnMutant(NSX, forget, 'PUT /sensors/mps-global-config');

    expect(run.findings.map(({ level, check }) => `${level} ${check}`)).toContain(
      'must singleton-update-not-shown',
    );
    expect(run.summary.left).toBe(0);
  });

  it('whose list hides what a finished task made, is told that something may be left', async () => {
    const hide = (twin: Twin): Twin['answer'] => {
      return (request) => {
        const reply = twin.answer(request);
        const isList = request.method === 'GET' && /\/pairings(\?|$)/.test(request.target);
        return isList && reply.status === 200 ? { ...reply, body: { list: [] } } : reply;
      };
    };

    const run = await runOnMutant(SRM, hide);

    expect(run.summary.left).toBeGreaterThan(0);
    expect(run.leftovers.map(({ resource }) => resource)).toContain('pairing');
  });
});

describe.concurrent('the twin', () => {
  async function served(
    product: typeof PCE,
    options: TwinOptions,
    work: (url: string, twin: Twin) => Promise<void>,
  ) {
    const { url, twin, close } = await startTwin(contractOf(product), options);
    try {
      await work(url, twin);
    } finally {
      await close();
    }
  }
  const key = Buffer.from('assay-made-up-username:assay-made-up-password').toString('base64');
  const headers = {
    authorization: `Basic ${key}`,
    'content-type': 'application/json',
    accept: 'application/json',
  };
  const post = (body: unknown) => ({ method: 'POST', headers, body: JSON.stringify(body) });

  it('keeps an object from its create to its delete', async () => {
    await served(PCE, {}, async (url, twin) => {
      const all = `${url}/orgs/1/pairing_profiles`;
      const created = await fetch(all, post({ name: 'mine', enabled: true, description: 'first' }));
      const { href } = (await created.json()) as { href: string };
      const one = `${url}${href}`;
      const update = await fetch(one, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ description: 'second' }),
      });
      const read = await (await fetch(one, { headers })).json();
      const found = (await (await fetch(`${all}?name=mine`, { headers })).json()) as unknown[];
      const removed = await fetch(one, { method: 'DELETE', headers });
      const again = await fetch(one, { method: 'DELETE', headers });

      expect([created.status, update.status, removed.status, again.status]).toEqual([201, 204, 204, 404]);
      expect(read).toMatchObject({ name: 'mine', enabled: true, description: 'second' });
      expect(found).toEqual([expect.objectContaining({ href, description: 'second' })]);
      expect(href).toMatch(/^\/orgs\/1\/pairing_profiles\/\d+$/);
      expect((await fetch(one, { headers })).status).toBe(404);
      expect(twin.changes.map(({ what, isForeign }) => `${what} ${isForeign}`)).toEqual([
        'created false',
        'updated false',
        'deleted false',
      ]);
      expect(twin.log.map(({ method, status }) => `${method} ${status}`)).toContain('DELETE 404');
    });
  });

  it('keeps what is fixed, lets rise what rises, and makes another key each time', async () => {
    await served(PCE, {}, async (url) => {
      const all = `${url}/orgs/1/pairing_profiles`;
      const created = await fetch(all, post({ name: 'mine', enabled: true, labels: [{ href: LABEL }] }));
      const { href } = (await created.json()) as { href: string };
      const one = `${url}${href}`;
      const read = async () => (await (await fetch(one, { headers })).json()) as Record<string, string>;
      const put = (body: unknown) => fetch(one, { method: 'PUT', headers, body: JSON.stringify(body) });
      const before = await read();
      await put({ labels: [] });
      const after = await read();
      await put({ description: 'third' });
      const last = await read();
      const [listed] = (await (await fetch(`${all}?name=mine`, { headers })).json()) as unknown[];
      const keys = [await fetch(`${one}/pairing_key`, post({})), await fetch(`${one}/pairing_key`, post({}))];
      const [first, second] = await Promise.all(keys.map((key) => key.json() as Promise<object>));

      expect([before['labels'], after['labels']]).toEqual([[{ href: LABEL }], []]);
      for (const name of ['href', 'created_at', 'created_by']) expect(last[name]).toEqual(before[name]);
      const times = [before, after, last].map(({ updated_at: at }) => String(at));
      expect(new Set(times).size).toBe(3);
      expect([...times].sort()).toEqual(times);
      expect(listed).toEqual(last);
      expect(first).not.toEqual(second);
      expect(first).toEqual({ activation_code: expect.stringMatching(/^[0-9a-f]+$/) });
    });
  });

  it('refuses the name of another object', async () => {
    await served(PCE, {}, async (url) => {
      const all = `${url}/orgs/1/pairing_profiles`;
      const body = { name: 'mine', enabled: true };

      expect((await fetch(all, post(body))).status).toBe(201);
      expect((await fetch(all, post(body))).status).toBe(406);
    });
  });

  it('begins with objects of somebody else', async () => {
    await served(PCE, { foreign: 4 }, async (url, twin) => {
      const listed = (await (await fetch(`${url}/orgs/1/pairing_profiles`, { headers })).json()) as unknown[];

      expect(listed).toHaveLength(4);
      expect(
        twin
          .objects()
          .get('pairing-profile')
          ?.every(({ isForeign }) => isForeign),
      ).toBe(true);
    });
  });

  it('opens sessions, and knows them no more once they are logged out', async () => {
    await served(SRM, {}, async (url) => {
      const login = await fetch(`${url}/session`, { method: 'POST', headers });
      const { session_id: token } = (await login.json()) as { session_id: string };
      const session = { accept: 'application/json', 'x-dr-session': token };
      const use = () => fetch(`${url}/pairings`, { headers: session }).then(({ status }) => status);

      expect(await use()).toBe(200);
      expect((await fetch(`${url}/session`, { method: 'DELETE', headers: session })).status).toBe(204);
      expect(await use()).toBe(401);
      expect(
        (
          await fetch(`${url}/session`, {
            method: 'POST',
            headers: { ...headers, authorization: 'Basic eDp5' },
          })
        ).status,
      ).toBe(401);
    });
  });

  it('goes on after a bug of its own, which it says is no fault of the API', async () => {
    let count = 0;
    const contract = contractOf(PCE);
    const twin = createTwin(contract);
    const answer: Twin['answer'] = (request) => {
      count += 1;
      if (count === 1) throw new Error('ünexpected');
      return twin.answer(request);
    };
    const { url, close } = await serveTwin(contract, { ...twin, answer, objects: () => twin.objects() });
    try {
      const first = await fetch(`${url}/orgs/1/pairing_profiles`, { headers });
      const second = await fetch(`${url}/orgs/1/pairing_profiles`, { headers });

      expect([first.status, second.status]).toEqual([500, 200]);
      expect(first.headers.get('x-assay-mock-fault')).toContain('nexpected');
    } finally {
      await close();
    }
  });

  it('says the same for the same seed', async () => {
    const spoken = async (seed: number) => {
      let body = '';
      await served(PAM, { seed }, async (url) => {
        const client = new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: 'assay-made-up-clientId',
          client_secret: 'assay-made-up-clientSecret',
        });
        const login = await fetch(`${url}/iso/oauth2/token`, { method: 'POST', body: client });
        const authorization = `Bearer ${((await login.json()) as { access_token: string }).access_token}`;
        body = await (await fetch(`${url}/iso/pam/device`, { headers: { authorization } })).text();
      });
      return body;
    };

    const first = await spoken(3);

    expect(first).toContain('devices');
    expect(await spoken(3)).toBe(first);
  });

  it('tells the time of a clock that it is given', async () => {
    let now = Date.parse('2026-05-01T12:00:00Z');
    await served(PCE, { clock: () => now }, async (url) => {
      const all = `${url}/orgs/1/pairing_profiles`;
      const created = await fetch(all, post({ name: 'mine', enabled: true }));
      const { href, created_at: first } = (await created.json()) as { href: string; created_at: string };
      const read = async () =>
        (await (await fetch(`${url}${href}`, { headers })).json()) as Record<string, string>;
      const before = await read();
      now += 60_000;
      const change = { method: 'PUT', headers, body: JSON.stringify({ description: 'second' }) };
      await fetch(`${url}${href}`, change);
      const after = await read();

      expect([first, before['created_at'], after['created_at']]).toEqual(
        Array.from({ length: 3 }, () => '2026-05-01T12:00:00.000Z'),
      );
      const moved = Date.parse(after['updated_at'] ?? '') - Date.parse(before['updated_at'] ?? '');
      expect(moved).toBe(60_000);
    });
  });

  it('makes up for a run what the seed of the run says', async () => {
    const madeWith = async (seed: number) => {
      const never = new AbortController().signal;
      const options = { target: 'twin', seed, timeout: 10, concurrency: 1, cleanupSignal: never };
      const { transport, close } = await openTarget(contractOf(NSX), options);
      const token = { display_name: 'mine', passphrase: 'SecretPassphrase123!' };
      const body = Buffer.from(JSON.stringify(token));
      const fields = Object.entries(headers);
      const request = { method: 'POST', path: '/sensors/registration-tokens', headers: fields, body };
      const outcome = await transport.send(request, never).finally(close);
      return 'reply' in outcome ? JSON.parse(Buffer.from(outcome.reply.body).toString()).id : undefined;
    };

    const first = await madeWith(3);

    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(await madeWith(3)).toBe(first);
    expect(await madeWith(4)).not.toBe(first);
  });

  it('refuses a member that stands twice in its strict reading alone', async () => {
    const statuses = await Promise.all(
      READINGS.map(async (reading) => {
        const { url, close } = await startTwin(contractOf(PCE), { reading });
        const body = '{"name": "mine", "enabled": true, "name": "yours"}';
        const reply = fetch(`${url}/orgs/1/pairing_profiles`, { method: 'POST', headers, body });
        return (await reply.finally(close)).status;
      }),
    );

    expect(statuses).toEqual([400, 201]);
  });
});
