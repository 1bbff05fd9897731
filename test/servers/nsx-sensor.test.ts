import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import type { HandServer, Reading } from './hand-server.ts';
import {
  NSX_AUDITOR_PASSWORD,
  NSX_AUDITOR_USERNAME,
  NSX_PASSWORD,
  NSX_USERNAME,
  type NsxOptions,
  startNsx,
} from './nsx-sensor.ts';

/** The members of all replies that the tests look at, as if every reply had them. */
interface Reply {
  id: string;
  display_name: string;
  expiration: number;
  token_id: string;
  bundle_id: string;
  media_file_type: boolean;
  _revision: number;
  sensor_info: { id: string };
  results: Reply[];
}

interface Answer {
  status: number;
  text: string;
  json: Reply;
}
type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

const READINGS: Reading[] = ['strict', 'lenient'];
const TOKENS = '/sensors/registration-tokens';
const SENSORS = '/sensors/appliances';
const FEATURES = '/sensors/feature-config';
const MPS = '/sensors/mps-global-config';
const TOKEN = { display_name: 'assay', passphrase: 'SecretPassphrase123!', description: 'made by a test' };
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: HandServer | undefined;

afterEach(() => server?.close());

function basic(username: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

async function start(options: NsxOptions): Promise<{ server: HandServer; bare: Send; send: Send }> {
  const started = await startNsx(options);
  server = started;
  const bare: Send = async (method, path, body, headers = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const reply = await fetch(started.origin + path, {
      method,
      headers: { ...json, ...headers },
      ...(text !== undefined && { body: text }),
    });
    const answer = await reply.text();
    return { status: reply.status, text: answer, json: JSON.parse(answer || 'null') as Reply };
  };
  const admin = basic(NSX_USERNAME, NSX_PASSWORD);
  return {
    server: started,
    bare,
    send: (method, path, body, more) => bare(method, path, body, { ...admin, ...more }),
  };
}

async function sensorIds(send: Send): Promise<string[]> {
  const { json } = await send('GET', `${SENSORS}?sort_by=display_name&sort_ascending=true`);
  return json.results.map((sensor) => sensor.id);
}

describe.each(READINGS)('sensor server, %s', (reading) => {
  const strict = reading === 'strict';

  it('makes, finds and removes a token', async () => {
    const { server, send } = await start({ reading });
    const created = await send('POST', TOKENS, { ...TOKEN, allowed_instance_count: 3 });
    expect(created).toMatchObject({
      status: 200,
      json: { status: 'AVAILABLE', usage_count: 0, display_name: 'assay' },
    });
    const { id, expiration } = created.json;
    expect(expiration - Date.now()).toBeLessThanOrEqual(30 * 60_000);
    expect(created.text).not.toContain(TOKEN.passphrase);
    expect((await send('GET', `${TOKENS}/${id}`)).json).toEqual(created.json);
    const names = async (query: string) =>
      (await send('GET', `${TOKENS}?${query}`)).json.results.map((token) => token.display_name);
    expect(await names('sort_by=display_name&sort_ascending=true')).toEqual(['assay', 'site-a']);
    expect(await names('sort_by=display_name')).toEqual(['site-a', 'assay']);
    expect(await names('token_status=AVAILABLE')).toEqual(['assay']);
    expect(await names('token_status=USED')).toEqual(['site-a']);
    expect(await names('display_name=assay')).toEqual(['assay']);
    expect(await names('page_size=1&offset=1')).toEqual(['assay']);
    for (const query of [
      'page_size=x',
      'offset=-1',
      'token_status=used',
      'sort_by=nothing',
      'sort_ascending=1',
    ]) {
      expect((await send('GET', `${TOKENS}?${query}`)).status).toBe(strict ? 400 : 200);
    }
    expect((await send('PUT', `${TOKENS}/${id}`, TOKEN)).status).toBe(strict ? 404 : 405);
    expect(server.leftovers()).toEqual([`token ${id}`]);
    expect(await send('DELETE', `${TOKENS}/${id}`)).toMatchObject({ status: 200, text: '' });
    expect((await send('DELETE', `${TOKENS}/${id}`)).status).toBe(strict ? 404 : 200);
    const gone = await send('GET', `${TOKENS}/${id}`);
    expect(gone.status).toBe(404);
    expect(gone.json).toMatchObject({ error_code: expect.any(Number), error_message: expect.any(String) });
    expect(server.leftovers()).toEqual([]);
  });

  it('lets nobody in without credentials, and the auditor only so far', async () => {
    const { bare } = await start({ reading });
    for (const headers of [{}, basic(NSX_USERNAME, 'wrong'), basic('nobody', NSX_PASSWORD)]) {
      expect(await bare('GET', TOKENS, undefined, headers)).toMatchObject({ status: 401, json: {} });
    }
    const auditor = basic(NSX_AUDITOR_USERNAME, NSX_AUDITOR_PASSWORD);
    expect((await bare('GET', SENSORS, undefined, auditor)).status).toBe(200);
    expect((await bare('GET', TOKENS, undefined, auditor)).status).toBe(403);
    expect((await bare('DELETE', `${SENSORS}/${NOBODY}`, undefined, auditor)).status).toBe(403);
  });

  it('refuses bodies that are certainly wrong', async () => {
    const { server, send } = await start({ reading });
    const phrases = [
      '',
      'Short-1!',
      'nouppercase-123!',
      'NOLOWERCASE-123!',
      'NoDigits-at-all!',
      'NoSpecials123456',
    ];
    const bodies: unknown[] = [
      ...['{', '', '[]', {}, { display_name: 'x' }, { ...TOKEN, display_name: 7 }],
      { ...TOKEN, display_name: 'x'.repeat(256) },
      { ...TOKEN, allowed_instance_count: 1.5 },
      ...[...phrases, `Aa1!${'x'.repeat(125)}`].map((passphrase) => ({ ...TOKEN, passphrase })),
    ];
    for (const body of bodies) expect((await send('POST', TOKENS, body)).status).toBe(400);
    expect(server.leftovers()).toEqual([]);
  });

  it('shows, updates and removes sensors', async () => {
    const { server, send } = await start({ reading });
    const [id, other] = await sensorIds(send);
    expect((await send('GET', `${SENSORS}/${id}/status`)).json).toMatchObject({ health: 'OK' });
    expect((await send('GET', `${SENSORS}/${id}/ids-signature-bundle`)).json.bundle_id).toBeTypeOf('string');
    expect((await send('GET', `${SENSORS}/${NOBODY}/status`)).status).toBe(404);
    const found = async (query: string) =>
      (await send('GET', `${SENSORS}/details?${query}`)).json.results.map((each) => each.sensor_info.id);
    expect(await found('')).toEqual([id, other]);
    expect(await found('health=degraded')).toEqual([other]);
    expect(await found('ids_enabled=true')).toEqual([id]);
    expect(await found(`sensor_ids=${other}`)).toEqual([other]);
    expect(await found('software_versions=%3C5.2&software_versions=4.*')).toEqual([other]);

    const before = (await send('GET', `${SENSORS}/${id}`)).json;
    const put = (body: unknown) => send('PUT', `${SENSORS}/${id}`, body);
    const { _revision, ...unrevised } = before;
    const sent = strict ? before : { ...before, x_platform_node: undefined };
    expect((await put({ ...sent, _revision: 99 })).status).toBe(412);
    expect((await put({ ...sent, display_name: undefined })).status).toBe(400);
    const after = (await put({ ...sent, display_name: 'renamed', token_id: NOBODY })).json;
    expect(after).toMatchObject({ id, display_name: 'renamed', _revision: _revision + 1 });
    expect(after.token_id).toBe(before.token_id);
    expect(server.leftovers()).toEqual([`foreign sensor ${id} changed`]);
    expect((await put({ ...unrevised })).status).toBe(strict ? 428 : 200);
    if (strict) await put({ ...before, _revision: _revision + 1 });
    expect(server.leftovers()).toEqual([]);
    expect(await send('DELETE', `${SENSORS}/${id}`)).toMatchObject({ status: 200, text: '' });
    expect((await send('GET', `${SENSORS}/${id}/feature-config`)).status).toBe(404);
    expect(server.leftovers()).toEqual([`foreign sensor ${id} removed`]);
  });

  it('switches features and puts them back', async () => {
    const { server, send } = await start({ reading });
    const [id, other] = await sensorIds(send);
    const ids = { sensor_ids: [id, other] };
    const on = await send('POST', `${FEATURES}/ids-events?action=enable_with_pcap`, ids);
    expect(on.json).toMatchObject({ pcap_enabled: true, successful_sensor_ids: [id, other] });
    const config = await send('GET', `${SENSORS}/${other}/feature-config`);
    expect(config.json).toMatchObject({ ids_enabled: true, ids_config: { pcap_enabled: true } });
    expect(server.leftovers()).toHaveLength(2);
    await send('POST', `${FEATURES}/ids-events?action=enable_without_pcap`, { sensor_ids: [id] });
    await send('POST', `${FEATURES}/ids-events?action=disable`, { sensor_ids: [other] });
    expect((await send('POST', `${FEATURES}/flow-events?action=enable`, { sensor_ids: [id] })).status).toBe(
      200,
    );
    const mps = `${FEATURES}/malware-prevention-events?action=enable`;
    expect((await send('POST', mps, { sensor_ids: [other] })).status).toBe(200);
    expect(server.leftovers()).toEqual([]);
    for (const sensor_ids of [[], ['x'], Array(26).fill(id), undefined]) {
      expect((await send('POST', mps, { sensor_ids })).status).toBe(400);
    }
    for (const action of ['', '?action=', '?action=start', '?action=enable&action=disable']) {
      expect((await send('POST', `${FEATURES}/flow-events${action}`, ids)).status).toBe(400);
    }
    const mixed = await send('POST', mps, { sensor_ids: [other, NOBODY] });
    if (strict) expect(mixed.status).toBe(400);
    else expect(mixed.json).toMatchObject({ successful_sensor_ids: [other], failed_sensor_ids: [NOBODY] });
    const first = (await send('GET', MPS)).json;
    expect(Object.keys(first)).toHaveLength(7);
    const changed = { ...first, media_file_type: true };
    expect((await send('PUT', MPS, changed)).json).toEqual(changed);
    expect(server.leftovers()).toEqual(['mps-global-config changed']);
    expect((await send('PUT', MPS, { ...first, other_file_type: undefined })).status).toBe(400);
    await send('PUT', MPS, first);
    expect(server.leftovers()).toEqual([]);
  });
});

it.each([
  ['5.1', 200],
  ['5.2', 400],
] as const)('of %s answers a passphrase of 14 characters with %i', async (version, expected) => {
  const { send } = await start({ reading: 'lenient', version });

  expect((await send('POST', TOKENS, { ...TOKEN, passphrase: 'Fourteen-ch-1!' })).status).toBe(expected);
});

it('reads what is open as the reading says', async () => {
  const open = [
    { ...TOKEN, more: 1 },
    { ...TOKEN, status: 'USED', usage_count: 9 },
    { passphrase: TOKEN.passphrase },
    { ...TOKEN, description: null },
  ];
  const strict = await start({ reading: 'strict' });
  for (const body of open) expect((await strict.send('POST', TOKENS, body)).status).toBe(400);
  expect(Object.keys((await strict.send('GET', TOKENS)).json)).toEqual(['results']);
  await strict.server.close();

  const lenient = await start({ reading: 'lenient' });
  for (const body of open) {
    const { status, json } = await lenient.send('POST', TOKENS, body);
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'AVAILABLE', usage_count: 0, passphrase: '' });
    expect(json.display_name).toBe('display_name' in body ? 'assay' : json.id);
  }
  expect((await lenient.send('GET', `${TOKENS}?offset=1`)).json).toMatchObject({
    offset: -1,
    total_result_count: 5,
  });
  const plain = { 'content-type': 'text/plain' };
  expect((await lenient.send('POST', TOKENS, TOKEN, plain)).status).toBe(415);
  await lenient.server.close();
});

it('departs from the documents when told to', async () => {
  const faults = {
    letsAnyoneIn: true,
    keepsDeleted: true,
    acceptsMissing: ['passphrase', 'media_file_type'],
  };
  const { server, bare } = await start({ reading: 'strict', faults });
  const { id } = (await bare('POST', TOKENS, { display_name: 'x' })).json;
  expect((await bare('DELETE', `${TOKENS}/${id}`)).status).toBe(200);
  expect((await bare('GET', `${TOKENS}/${id}`)).status).toBe(200);
  const { media_file_type: media, ...most } = (await bare('GET', MPS)).json;
  expect((await bare('PUT', MPS, most)).json.media_file_type).toBe(media);
  expect(server.leftovers()).toEqual([`token ${id}`]);
});
