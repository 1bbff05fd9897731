import type { Scheme, SiteValue } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { entries, object, text } from './members.ts';
import { meant } from './reference.ts';
import { readSiteValue } from './site-values.ts';

/** The parts of the credentials that each kind of scheme asks for. */
export const CREDENTIAL_PARTS: Readonly<Record<Scheme['kind'], readonly string[]>> = {
  basic: ['username', 'password'],
  bearer: ['token'],
  'api-key': ['value'],
  session: [],
  oauth2: ['clientId', 'clientSecret'],
  oauth1: ['consumerKey', 'consumerSecret', 'token', 'tokenSecret', 'signatureMethod'],
  unsupported: [],
};

/** The security schemes of a document. */
export function readSchemes(
  document: JsonObject,
  byOperationId: (id: string) => string | undefined,
): Scheme[] {
  const declared = object(object(document['components'])['securitySchemes']);
  return entries(declared, '/components/securitySchemes').map(([name, , at]) => {
    const { pointer, value } = meant(document, at);
    return readScheme(name, object(value), pointer, byOperationId);
  });
}

function readScheme(
  name: string,
  declared: JsonObject,
  pointer: string,
  byOperationId: (id: string) => string | undefined,
): Scheme {
  const session = sessionOf(declared, byOperationId);
  const kind = session ? 'session' : kindOf(declared);
  const carrier = carrierOf(declared);
  const weaker = weakerOf(kind, declared, pointer);
  const tokenUrl = text(object(object(declared['flows'])['clientCredentials'])['tokenUrl']);
  return {
    name,
    kind,
    pointer,
    credentials: credentialsOf(name, kind, declared, pointer),
    ...(weaker ? { weaker } : {}),
    ...(carrier ? { carrier } : {}),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(session ? { session } : {}),
  };
}

function kindOf(declared: JsonObject): Scheme['kind'] {
  const type = declared['type'];
  if (type === 'apiKey') return 'api-key';
  // Other flows need a person and a browser, so the token is given.
  if (type === 'openIdConnect') return 'bearer';
  if (type === 'oauth2')
    return object(declared['flows'])['clientCredentials'] === undefined ? 'bearer' : 'oauth2';
  if (type !== 'http') return 'unsupported';
  const scheme = text(declared['scheme'])?.toLowerCase();
  if (scheme === 'basic' || scheme === 'bearer') return scheme;
  return scheme === 'oauth' ? 'oauth1' : 'unsupported';
}

function carrierOf(declared: JsonObject): Scheme['carrier'] {
  const name = text(declared['name']);
  const where = declared['in'];
  if (name === undefined || (where !== 'header' && where !== 'query' && where !== 'cookie')) return undefined;
  return { in: where, name };
}

function credentialsOf(
  name: string,
  kind: Scheme['kind'],
  declared: JsonObject,
  pointer: string,
): Map<string, SiteValue> {
  const given = object(declared['x-assay-credentials']);
  const prefix = `ASSAY_${name.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
  return new Map(
    CREDENTIAL_PARTS[kind].map((part) => {
      const own = readSiteValue(object(given[part] as Json | undefined), pointer);
      const variable = `${prefix}_${part.replaceAll(/([A-Z])/g, '_$1').toUpperCase()}`;
      return [
        part,
        own ?? { env: variable, pointer, ...(part === 'signatureMethod' ? { default: 'HMAC-SHA1' } : {}) },
      ];
    }),
  );
}

/** What a weaker account leaves unsaid, such as a signature method, is that of the usual one. */
function weakerOf(
  kind: Scheme['kind'],
  declared: JsonObject,
  pointer: string,
): Map<string, SiteValue> | undefined {
  const given = object(object(declared['x-assay-credentials'])['weaker']);
  const own = CREDENTIAL_PARTS[kind].flatMap((part): [string, SiteValue][] => {
    const value = readSiteValue(object(given[part]), pointer);
    return value ? [[part, value]] : [];
  });
  return own.length === 0 ? undefined : new Map(own);
}

function sessionOf(
  declared: JsonObject,
  byOperationId: (id: string) => string | undefined,
): Scheme['session'] {
  const session = object(declared['x-assay-session']);
  const login = byOperationId(text(session['login']) ?? '');
  const scheme = text(session['with']);
  const token = text(session['token']);
  if (login === undefined || scheme === undefined || token === undefined) return undefined;
  const logout = byOperationId(text(session['logout']) ?? '');
  return { login, with: scheme, token, ...(logout === undefined ? {} : { logout }) };
}
