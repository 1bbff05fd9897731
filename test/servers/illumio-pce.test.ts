import { afterEach, describe, expect, it } from 'vitest';
import type { HandServer } from './hand-server.ts';
import { type PceOptions, pceCredentials, pceLabelHrefs, startPce } from './illumio-pce.ts';

type Row = Record<string, unknown>;

const servers: HandServer[] = [];
const credentials = `${pceCredentials.apiKey}:${pceCredentials.apiSecret}`;
const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
const profiles = '/orgs/1/pairing_profiles';
const readings = ['strict', 'lenient'] as const;

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: PceOptions) {
  const server = await startPce(options);
  servers.push(server);
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const reply = await fetch(`${server.origin}/api/v2${path}`, {
      method,
      headers: { authorization, ...type, ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const replied = await reply.text();
    const isJson = reply.headers.get('content-type') === 'application/json';
    return {
      status: reply.status,
      headers: reply.headers,
      text: replied,
      json: isJson ? JSON.parse(replied) : undefined,
    };
  };
  const create = async (body: Row) => {
    const { status, json } = await call('POST', profiles, body);
    expect(status).toBe(201);
    return json as Row & { href: string };
  };
  return { server, call, create };
}

describe.each(readings)('a %s PCE', (reading) => {
  it('takes a profile through its life', async () => {
    const { server, call, create } = await start({ reading });
    const labels = [{ href: pceLabelHrefs[0] }, { href: pceLabelHrefs[1] }];
    const profile = await create({
      name: 'one',
      enabled: true,
      key_lifespan: 60,
      labels,
      mode: 'illuminated',
    });
    expect(profile).toMatchObject({
      name: 'one',
      description: '',
      labels,
      enforcement_mode: 'visibility_only',
    });
    expect(profile['key_lifespan']).toBe(reading === 'strict' ? '60' : 60);
    expect((await call('GET', profile.href)).json).toEqual(profile);
    expect(server.leftovers()).toEqual([profile.href]);

    const updated = await call('PUT', profile.href, { labels: [], enforcement_mode: 'selective' });
    expect([updated.status, updated.text]).toEqual([204, '']);
    const after = (await call('GET', profile.href)).json as Row;
    expect(after).toMatchObject({ name: 'one', labels: [], enforcement_mode: 'selective', mode: 'enforced' });
    expect(String(after['updated_at']) > String(profile['updated_at'])).toBe(true);

    const key = await call('POST', `${profile.href}/pairing_key`, {});
    expect(key.status).toBe(201);
    expect(key.json.activation_code).toMatch(/^[0-9a-f]+$/);
    const other = await call('POST', `${profile.href}/pairing_key`, {});
    expect(other.json).not.toEqual(key.json);
    const keyed = (await call('GET', profile.href)).json as Row;
    expect(keyed['updated_at']).toBe(after['updated_at']);
    expect(Object.hasOwn(keyed, 'last_pairing_key_generated_at')).toBe(reading === 'lenient');
    expect((await call('DELETE', `${profile.href}/pairing_keys`)).status).toBe(204);

    expect((await call('DELETE', profile.href)).status).toBe(204);
    const gone = await call('GET', profile.href);
    expect([gone.status, gone.json]).toEqual([404, undefined]);
    expect((await call('DELETE', profile.href)).status).toBe(reading === 'strict' ? 404 : 406);
    expect((await call('POST', `${profile.href}/pairing_key`, {})).status).toBe(404);
    expect(server.leftovers()).toEqual([]);
  });

  it('filters, counts and caps the collection', async () => {
    const { call, create } = await start({ reading });
    const href = pceLabelHrefs[2];
    const profile = await create({
      name: 'findable thing',
      enabled: true,
      ven_type: 'endpoint',
      labels: [{ href }],
    });
    const hrefs = async (query: string) => {
      const { status, json, headers } = await call('GET', `${profiles}?${query}`);
      expect(status).toBe(200);
      return [headers.get('x-total-count'), ...(json as Row[]).map((row) => row['href'])];
    };
    expect(await hrefs('name=able+th')).toEqual(['1', profile.href]);
    expect(await hrefs('name=nothing')).toEqual(['0']);
    expect(await hrefs('max_results=0')).toEqual(['4']);
    expect(await hrefs('max_results=1')).toEqual(['4', `${profiles}/1`]);
    expect(await hrefs('ven_type=endpoint')).toEqual(['1', profile.href]);
    const either = encodeURIComponent(JSON.stringify([[href], [pceLabelHrefs[3]]]));
    expect(await hrefs(`labels=${either}`)).toEqual(['1', profile.href]);
    const both = encodeURIComponent(JSON.stringify([[href, pceLabelHrefs[3]]]));
    expect(await hrefs(`labels=${both}`)).toEqual(['0']);
  });

  it('answers a collection by job and data file', async () => {
    const { call } = await start({ reading });
    const accepted = await call('GET', profiles, undefined, { prefer: 'respond-async' });
    expect([accepted.status, accepted.text]).toEqual([202, '']);
    expect(accepted.headers.get('retry-after')).toMatch(/^[01]$/);
    const location = (accepted.headers.get('location') ?? '').replace(/^http.*\/api\/v2/, '');
    let job = (await call('GET', location)).json;
    if (reading === 'strict') {
      expect(job.status).toBe('running');
      job = (await call('GET', location)).json;
    }
    expect(job).toMatchObject({ href: location, status: 'done' });
    expect((await call('GET', job.result.href)).json).toHaveLength(3);
    expect((await call('DELETE', location)).status).toBe(204);
    expect((await call('GET', location)).status).toBe(404);
  });

  it('refuses what both readings agree to refuse', async () => {
    const { server, call, create } = await start({ reading });
    const wrong: Row[] = [
      {},
      { enabled: 'true' },
      { enabled: true, name: '' },
      { enabled: true, name: 'x'.repeat(256) },
      { enabled: true, enforcement_mode: 'invalid_value' },
      { enabled: true, key_lifespan: 0 },
      { enabled: true, key_lifespan: 'abc' },
      { enabled: true, allowed_uses_per_key: 1.5 },
      { enabled: true, labels: [{ href: '/orgs/1/users/1' }] },
    ];
    for (const body of wrong) {
      const { status, json } = await call('POST', profiles, body);
      expect([body, status]).toEqual([body, 406]);
      expect(json[0]).toMatchObject({ token: 'input_validation_error', message: expect.any(String) });
    }
    const { href } = await create({ enabled: true });
    for (const body of wrong.slice(1)) expect((await call('PUT', href, body)).status).toBe(406);
    const untyped = await call('PUT', href, '{}', { 'content-type': 'text/plain' });
    expect(untyped.json[0].message).toContain("'#/' of type NilClass");
    expect((await call('POST', profiles, '{"enabled":')).status).toBe(reading === 'strict' ? 400 : 406);
    expect((await call('PATCH', href, {})).status).toBe(reading === 'strict' ? 405 : 403);
    expect((await call('GET', '/orgs/2/pairing_profiles')).status).toBe(reading === 'strict' ? 403 : 404);
    expect((await call('GET', `${profiles}/abc`)).status).toBe(404);
    expect(server.leftovers()).toEqual([href]);
  });

  it('insists on credentials and marks every reply', async () => {
    const { call } = await start({ reading });
    const refused = await call('GET', profiles, undefined, { authorization: 'Basic eDp5' });
    expect(refused.status).toBe(401);
    expect(refused.text === '').toBe(reading === 'strict');
    expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await call('GET', '/health')).status).toBe(200);
    expect((await call('GET', '/orgs/1/settings/workloads')).status).toBe(200);
  });

  it('reports what happens to profiles that it did not create for the client', async () => {
    const { server, call } = await start({ reading });
    await call('POST', `${profiles}/1/pairing_key`, {});
    await call('PUT', `${profiles}/7`, { enabled: true });
    await call('DELETE', `${profiles}/12`);
    const reported = server.leftovers();
    expect(reported).toEqual([
      `${profiles}/1 (pairing key created)`,
      `${profiles}/7 (changed)`,
      `${profiles}/12 (deleted)`,
    ]);
    expect((await call('DELETE', `${profiles}/1`)).status).toBe(reading === 'strict' ? 406 : 204);
  });

  it('carries the faults it is given', async () => {
    const faults = { letsAnyoneIn: true, keepsDeleted: true, acceptsMissing: ['enabled'] };
    const { server, call, create } = await start({ reading, faults });
    const { href } = await create({ name: 'x' });
    expect((await call('DELETE', href, undefined, { authorization: '' })).status).toBe(204);
    expect((await call('GET', href)).status).toBe(200);
    expect(server.leftovers()).toEqual([href]);
  });
});

describe('what the documents leave open', () => {
  it('is refused by a strict PCE and taken by a lenient one', async () => {
    const open: Row[] = [
      { enabled: true, surprise: 1 },
      { enabled: true, href: '/orgs/1/pairing_profiles/9', total_use_count: 0 },
      { enabled: true, key_lifespan: '60' },
      { enabled: true, name: 'Kiosks' },
      { enabled: true, labels: [{ href: '/orgs/1/labels/999' }] },
      { enabled: true, labels: [{ href: pceLabelHrefs[0] }, { href: pceLabelHrefs[4] }] },
      { enabled: true, external_data_set: 'cmdb' },
      { enabled: true, agent_software_release: 'Default (21.5.20)' },
    ];
    const strict = await start({ reading: 'strict' });
    const lenient = await start({ reading: 'lenient' });
    for (const body of open) {
      expect((await strict.call('POST', profiles, body)).status).toBe(406);
      expect((await lenient.call('POST', profiles, body)).status).toBe(201);
    }
    expect(strict.server.leftovers()).toEqual([]);
  });

  it('shows optional members only in the lenient reading', async () => {
    const strict = await (await start({ reading: 'strict' })).create({ enabled: true });
    const lenient = await (await start({ reading: 'lenient' })).create({ enabled: true });
    const more = Object.keys(lenient).filter((member) => !Object.hasOwn(strict, member));
    expect(more.sort()).toEqual([
      'external_data_reference',
      'external_data_set',
      'last_pairing_key_generated_at',
      'last_pairing_key_generated_by',
      'status_lock',
      'update_type',
      'ven_type',
    ]);
  });
});
