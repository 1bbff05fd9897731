import type { Source } from './source.ts';

const WORDS = ['sample', 'example', 'test', 'demo', 'alpha', 'beta', 'node', 'main'];

/** Makes a string of a format; zeros give the most usual one. */
type Maker = (source: Source) => string;

const two = (value: number): string => String(value).padStart(2, '0');
const hex = (source: Source, digits: number): string =>
  Array.from({ length: digits }, () => source.draw(15).toString(16)).join('');
const word: Maker = (source) => source.pick(WORDS) ?? 'sample';

const date: Maker = (source) => {
  const years = [2024, 2000, 1999, 2038, 1970, 9999, 1900];
  const year = source.draw(3) === 3 ? 1900 + source.draw(200) : (source.pick(years) ?? 2024);
  const month = source.draw(11) + 1;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${two(month)}-${two(source.draw(7) === 7 ? last : Math.min(last, source.draw(27) + 1))}`;
};
const clock: Maker = (source) => `${two(source.draw(23))}:${two(source.draw(59))}:${two(source.draw(59))}`;
const zone: Maker = (source) => source.pick(['Z', 'Z', '+00:00', '-08:00', '+05:30']) ?? 'Z';
const fraction: Maker = (source) => (source.draw(3) === 3 ? `.${source.draw(998) + 1}` : '');
const time: Maker = (source) => clock(source) + fraction(source) + zone(source);
const dateTime: Maker = (source) => `${date(source)}T${time(source)}`;

const hostname: Maker = (source) => {
  const domain =
    source.pick(['example.com', 'example.org', 'a.example', 'xn--bcher-kva.example']) ?? 'example.com';
  return source.draw(2) === 0 ? domain : `${word(source)}${source.draw(9)}.${domain}`;
};
const email: Maker = (source) => {
  const tag = source.pick(['', '', '+tag', '.name', "o'x", '_1']) ?? '';
  return `${word(source)}${tag}@${source.draw(1) === 0 ? 'example.com' : hostname(source)}`;
};
const ipv4: Maker = (source) =>
  source.draw(1) === 0
    ? `192.0.2.${source.draw(254) + 1}`
    : [0, 0, 0, 0].map(() => source.pick([10, 0, 255, 127, 1, 100]) ?? 0).join('.');
const ipv6: Maker = (source) =>
  source.pick(['2001:db8::1', '::1', '::', '2001:db8:0:0:1:0:0:1', 'fe80::1', '::ffff:192.0.2.1']) ?? '::1';
const path: Maker = (source) =>
  Array.from({ length: source.draw(3) }, () => `/${word(source)}`).join('') +
  (source.draw(4) === 4 ? '/' : '');
const uri: Maker = (source) => {
  const scheme = source.pick(['https', 'http']) ?? 'https';
  const query = source.pick(['', '', '?a=1', '?q=a%20b&x', '#top']) ?? '';
  return `${scheme}://${hostname(source)}${path(source) || '/'}${query}`;
};
const uuid: Maker = (source) =>
  `${hex(source, 8)}-${hex(source, 4)}-4${hex(source, 3)}-${source.pick(['8', '9', 'a', 'b'])}${hex(source, 3)}-${hex(source, 12)}`;
const duration: Maker = (source) =>
  source.pick(['P1D', 'PT1H', 'PT30M', 'P1Y2M3D', 'P2W', 'P1DT12H', 'PT0S', 'PT36H', 'P1Y2M10DT2H30M5S']) ??
  'P1D';
const byte: Maker = (source) => {
  const bytes = Array.from({ length: source.draw(24) }, () => source.draw(255));
  return Buffer.from(bytes).toString('base64');
};
const pointer: Maker = (source) => path(source).replace(/\/$/, '') || '/a';
const url: Maker = (source) =>
  `https://${source.pick(['example.com', 'example.org'])}/${path(source).slice(1)}`;

const MAKERS: Record<string, Maker> = {
  date,
  time,
  'date-time': dateTime,
  'iso-time': time,
  'iso-date-time': dateTime,
  duration,
  hostname,
  'idn-hostname': hostname,
  email,
  'idn-email': email,
  ipv4,
  ipv6,
  uri,
  iri: uri,
  'uri-reference': (source) => (source.draw(1) === 0 ? uri(source) : path(source) || '/'),
  'iri-reference': (source) => (source.draw(1) === 0 ? uri(source) : path(source) || '/'),
  'uri-template': (source) => `${path(source)}/{${word(source)}}`,
  url,
  uuid,
  byte,
  regex: (source) => source.pick(['^a$', '[a-z]+', '\\d{3}', 'a|b', '']) ?? '^a$',
  'json-pointer': pointer,
  'relative-json-pointer': (source) => `${source.draw(3)}${pointer(source)}`,
  'json-pointer-uri-fragment': (source) => `#${pointer(source)}`,
};

/** What a format's strings look like where nothing else is asked. */
const SHOWN: Record<string, string> = {
  date: '2024-01-15',
  time: '09:30:00Z',
  'date-time': '2024-01-15T09:30:00Z',
  uuid: '3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e',
  byte: 'c2FtcGxl',
  email: 'user@example.com',
};

/** Whether a format asks for a form of strings that is made here. */
export function isWordFormat(format: string): boolean {
  return Object.hasOwn(MAKERS, format);
}

/** A string of a format. */
export function formatWord(format: string, source: Source): string {
  return MAKERS[format]?.(source) ?? '';
}

/** The readable example of a format. */
export function formatExample(format: string, source: Source): string {
  return SHOWN[format] ?? formatWord(format, source);
}
