import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import type { PrismOptions } from './start.ts';
import { contractOf, type Seen, send, withMock } from './test-support.ts';

const SCHEMES = {
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  oauth1: { type: 'http', scheme: 'OAuth' },
  oauth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: {} } } },
  implicit: {
    type: 'oauth2',
    flows: { implicit: { authorizationUrl: 'https://example.com/in', scopes: {} } },
  },
  connect: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/.well-known' },
  digest: { type: 'http', scheme: 'digest' },
  certificate: { type: 'mutualTLS' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
};
const OAUTH1 =
  'OAuth realm="", oauth_consumer_key="k", oauth_signature_method="HMAC-SHA1", oauth_signature="s"';

type Sent = [target: string, headers?: Record<string, string>];

function ask(
  security: readonly string[][],
  [target, headers = {}]: Sent,
  options?: PrismOptions,
): Promise<Seen> {
  const required: Json = security.map((names) => Object.fromEntries(names.map((name) => [name, []])));
  const operation = { security: required, responses: { 200: { description: 'In.' } } };
  const contract = contractOf({ '/t': { get: operation } }, { components: { securitySchemes: SCHEMES } });
  return withMock(contract, ({ origin }) => send(origin, target, { headers }), options);
}

describe('credentials', () => {
  it.each<[string[][], Sent]>([
    [[['basic']], ['/t', { authorization: 'Basic dTpw' }]],
    [[['basic']], ['/t', { authorization: `basic ${Buffer.from('u:p:q').toString('base64')}` }]],
    [[['bearer']], ['/t', { authorization: 'bearer x' }]],
    [[['oauth2']], ['/t', { authorization: 'Bearer x' }]],
    [[['oauth1']], ['/t', { authorization: OAUTH1 }]],
    [
      [['oauth2'], ['oauth1']],
      ['/t', { authorization: OAUTH1 }],
    ],
    [[['implicit']], ['/t', { authorization: 'Bearer x' }]],
    [[['connect']], ['/t', { authorization: 'Bearer x' }]],
    [[['digest']], ['/t', { authorization: 'Digest username="u"' }]],
    [[['digest']], ['/t']],
    [[['certificate']], ['/t']],
    [[['header']], ['/t', { 'x-key': 'k' }]],
    [[['query']], ['/t?key=k']],
    [[['cookie']], ['/t', { cookie: 'a=b; sid=1' }]],
    [[['basic', 'header']], ['/t', { authorization: 'Basic dTpw', 'x-key': 'k' }]],
    [[['basic', 'header'], ['query']], ['/t?key=k']],
    [[['basic'], []], ['/t']],
    [[[]], ['/t', { authorization: 'Basic dTpw' }]],
    [[], ['/t', { authorization: 'Other x' }]],
  ])('satisfy %j with %j', async (security, sent) => {
    expect((await ask(security, sent)).status).toBe(200);
  });

  it.each<[string[][], Sent, string]>([
    [[['basic']], ['/t'], 'Basic realm="assay mock"'],
    [[['basic']], ['/t', { authorization: 'Basic abc' }], 'Basic realm="assay mock"'],
    [[['oauth2'], ['oauth1']], ['/t'], 'OAuth realm="assay mock", Bearer'],
    [[['oauth1']], ['/t', { authorization: 'Bearer x' }], 'OAuth realm="assay mock"'],
    [[['basic', 'header']], ['/t', { authorization: 'Basic dTpw' }], 'Basic realm="assay mock", ApiKey'],
    [[['implicit']], ['/t'], 'Bearer'],
    [[['connect']], ['/t'], 'Bearer'],
    [[['cookie']], ['/t', { cookie: 'xsid=1' }], 'ApiKey'],
    [[['header']], ['/t', { 'x-assay-scheme-8': 'present' }], 'ApiKey'],
  ])('do not satisfy %j with %j', async (security, sent, challenge) => {
    const seen = await ask(security, sent);

    expect(seen.status).toBe(401);
    expect(seen.headers['www-authenticate']).toBe(challenge);
  });

  it('are not asked for when nobody wants them', async () => {
    expect((await ask([['basic']], ['/t'], { credentials: 'none' })).status).toBe(200);
  });
});
