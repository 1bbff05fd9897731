import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import type { HandServer, Reading } from './hand-server.ts';
import {
  SRM_BASE_PATH,
  SRM_FOREIGN_PAIRING,
  SRM_PASSWORD,
  SRM_REAL_PAIRING,
  SRM_REMOTE_PASSWORD,
  SRM_REMOTE_USERNAME,
  SRM_USERNAME,
  type SrmOptions,
  startSrm,
} from './vmware-srm.ts';

/** The members of all replies that the tests look at, as if every reply had them. */
interface Reply {
  id: string;
  status: string;
  error: unknown;
  op_id: string;
  session_id: string;
  username: string;
  pairing_id: string;
  remote_vc_server: { id: string };
  remote_srm_server: { id: string };
  list: Reply[];
  _meta: {
    total: number;
    errors: { field: string }[];
    links: { next?: { href: string } | null; previous?: { href: string } | null };
  };
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
const LOCAL = { authorization: basic(SRM_USERNAME, SRM_PASSWORD) };
const REMOTE = { authorization: basic(SRM_REMOTE_USERNAME, SRM_REMOTE_PASSWORD) };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4/;
const NOBODY = '00000000-0000-4000-8000-000000000000';
const { pair_psc_info: PSC, pair_vc_guid: GUID } = SRM_REAL_PAIRING;

let server: HandServer | undefined;

afterEach(() => server?.close());

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

async function start(options: SrmOptions): Promise<{ server: HandServer; bare: Send; send: Send }> {
  const started = await startSrm(options);
  server = started;
  const bare: Send = async (method, path, body, headers = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const reply = await fetch(`${started.origin}${SRM_BASE_PATH}${path}`, {
      method,
      headers: { ...json, ...headers },
      ...(text !== undefined && { body: text }),
    });
    const answer = await reply.text();
    return { status: reply.status, text: answer, json: JSON.parse(answer || 'null') as Reply };
  };
  const login = await bare('POST', '/session', undefined, LOCAL);
  const session = { 'x-dr-session': String(login.json?.session_id) };
  const send: Send = (method, path, body, headers) => bare(method, path, body, { ...session, ...headers });
  return { server: started, bare, send };
}

async function finish(send: Send, accepted: Answer): Promise<string[]> {
  expect(accepted.status).toBe(202);
  const seen = [String(accepted.json.status)];
  while (!['SUCCESS', 'ERROR'].includes(seen.at(-1) ?? '')) {
    seen.push((await send('GET', `/tasks/${accepted.json.id}`)).json.status);
  }
  return seen;
}

async function ownPairing(send: Send): Promise<string | undefined> {
  const { json } = await send('GET', '/pairings');
  return json.list.find((each) => each.remote_vc_server.id === GUID)?.pairing_id;
}

describe.each(READINGS)('SRM server, %s', (reading) => {
  it('makes, opens, reconnects and removes a pairing', async () => {
    const { server, send } = await start({ reading });
    const created = await send('POST', '/pairings', SRM_REAL_PAIRING);
    expect(await finish(send, created)).toEqual(['QUEUED', 'QUEUED', 'RUNNING', 'SUCCESS']);
    const id = await ownPairing(send);
    expect(id).toMatch(UUID);
    expect((await send('GET', `/pairings/${id}`)).json._meta.errors[0]?.field).toBe('$.remote_srm_server');
    const refused = reading === 'strict' ? 401 : 403;
    expect((await send('GET', `/pairings/${id}/remote-session`)).status).toBe(refused);
    expect((await send('DELETE', `/pairings/${id}`)).status).toBe(refused);
    expect((await send('POST', `/pairings/${id}/remote-session`)).status).toBe(401);
    expect(await send('POST', `/pairings/${id}/remote-session`, undefined, REMOTE)).toMatchObject({
      status: 204,
      text: '',
    });
    expect((await send('GET', `/pairings/${id}/remote-session`)).json.username).toBe(SRM_REMOTE_USERNAME);
    expect((await send('GET', `/pairings/${id}`)).json.remote_srm_server.id).toMatch(UUID);
    const srm = (await send('GET', `/pairings/${id}/srms`)).json.list[0]?.id;
    expect((await send('GET', `/pairings/${id}/srms/${srm}`)).json.id).toBe(srm);
    expect((await send('GET', `/pairings/${id}/issues`)).json.list).toHaveLength(1);
    const again = await send('POST', `/pairings/${id}/actions/reconnect`, SRM_REAL_PAIRING);
    expect((await finish(send, again)).at(-1)).toBe('SUCCESS');
    expect(server.leftovers()).toContain(`pairing ${id}`);
    expect((await finish(send, await send('DELETE', `/pairings/${id}`))).at(-1)).toBe('SUCCESS');
    expect(await send('GET', `/pairings/${id}`)).toMatchObject({ status: 404, text: '' });
    expect((await send('GET', '/server/info')).json.id).toMatch(UUID);
    expect((await send('DELETE', '/session')).status).toBe(204);
    expect(server.leftovers()).toEqual([]);
  });

  it('keeps sessions apart and answers 401 and 404 without a body', async () => {
    const { server, bare, send } = await start({ reading });
    expect(await bare('POST', '/session')).toMatchObject({ status: 401, text: '' });
    const wrong = { authorization: basic(SRM_USERNAME, 'wrong') };
    expect((await bare('POST', '/session', undefined, wrong)).status).toBe(401);
    expect(await bare('GET', '/pairings', undefined, LOCAL)).toMatchObject({ status: 401, text: '' });
    expect((await send('GET', '/session')).json.username).toBe(SRM_USERNAME);
    for (const path of ['/nowhere', `/tasks/${NOBODY}`, `/pairings/${NOBODY}`, `/pairings/${NOBODY}/srms`]) {
      expect(await send('GET', path)).toMatchObject({ status: 404, text: '' });
    }
    expect((await send('PATCH', '/pairings')).status).toBe(reading === 'strict' ? 404 : 405);
    const other = (await bare('POST', '/session', undefined, LOCAL)).json.session_id;
    expect(Buffer.from(other, 'base64').toString()).toMatch(UUID);
    await send('DELETE', '/session');
    expect(await send('GET', '/session')).toMatchObject({ status: 401, text: '' });
    expect((await bare('GET', '/tasks', undefined, { 'x-dr-session': other })).status).toBe(200);
    expect(server.leftovers()).toEqual([`session ${other}`]);
  });

  it('refuses bodies that are certainly wrong', async () => {
    const { send } = await start({ reading });
    const { pair_vc_guid, ...guidless } = SRM_REAL_PAIRING;
    const { thumbprint, ...printless } = PSC;
    const bodies: unknown[] = [
      ...['{', '', '[]', '"x"', {}, guidless, { pair_vc_guid }],
      { ...guidless, pair_vc_guid: 7 },
      { pair_vc_guid, pair_psc_info: printless },
      { pair_vc_guid, pair_psc_info: { ...PSC, thumbprint, port: '443' } },
      { pair_vc_guid, pair_psc_info: { ...PSC, password: null } },
    ];
    for (const body of bodies) expect((await send('POST', '/pairings', body)).status).toBe(400);
    const elsewhere = { ...SRM_REAL_PAIRING, pair_vc_guid: NOBODY };
    const task = await send('POST', '/pairings', elsewhere);
    expect((await finish(send, task)).at(-1)).toBe('ERROR');
    expect((await send('GET', `/tasks/${task.json.id}`)).json.error).toBeTypeOf('object');
  });

  it('pages, sorts and filters lists', async () => {
    const { send } = await start({ reading, taskPolls: 0 });
    for (const last of ['1', '2', '3']) {
      await send('POST', '/pairings', { ...SRM_REAL_PAIRING, pair_vc_guid: NOBODY.slice(0, -1) + last });
    }
    const all = (await send('GET', '/tasks?sort_by=id&order_by=descending')).json.list.map((task) => task.id);
    expect(all).toEqual([...all].sort().reverse());
    const cut = (await send('GET', '/tasks?sort_by=id&limit=2&offset=1')).json;
    expect(cut.list.map((task) => task.id)).toEqual([all[1], all[0]]);
    expect(cut._meta).toMatchObject({ total: 3, offset: 1, limit: 2 });
    expect(cut._meta.links.next ?? null).toBeNull();
    expect(cut._meta.links.previous?.href).toContain('offset=0');
    const found = (await send('GET', `/tasks?filter_property=id&filter=${all[2]}&filter=${all[0]}`)).json;
    expect(found._meta.total).toBe(2);
    const none = await send('GET', `/pairings?filter_property=remote_vc_server.id&filter=${GUID}`);
    expect(none.json.list).toEqual([]);
    const wrong = ['limit=ten', 'limit=-1', 'offset=1', 'order_by=asc', 'filter=x', 'sort_by=nothing'];
    for (const query of wrong) {
      expect((await send('GET', `/tasks?${query}`)).status).toBe(reading === 'strict' ? 400 : 200);
    }
  });

  it('tells when somebody else’s pairing was touched', async () => {
    const { server, send } = await start({ reading, taskPolls: 1 });
    const id = (await send('GET', '/pairings')).json.list[0]?.pairing_id;
    await send('POST', `/pairings/${id}/actions/reconnect`, SRM_REAL_PAIRING);
    expect(server.leftovers().filter((left) => left.startsWith('foreign'))).toEqual([]);
    await send('POST', `/pairings/${id}/actions/reconnect`, SRM_FOREIGN_PAIRING);
    expect(server.leftovers()).toContain(`foreign pairing ${id} reconnected`);
    await send('POST', `/pairings/${id}/remote-session`, undefined, REMOTE);
    expect(server.leftovers()).toContain(`foreign pairing ${id} opened`);
    await finish(send, await send('DELETE', `/pairings/${id}`));
    expect(server.leftovers()).toContain(`foreign pairing ${id} removed`);
  });
});

it('reads what is open as the reading says', async () => {
  const lone = { ...SRM_REAL_PAIRING, pair_srm_url: 'https://srm.example', pair_srm_thumbprint: ' ' };
  const { port, ...portless } = PSC;
  const open = [lone, { ...SRM_REAL_PAIRING, pair_psc_info: portless }, { ...SRM_REAL_PAIRING, more: port }];
  const strict = await start({ reading: 'strict' });
  for (const body of open) {
    expect(await strict.send('POST', '/pairings', body)).toMatchObject({ status: 400, json: {} });
  }
  const accepted = await strict.send('POST', '/pairings', SRM_REAL_PAIRING);
  expect(Object.keys(accepted.json)).toEqual(['id', 'status', '_meta']);
  const plain = { 'content-type': 'text/plain' };
  expect((await strict.send('POST', '/pairings', SRM_REAL_PAIRING, plain)).status).toBe(400);
  await strict.server.close();

  const lenient = await start({ reading: 'lenient' });
  for (const body of open) expect((await lenient.send('POST', '/pairings', body)).status).toBe(202);
  expect((await lenient.send('POST', '/pairings', SRM_REAL_PAIRING, plain)).json).not.toHaveProperty('_meta');
  expect((await lenient.send('POST', '/pairings', {})).json.op_id).toMatch(UUID);
  // only one of them all can have made a pairing, which is found once the tasks have run their course
  expect(lenient.server.leftovers().filter((left) => left.startsWith('pairing'))).toHaveLength(1);
});

it('departs from the documents when told to', async () => {
  const faults = { letsAnyoneIn: true, keepsDeleted: true, acceptsMissing: ['pair_vc_guid', 'port'] };
  const { server, bare, send } = await start({ reading: 'strict', taskPolls: 0, faults });
  const { port: _, ...portless } = PSC;
  const missing = await bare('POST', '/pairings', { pair_psc_info: portless });
  expect(missing.status).toBe(202);
  await finish(bare, await bare('POST', '/pairings', SRM_REAL_PAIRING));
  const id = await ownPairing(bare);
  await bare('POST', `/pairings/${id}/remote-session`);
  expect((await finish(bare, await bare('DELETE', `/pairings/${id}`))).at(-1)).toBe('SUCCESS');
  expect((await bare('GET', `/pairings/${id}`)).status).toBe(200);
  expect((await send('DELETE', '/session')).status).toBe(204);
  expect((await send('GET', '/session')).status).toBe(200);
  expect(server.leftovers()).toContain(`pairing ${id}`);
});
