import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../contract/compile.ts';
import type { Operation } from '../model/contract.ts';
import { headerValue, type WireRequest } from '../model/request.ts';
import { accessTo, type LoginSender } from './access.ts';
import { redactor } from './redaction.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-access-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECURED = (name: string) => ({
  get: { operationId: name, security: [{ [name]: [] }], responses: { 200: { description: 'ok' } } },
});
const GET: WireRequest = { method: 'GET', path: '/x', headers: [] };

function wayIn({
  mock,
  tokenUrl = '/token',
  given = [],
}: {
  mock: boolean;
  tokenUrl?: string;
  given?: string[];
}) {
  const file = join(folder, `${Math.random()}.json`);
  const names = ['digest', 'certificate', 'implicit', 'client'];
  const securitySchemes = {
    digest: { type: 'http', scheme: 'digest' },
    certificate: { type: 'mutualTLS' },
    implicit: {
      type: 'oauth2',
      flows: { implicit: { authorizationUrl: 'https://else.example/in', scopes: {} } },
    },
    client: { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: {} } } },
  };
  const info = { title: 'Ways in', version: '1' };
  const paths = Object.fromEntries(names.map((name) => [`/${name}`, SECURED(name)]));
  writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths, components: { securitySchemes } }));
  const contract = compile({ file });
  const sent: WireRequest[] = [];
  const send: LoginSender = async (_, request) => {
    sent.push(request);
    return { status: 404, headers: [], body: Buffer.from(''), truncated: false };
  };
  const access = accessTo({
    ...{ contract, env: new Map<string, string>(), mock, run: 'run12345', url: 'http://127.0.0.1:1', send },
    ...{ redactor: redactor({ headers: [], members: [] }), givenHeaders: new Set(given) },
  });
  const operation = (id: string) =>
    contract.operations.find(({ operationId }) => operationId === id) as Operation;
  return { access, operation, sent };
}

describe('credentials that we cannot send', () => {
  it('are missing on a live target, unless the user gives a header', () => {
    const { access, operation } = wayIn({ mock: false });
    expect(access.missing(operation('digest'))).toEqual([
      ['credentials for digest (give them with --header)'],
    ]);

    const helped = wayIn({ mock: false, given: ['authorization'] });
    expect(helped.access.missing(helped.operation('digest'))).toEqual([]);
  });

  it('are not missed where the connection carries them, or on a mock', () => {
    const live = wayIn({ mock: false });
    expect(live.access.missing(live.operation('certificate'))).toEqual([]);

    const mock = wayIn({ mock: true });
    expect(mock.access.missing(mock.operation('digest'))).toEqual([]);
  });
});

describe('a token', () => {
  it('of a flow that needs a person is the user’s', () => {
    const { access, operation } = wayIn({ mock: false });

    expect(access.missing(operation('implicit'))).toEqual([['ASSAY_IMPLICIT_TOKEN']]);
  });

  it.each(['https://else.example/token', '/token'])('of %s is made up on a mock', async (tokenUrl) => {
    const { access, operation, sent } = wayIn({ mock: true, tokenUrl });

    const request = await access.authorised(operation('client'), GET);

    expect(headerValue(request.headers, 'authorization')).toBe('Bearer assay-made-up-token');
    expect(sent).toEqual([]);
  });
});
