import { isObject, type Json } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';
import { KnownSecrets } from './known-secrets.ts';
import { hideFields, hideNamed } from './named-secrets.ts';
import { type SecretNames, secretWords, variable } from './secret-words.ts';

export type { SecretNames } from './secret-words.ts';

// Shorter values occur by chance in honest text; they are hidden by name alone.
const MIN_VALUE_LENGTH = 6;
// What was only seen under a secret name may be any word.
const MIN_LEARNT_LENGTH = 8;
// Deeper values are made to exhaust a reader.
const MAX_DEPTH = 200;
const MAX_VARIABLE = 100;
const VARIABLES = /^\$\{?[A-Z][A-Z0-9_]*\}?(?::\$\{?[A-Z][A-Z0-9_]*\}?)?$/;
const PARAMETERS = /^(?:[\w-]+=(?:"[^"]*"|[^",=\s]+)(?:,\s*|$))+$/;
const COOKIE_ATTRIBUTES = new Set([
  'path',
  'domain',
  'expires',
  'max-age',
  'samesite',
  'version',
  'priority',
]);

/** Hides secrets in everything that leaves the engine: by value in every spelling, and by name. */
export interface Redactor {
  /** Declares a secret value; `name` stands in its place as `$name`. */
  add(value: string, name: string): void;
  text(text: string): string;
  header(field: HeaderField): HeaderField;
  json(value: Json): Json;
  /** A body as text. */
  body(text: string, contentType: string | undefined): string;
  /** Whether a name stands for something hidden. */
  stands(name: string): boolean;
  /** Grows with each value and each name that is learnt: while it stays, the same text is shown the same. */
  readonly learnt: number;
}

/** A redactor that knows no value yet. */
export function redactor(names: SecretNames): Redactor {
  const words = secretWords(names);
  const known = new KnownSecrets();
  const given = new Set<string>();

  /** By value alone. */
  const masked = (text: string): string => {
    let output = '';
    let done = 0;
    for (const { from, to, name } of known.in(text)) {
      // What stands for a secret may be spelled like one.
      if (isStandIn(text, from, to)) continue;
      output += text.slice(done, from) + standIn(name, text[to]);
      done = to;
    }
    return output + text.slice(done);
  };
  const isStandIn = (text: string, from: number, to: number) => {
    const before = /\$\{?([A-Z0-9_]*)$/.exec(text.slice(Math.max(0, from - MAX_VARIABLE), from));
    const name = before && before[1] + (/^[A-Z0-9_]*/.exec(text.slice(from, from + MAX_VARIABLE))?.[0] ?? '');
    return name !== null && given.has(name) && to - from <= name.length;
  };
  const isStoodFor = (text: string) =>
    VARIABLES.test(text) &&
    text
      .slice(1)
      .split(':$')
      .every((part) => given.has(part.replaceAll(/[{}]/g, '')));
  const hide = (name: string, value: string): string => {
    const shown = masked(value);
    const isKnown = isStoodFor(shown);
    // A name that the target chose may hold a secret itself.
    const stand = isKnown
      ? shown.slice(1)
      : isPlainName(name) && masked(name) === name
        ? variable(name)
        : 'SECRET';
    if (!isKnown) given.add(stand);
    // Seen once under its name, it is hidden everywhere else by its value. Of what is known in capitals alone, the
    // hexadecimal form is not.
    const isPlain = !(value.match(/\$\{?[A-Z][A-Z0-9_]*/g) ?? []).some((part) =>
      given.has(part.replaceAll(/[${]/g, '')),
    );
    if (value.length >= MIN_LEARNT_LENGTH && isPlain && !words.isMember(value)) known.learn(value, stand);
    return `$${stand}`;
  };
  const text = (input: string): string => hideNamed(masked(input), words, hide);
  const hideAll = (value: Json, name: string, depth: number): Json => {
    if (value === null || value === '' || typeof value === 'boolean') return value;
    // The parts of what is hidden are learnt too.
    if (typeof value === 'object' && depth < MAX_DEPTH) {
      for (const part of Object.values(value)) hideAll(part as Json, name, depth + 1);
      return hide(name, '');
    }
    return hide(name, String(value));
  };
  const json = (value: Json, depth: number): Json => {
    if (typeof value === 'string') return text(value);
    if (value === null || typeof value !== 'object') return value;
    if (depth > MAX_DEPTH) return '…';
    if (Array.isArray(value)) return value.map((item) => json(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        text(name),
        words.isMember(name) ? hideAll(member, name, depth) : json(member, depth + 1),
      ]),
    );
  };

  return {
    add(value, name) {
      for (const part of name.split(':$')) given.add(part);
      if (value.length >= MIN_VALUE_LENGTH) known.keep(value, name);
    },
    text,
    json: (value) => json(value, 0),
    header: ([name, value]) => [
      name,
      words.isHeader(name) ? hiddenHeader(name, value, hide, text) : text(value),
    ],
    body(input, contentType) {
      if (/form-urlencoded/i.test(contentType ?? '')) return masked(hideFields(input, words, hide));
      const whole = isJson(contentType) ? parsed(input) : undefined;
      // Names may be spelled with escapes, which only a reader of JSON undoes.
      if (isObject(whole) || Array.isArray(whole)) json(whole, 0);
      return text(input);
    },
    stands: (name) => given.has(name),
    get learnt() {
      return known.learnt + given.size;
    },
  };
}

function isPlainName(name: string): boolean {
  return /^[\w.-]{1,40}$/.test(name);
}

function standIn(name: string, next: string | undefined): string {
  return next !== undefined && /\w/.test(next) ? `$${name.replace(/(\w+)$/, '{$1}')}` : `$${name}`;
}

type HideName = (name: string, value: string) => string;

/** Keeps what is no secret and tells a reader what was tried: the scheme, names of cookies and their attributes. */
function hiddenHeader(name: string, value: string, hide: HideName, text: (input: string) => string): string {
  if (value.trim() === '') return value;
  if (/cookie$/i.test(name))
    return value
      .split(';')
      .map((part, index) => hiddenCookie(name, part, index, hide, text))
      .join(';');
  const [scheme = '', rest = ''] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value)?.slice(1) ?? [];
  if (!/authorization$/i.test(name) || scheme === '') return hide(name, value);
  if (/^basic$/i.test(scheme)) learnBasic(rest, hide);
  else if (PARAMETERS.test(rest)) return `${scheme} ${hiddenParameters(rest, hide, text)}`;
  return `${scheme} ${hide(name, rest)}`;
}

function hiddenCookie(
  name: string,
  part: string,
  index: number,
  hide: HideName,
  text: (input: string) => string,
): string {
  const [, cookie = '', value = ''] = /^\s*([^=]+)=(.*)$/s.exec(part) ?? [];
  const isAttribute = /^set-/i.test(name) && index > 0 && COOKIE_ATTRIBUTES.has(cookie.toLowerCase());
  if (cookie === '' && !(/^set-/i.test(name) && /^\s*(?:secure|httponly|partitioned)\s*$/i.test(part))) {
    return part.trim() === '' ? part : hide(name, part.trim());
  }
  if (value === '' || isAttribute) return text(part);
  return `${text(part.slice(0, part.length - value.length))}${hide(cookie, value)}`;
}

/** OAuth 1.0 and Digest: which parameters there are is no secret. */
function hiddenParameters(list: string, hide: HideName, text: (input: string) => string): string {
  const open = /^(?:oauth_(?:version|signature_method|timestamp|nonce)|realm|qop|algorithm|nc)$/i;
  return list.replaceAll(/([\w-]+)=("?)([^",]*)\2/g, (_, key: string, quote: string, value: string) =>
    value === '' || open.test(key)
      ? `${key}=${quote}${text(value)}${quote}`
      : `${key}=${quote}${hide(key, value)}${quote}`,
  );
}

function learnBasic(credentials: string, hide: HideName): void {
  const pair = Buffer.from(credentials, 'base64').toString();
  hide('authorization', pair.slice(pair.indexOf(':') + 1));
}

function isJson(contentType: string | undefined): boolean {
  return /[/+]json\b/i.test(contentType ?? '');
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
