import { isObject, type Json } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';

// Shorter values occur by chance in honest text; they are hidden by name alone.
const MIN_VALUE_LENGTH = 6;
const MIN_LEARNT_LENGTH = 8;
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const SECRET_MEMBERS = new Set([
  'password',
  'passwd',
  'secret',
  'client_secret',
  'access_token',
  'refresh_token',
  'api_key',
  'authorization',
]);

/** Hides secrets in everything that leaves the engine: by value in every encoding, and by name. */
export interface Redactor {
  /** Declares a secret value; `name` stands in its place as `$name`. */
  add(value: string, name: string): void;
  text(text: string): string;
  header(field: HeaderField): HeaderField;
  json(value: Json): Json;
  /** A body as text: JSON and forms are hidden by member, anything else by value. */
  body(text: string, contentType: string | undefined): string;
  /** How many values were hidden. */
  readonly hidden: number;
}

/** What is secret by name. */
export interface SecretNames {
  readonly headers: readonly string[];
  readonly members: readonly string[];
}

/** A redactor that knows no value yet. */
export function redactor(names: SecretNames): Redactor {
  const spellings = new Map<string, string>();
  const headers = new Set([...SECRET_HEADERS, ...names.headers.map((name) => name.toLowerCase())]);
  const members = new Set([...SECRET_MEMBERS, ...names.members]);
  let hidden = 0;

  const learn = (value: string, name: string): void => {
    for (const spelling of spellingsOf(value)) spellings.set(spelling, name);
  };
  const text = (input: string): string => {
    let output = input;
    for (const [spelling, name] of spellings) {
      if (!output.includes(spelling)) continue;
      hidden += 1;
      output = output.replaceAll(spelling, `$${name}`);
    }
    return output;
  };
  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, members.has(name) ? hide(member, name) : json(member)]),
    );
  };
  const hide = (value: Json, name: string): Json => {
    if (value === null || value === '' || typeof value === 'boolean') return value;
    if (typeof value === 'string' && value.startsWith('$')) return value;
    hidden += 1;
    const known = typeof value === 'string' ? text(value) : undefined;
    if (known?.startsWith('$')) return known;
    // Seen once under its name, it is hidden everywhere else by its value.
    if (typeof value === 'string' && value.length >= MIN_LEARNT_LENGTH) learn(value, variable(name));
    return `$${variable(name)}`;
  };

  return {
    add(value, name) {
      if (value.length >= MIN_VALUE_LENGTH) learn(value, name);
    },
    text,
    json,
    header: ([name, value]) => {
      const shown = text(value);
      if (!headers.has(name.toLowerCase())) return [name, shown];
      hidden += 1;
      return [name, shown.includes('$') ? shown : hiddenHeader(name, value)];
    },
    body(input, contentType) {
      if (/form-urlencoded/i.test(contentType ?? '')) return formBody(text(input), members);
      try {
        return JSON.stringify(json(JSON.parse(input) as Json));
      } catch {
        return text(input);
      }
    },
    get hidden() {
      return hidden;
    },
  };
}

function spellingsOf(value: string): Set<string> {
  const bytes = Buffer.from(value);
  return new Set([
    value,
    encodeURIComponent(value),
    new URLSearchParams([['', value]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ]);
}

/** Keeps the scheme, which is no secret and tells a reader what was tried. */
function hiddenHeader(name: string, value: string): string {
  const scheme = /^(Basic|Bearer|OAuth|Token) /i.exec(value)?.[0] ?? '';
  return `${scheme}$${variable(name)}`;
}

function variable(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}

function formBody(input: string, members: ReadonlySet<string>): string {
  return input
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      const value = pair.slice(name.length + 1);
      return members.has(name) && value !== '' && !value.startsWith('$') ? `${name}=$${variable(name)}` : pair;
    })
    .join('&');
}
