import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { readSchemes } from './schemes.ts';

const FLOW = { authorizationUrl: 'https://example.com/in', tokenUrl: '/token', scopes: {} };

function read(declared: JsonObject) {
  const [scheme] = readSchemes(
    { components: { securitySchemes: { 'way-in': declared } } },
    (id) => `POST /${id}`,
  );
  return scheme;
}

const withFlows = (...names: string[]): JsonObject => ({
  type: 'oauth2',
  flows: Object.fromEntries(names.map((name) => [name, FLOW])),
});

describe('readSchemes', () => {
  it.each<[string, string[], JsonObject]>([
    ['basic', ['username', 'password'], { type: 'http', scheme: 'Basic' }],
    ['bearer', ['token'], { type: 'http', scheme: 'bearer' }],
    ['bearer', ['token'], withFlows('implicit')],
    ['bearer', ['token'], withFlows('authorizationCode', 'password')],
    ['bearer', ['token'], { type: 'oauth2' }],
    ['bearer', ['token'], { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/' }],
    ['oauth2', ['clientId', 'clientSecret'], withFlows('implicit', 'clientCredentials')],
    [
      'oauth1',
      ['consumerKey', 'consumerSecret', 'token', 'tokenSecret', 'signatureMethod'],
      { type: 'http', scheme: 'OAuth' },
    ],
    ['api-key', ['value'], { type: 'apiKey', in: 'header', name: 'X-Key' }],
    ['unsupported', [], { type: 'http', scheme: 'digest' }],
    ['unsupported', [], { type: 'mutualTLS' }],
  ])('makes %s with %j of %j', (kind, parts, declared) => {
    const scheme = read(declared);

    expect(scheme?.kind).toBe(kind);
    expect([...(scheme?.credentials.keys() ?? [])]).toEqual(parts);
  });

  it('names the variables of a token that the user got', () => {
    expect(read(withFlows('implicit'))?.credentials.get('token')).toMatchObject({
      env: 'ASSAY_WAY_IN_TOKEN',
    });
    const own = { ...withFlows('implicit'), 'x-assay-credentials': { token: { env: 'MY_TOKEN' } } };
    expect(read(own)?.credentials.get('token')).toMatchObject({ env: 'MY_TOKEN' });
  });

  it('has a token endpoint only where the client gets a token of itself', () => {
    expect(read(withFlows('authorizationCode'))?.tokenUrl).toBeUndefined();
    expect(read(withFlows('clientCredentials'))?.tokenUrl).toBe('/token');
  });
});
