import type { SecretWords } from './secret-words.ts';

/** Gives what stands in the place of a value that was found under a secret name. */
export type Hide = (name: string, value: string) => string;

const MAX_NAME = 100;
const KEY = new RegExp(String.raw`(\\*)"([^"\\\n]{1,${MAX_NAME}})\1"\s*:\s*`, 'g');
const PAIR = new RegExp(String.raw`(^|[?&;,\s"'(])([^=&?;,\s"'<>(]{1,${MAX_NAME}})=("?)([^&;\s"'<>#]*)`, 'g');
const ELEMENT = new RegExp(
  String.raw`(<(?:[\w.-]+:)?([\w.-]{1,${MAX_NAME}})(?:\s[^<>]*)?>)([^<]+)(?=<)`,
  'g',
);
const FIELD = new RegExp(String.raw`^([\w-]{1,${MAX_NAME}}):[ \t]*(\S.*)$`, 'gm');
const WEB_TOKEN = /eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g;

/** Hides what stands under a secret name in a text of any kind, well-formed or not. */
export function hideNamed(text: string, words: SecretWords, hide: Hide): string {
  const pairs = (whole: string, before: string, name: string, quote: string, value: string) =>
    value !== '' && words.isMember(decoded(name))
      ? `${before}${name}=${quote}${hide(name, decoded(value))}`
      : whole;
  const elements = (whole: string, tag: string, name: string, value: string) =>
    words.isMember(name) ? tag + hide(name, value) : whole;
  const fields = (whole: string, name: string, value: string) =>
    words.isHeader(name) ? `${name}: ${hide(name, value)}` : whole;
  return hideMembers(text, words, hide)
    .replaceAll(PAIR, pairs)
    .replaceAll(ELEMENT, elements)
    .replaceAll(FIELD, fields)
    .replaceAll(WEB_TOKEN, (token) => hide('JWT', token));
}

/** Hides the secret fields of a form. */
export function hideFields(form: string, words: SecretWords, hide: Hide): string {
  return form
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      const value = pair.slice(name.length + 1);
      return value !== '' && words.isMember(decoded(name))
        ? `${name}=${hide(decoded(name), decoded(value))}`
        : pair;
    })
    .join('&');
}

/** Members of JSON keep their place in the text: what is not secret is shown as it was sent. */
function hideMembers(text: string, words: SecretWords, hide: Hide): string {
  let output = '';
  let done = 0;
  for (const found of text.matchAll(KEY)) {
    const [whole, slashes = '', name = ''] = found;
    const start = found.index + whole.length;
    if (found.index < done || !words.isMember(name)) continue;
    const end = valueEnd(text, start, slashes);
    const value = text.slice(start, end);
    if (end === start || /^(?:null|true|false)$/.test(value) || value === `${slashes}"${slashes}"`) continue;
    output += `${text.slice(done, start)}${slashes}"${hide(name, inner(value, slashes))}${slashes}"`;
    done = end;
  }
  return output + text.slice(done);
}

/** Where a value ends; one that is cut short ends with the text. */
function valueEnd(text: string, start: number, slashes: string): number {
  if (text.startsWith(`${slashes}"`, start))
    return stringEnd(text, start + slashes.length + 1, slashes.length);
  if (text[start] !== '{' && text[start] !== '[')
    return start + (/^[^\s,}\]"\\]*/.exec(text.slice(start, start + MAX_NAME))?.[0].length ?? 0);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = stringEnd(text, at + 1, slashes.length) - 1;
    else if ('{['.includes(character)) depth += 1;
    else if ('}]'.includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Past the quote that ends a string: in JSON within JSON, the one with as many backslashes as the first. */
function stringEnd(text: string, start: number, slashes: number): number {
  let run = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' && (slashes === 0 ? run % 2 === 0 : run <= slashes)) return at + 1;
    run = character === '\\' ? run + 1 : 0;
  }
  return text.length;
}

function inner(value: string, slashes: string): string {
  const quote = `${slashes}"`;
  if (!value.startsWith(quote)) return value;
  const text = value.slice(quote.length, value.endsWith(quote) ? -quote.length : undefined);
  try {
    return slashes === '' ? String(JSON.parse(`"${text}"`)) : text;
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
