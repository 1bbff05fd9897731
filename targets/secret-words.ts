// Compared without case, dashes and underscores.
const MEMBERS = [
  ...[
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'secret',
    'token',
    'credential',
    'credentials',
    'authorization',
  ],
  ...['client_secret', 'consumer_secret', 'token_secret', 'shared_secret', 'secret_key', 'private_key'],
  ...[
    'access_token',
    'refresh_token',
    'id_token',
    'auth_token',
    'session_token',
    'security_token',
    'session_id',
  ],
  ...['api_key', 'api_secret', 'api_token', 'x_api_key', 'x_auth_token', 'oauth_signature', 'jwt'],
];
const HEADERS = [
  ...['authorization', 'proxy-authorization', 'cookie', 'set-cookie'],
  ...[
    'x-api-key',
    'api-key',
    'x-api-token',
    'x-auth-token',
    'x-access-token',
    'x-session-token',
    'x-session-id',
  ],
  ...['x-csrf-token', 'x-xsrf-token', 'x-vault-token', 'x-amz-security-token', 'authentication-info'],
];

/** What a contract says is secret by name. */
export interface SecretNames {
  readonly headers: readonly string[];
  /** Members of JSON, fields of forms, parameters of queries and paths, cookies. */
  readonly members: readonly string[];
}

/** Tells names under which secrets stand. */
export interface SecretWords {
  isMember(name: string): boolean;
  isHeader(name: string): boolean;
}

/** The usual names of secrets, and those that a contract adds. */
export function secretWords(names: SecretNames): SecretWords {
  const members = new Set([...MEMBERS, ...names.members].map(folded));
  const headers = new Set([...HEADERS, ...names.headers].map(folded));
  return { isMember: (name) => members.has(folded(name)), isHeader: (name) => headers.has(folded(name)) };
}

/** The shell variable that stands for what is hidden under a name. */
export function variable(name: string): string {
  const word = name
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toUpperCase();
  return /^[A-Z]/.test(word) ? word : `SECRET_${word}`.replace(/_$/, '');
}

function folded(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
