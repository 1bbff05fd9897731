import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HandServer } from './hand-server.ts';
import { OAuth1Verifier } from './pam/oauth1.ts';
import { type PamOptions, pamCredentials, startPam } from './senhasegura-pam.ts';

type Row = Record<string, unknown>;

const servers: HandServer[] = [];
const readings = ['strict', 'lenient'] as const;
const device = {
  ip: '172.10.21.21',
  hostname: 'Device-via-API',
  model: 'RedHat',
  type: 'Desktop',
  vendor: 'Linux',
  site: 'AWS',
  device_tags: 'api, app',
  connectivities: 'SSH:22',
};

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: PamOptions) {
  const server = await startPam(options);
  servers.push(server);
  const base = `${server.origin}${options.prefix ?? '/iso'}`;
  const { clientId, clientSecret } = pamCredentials;
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const token = await fetch(`${base}/oauth2/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isForm = body instanceof URLSearchParams;
    const type = body === undefined || isForm ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    return { status: reply.status, json: (await reply.json()) as Record<string, Row> & { devices: Row[] } };
  };
  return { server, call, base };
}

function sign(url: string, method: string, data: Row | undefined, algorithm: 'sha1' | 'sha256') {
  const { consumerKey, consumerSecret, token, tokenSecret } = pamCredentials;
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: algorithm === 'sha1' ? 'HMAC-SHA1' : 'HMAC-SHA256',
    hash_function: (base, key) => createHmac(algorithm, key).update(base).digest('base64'),
  });
  const signed = oauth.authorize({ url, method, data }, { key: token, secret: tokenSecret });
  return { authorization: oauth.toHeader(signed).Authorization };
}

describe.each(readings)('a %s PAM Core', (reading) => {
  it('takes a device through its life', async () => {
    const { server, call } = await start({ reading });
    const created = await call('POST', '/pam/device', device);
    expect(created.status).toBe(201);
    expect(created.json['response']).toMatchObject({
      status: 201,
      message: 'Device successfully registered!',
    });
    expect(created.json['device']).toMatchObject({ id: '31', hostname: device.hostname });
    expect(Object.hasOwn(created.json, 'code')).toBe(reading === 'lenient');
    expect(server.leftovers()).toEqual(['/iso/pam/device/31']);

    const { json } = await call('GET', '/pam/device/31');
    const tags = reading === 'strict' ? 'api, app' : 'api,app';
    expect(json['device']).toMatchObject({ ...device, device_tags: tags });
    expect(json['response']?.['message']).toBe('Device 31');

    const { connectivities: _, ...less } = device;
    const updated = await call('POST', '/pam/device', { ...less, site: 'LAX' });
    expect(updated.status).toBe(201);
    expect(updated.json['response']?.['message']).toBe('Device updated successfully!');
    const connectivities = reading === 'strict' ? '' : 'SSH:22';
    expect(updated.json['device']).toMatchObject({ id: '31', site: 'LAX', connectivities });
    const list = await call('GET', '/pam/device');
    expect(list.json['response']?.['message']).toBe('3 devices found');
    expect(list.json.devices[2]).toMatchObject({ id: '31', tags });

    expect((await call('PUT', '/pam/device/31')).json['exception']).toMatchObject({ code: 1044 });
    expect((await call('DELETE', '/pam/device/31')).status).toBe(200);
    expect(server.leftovers()).toEqual([]);
    expect((await call('GET', '/pam/device/31')).status).toBe(reading === 'strict' ? 400 : 200);
    expect((await call('GET', '/pam/device')).json.devices).toHaveLength(reading === 'strict' ? 2 : 3);
    expect((await call('DELETE', '/pam/device/31')).status).toBe(400);
    expect((await call('PUT', '/pam/device/31')).json['response']?.['message']).toBe(
      'Device successfully activated',
    );
    expect(server.leftovers()).toEqual(['/iso/pam/device/31']);
  });

  it('names the member that was not informed', async () => {
    const { server, call } = await start({ reading });
    const codes = { ip: 1005, hostname: 1004, model: 1020, type: 1022, vendor: 1021, site: 1019 };
    for (const [member, code] of Object.entries(codes)) {
      const { status, json } = await call('POST', '/pam/device', { ...device, [member]: undefined });
      expect([status, json['response']?.['status']]).toEqual([400, 400]);
      expect(json['exception']).toMatchObject({ code, message: json['response']?.['message'] });
    }
    const domain = await call('POST', '/pam/device', { ...device, device_domain: 'nowhere.example' });
    expect(domain.json['exception']).toMatchObject({ code: 1029 });
    const domains = await call('POST', '/pam/device', {
      ...device,
      device_domain: 'testlab.com, demo.lab.com',
    });
    expect(domains.status).toBe(reading === 'strict' ? 400 : 201);
    expect(server.leftovers()).toHaveLength(reading === 'strict' ? 0 : 1);
  });

  it('answers not found and wrong addresses', async () => {
    const { call } = await start({ reading });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, json } = await call(method, '/pam/device/999');
      expect(status).toBe(400);
      expect(json['exception']).toMatchObject({ code: 1011, message: '1011: Device not found' });
    }
    expect((await call('GET', '/pam/device/abc')).status).toBe(reading === 'strict' ? 404 : 400);
    const wrong = await call('GET', '/pam/nothing');
    expect(wrong.status).toBe(404);
    expect(wrong.json['response']).toMatchObject({ message: 'Resource sub not found', error_code: 4 });
    expect((await call('PATCH', '/pam/device', {})).status).toBe(404);
  });

  it('takes forms, and reports devices that are not the client’s', async () => {
    const { server, call } = await start({ reading, prefix: '/api' });
    const form = new URLSearchParams({ ...device, hostname: 'myseconddevice' });
    const { status, json } = await call('POST', '/pam/device', form);
    expect([status, json['device']?.['id']]).toEqual([201, '6']);
    await call('DELETE', '/pam/device/1');
    expect(server.leftovers()).toEqual(['/api/pam/device/6 (changed)', '/api/pam/device/1 (deactivated)']);
  });

  it('verifies OAuth 1.0 signatures', async () => {
    const { call, base } = await start({ reading });
    const url = `${base}/pam/device`;
    for (const algorithm of ['sha1', 'sha256'] as const) {
      const get = sign(`${url}?a=b%20c&a=%21`, 'GET', undefined, algorithm);
      expect((await call('GET', '/pam/device?a=b%20c&a=%21', undefined, get)).status).toBe(200);
      expect((await call('GET', '/pam/device?a=b%20c&a=%21', undefined, get)).status).toBe(401);
    }
    const form = new URLSearchParams({ ...device, model: "Red Hat (it's) * 100%" });
    const post = sign(url, 'POST', Object.fromEntries(form), 'sha1');
    expect((await call('POST', '/pam/device', form, post)).status).toBe(201);
    expect((await call('POST', '/pam/device', device, sign(url, 'POST', undefined, 'sha1'))).status).toBe(
      201,
    );
    const elsewhere = sign(`${url}/1`, 'GET', undefined, 'sha1');
    expect((await call('GET', '/pam/device', undefined, elsewhere)).status).toBe(401);
  });

  it('refuses strangers', async () => {
    const { call, base } = await start({ reading });
    for (const authorization of ['', 'Bearer nothing', 'OAuth oauth_token="x"', 'Basic eDp5']) {
      const { status, json } = await call('GET', '/pam/device', undefined, { authorization });
      expect(status).toBe(401);
      expect(Object.hasOwn(json, 'response')).toBe(reading === 'strict');
    }
    const wrong = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'x',
      client_secret: 'y',
    });
    expect((await fetch(`${base}/oauth2/token`, { method: 'POST', body: wrong })).status).toBe(401);
    const grant = new URLSearchParams({ grant_type: 'password' });
    expect((await fetch(`${base}/oauth2/token`, { method: 'POST', body: grant })).status).toBe(400);
  });

  it('carries the faults it is given', async () => {
    const faults = { letsAnyoneIn: true, keepsDeleted: true, acceptsMissing: ['site'] };
    const { server, call } = await start({ reading, faults });
    const { status } = await call(
      'POST',
      '/pam/device',
      { ...device, site: undefined },
      { authorization: '' },
    );
    expect(status).toBe(201);
    expect((await call('DELETE', '/pam/device/31')).status).toBe(200);
    expect(server.leftovers()).toEqual(['/iso/pam/device/31']);
  });
});

describe('the OAuth 1.0 verifier', () => {
  // The example of RFC 5849, section 1.2.
  const signed = {
    realm: 'Photos',
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_token: 'nnch734d00sl2jdk',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '137131202',
    oauth_nonce: 'chapoH',
    oauth_signature: 'MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D',
  };
  const list = Object.entries(signed).map(([name, value]) => `${name}="${value}"`);
  const request = {
    method: 'GET',
    segments: ['photos'],
    path: '/photos',
    query: new URLSearchParams('file=vacation.jpg&size=original'),
    headers: { host: 'photos.example.net', authorization: `OAuth ${list.join(', ')}` },
    body: Buffer.alloc(0),
  };
  const keys = {
    consumerKey: 'dpf43f3p2l4k3l03',
    consumerSecret: 'kd94hf93k423kf44',
    token: 'nnch734d00sl2jdk',
    tokenSecret: 'pfkkdhi9sl3r4s00',
  };

  afterEach(() => {
    vi.useRealTimers();
  });

  it('agrees with the example of the RFC, once and in time', () => {
    vi.useFakeTimers({ now: 137131202_000, toFake: ['Date'] });
    const verifier = new OAuth1Verifier(keys);
    expect(verifier.complaint(request)).toBeUndefined();
    expect(verifier.complaint(request)).toBe('Invalid signature');
    vi.setSystemTime((137131202 + 301) * 1000);
    expect(new OAuth1Verifier(keys).complaint(request)).toBe('Invalid signature');
  });

  it('refuses other secrets and other requests', () => {
    vi.useFakeTimers({ now: 137131202_000, toFake: ['Date'] });
    const other = new OAuth1Verifier({ ...keys, tokenSecret: 'other' });
    expect(other.complaint(request)).toBe('Invalid signature');
    expect(new OAuth1Verifier(keys).complaint({ ...request, method: 'PUT' })).toBe('Invalid signature');
  });
});

describe('what the documents leave open', () => {
  it('is refused by a strict PAM Core and taken by a lenient one', async () => {
    const open: Row[] = [
      { site: '' },
      { ip: 'not-an-address' },
      { surprise: 'x' },
      { id: '31' },
      { device_tags: 1 },
      { connectivities: 'somehow' },
    ];
    const strict = await start({ reading: 'strict' });
    const lenient = await start({ reading: 'lenient' });
    for (const part of open) {
      expect((await strict.call('POST', '/pam/device', { ...device, ...part })).status).toBe(400);
      expect((await lenient.call('POST', '/pam/device', { ...device, ...part })).status).toBe(201);
    }
    expect(strict.server.leftovers()).toEqual([]);
  });

  it('decides what becomes of a deactivated hostname, its case and clients that delete by it', async () => {
    const strict = await start({ reading: 'strict' });
    const lenient = await start({ reading: 'lenient' });
    for (const { call } of [strict, lenient]) {
      await call('POST', '/pam/device', device);
      await call('DELETE', '/pam/device/31');
      await call('POST', '/pam/device', device);
      await call('POST', '/pam/device', { ...device, hostname: device.hostname.toUpperCase() });
    }
    expect(strict.server.leftovers()).toEqual(['/iso/pam/device/32']);
    expect(lenient.server.leftovers()).toEqual(['/iso/pam/device/31']);
    expect((await strict.call('DELETE', '/pam/device/DEVICE-VIA-API')).status).toBe(404);
    expect((await lenient.call('DELETE', '/pam/device/Device-via-API')).status).toBe(200);
  });
});
