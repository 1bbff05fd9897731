import type { Json } from '../../model/json.ts';

/** A value that looks like one of a format and, by its specification, is not. */
export interface Almost {
  readonly value: Json;
  /** What is wrong with it. */
  readonly what: string;
}

/** In pairs: the value, and what is wrong with it. */
type Pairs = readonly (readonly [value: Json, what: string])[];

const DATE: Pairs = [
  ['2024-02-30', 'an impossible day'],
  ['2023-02-29', 'a leap day in another year'],
  ['2024-13-01', 'an impossible month'],
  ['2024-00-10', 'month zero'],
  ['2024-1-5', 'no leading zeros'],
  ['15.01.2024', 'another order'],
  ['20240115', 'no hyphens'],
  ['2024-01-15T00:00:00Z', 'a time besides'],
  ['24-01-15', 'a year of two digits'],
];
const TIME: Pairs = [
  ['25:00:00Z', 'an impossible hour'],
  ['24:00:00Z', 'hour 24'],
  ['09:60:00Z', 'an impossible minute'],
  ['09:30:61Z', 'an impossible second'],
  ['9:30', 'neither seconds nor leading zeros'],
  ['09:30:00.Z', 'a point without a fraction'],
  ['09:30:00+25:00', 'an impossible offset'],
];
const DATE_TIME: Pairs = [
  ['2024-02-30T09:30:00Z', 'an impossible day'],
  ['2024-13-15T09:30:00Z', 'an impossible month'],
  ['2024-01-15T25:00:00Z', 'an impossible hour'],
  ['2024-01-15T09:30Z', 'no seconds'],
  ['2024-01-15', 'a date alone'],
  ['15.01.2024 09:30', 'another order'],
  ['2024-01-15T09:30:00+25:00', 'an impossible offset'],
  ['2024-01-15T09:30:00.Z', 'a point without a fraction'],
];
const EMAIL: Pairs = [
  ['user@', 'no domain'],
  ['@example.com', 'no local part'],
  ['user.example.com', 'no at sign'],
  ['user@@example.com', 'two at signs'],
  ['.user@example.com', 'a leading dot'],
  ['us..er@example.com', 'two dots in a row'],
  ['us er@example.com', 'a space'],
  ['user@-example.com', 'a label with a leading hyphen'],
  ['user@example..com', 'an empty label'],
];
const HOSTNAME: Pairs = [
  ['-example.com', 'a leading hyphen'],
  ['example-.com', 'a label with a trailing hyphen'],
  ['example..com', 'an empty label'],
  ['exa mple.com', 'a space'],
  [`${'a'.repeat(64)}.example`, 'a label of 64 characters'],
  [`${'a.'.repeat(128)}example`, 'more than 253 characters'],
  ['https://example.com', 'a URI'],
];
const URI: Pairs = [
  ['example.com/path', 'no scheme'],
  ['//example.com', 'no scheme, but an authority'],
  ['https://exa mple.com/', 'a space'],
  ['https://example.com/<a>', 'angle brackets'],
  ['https://example.com/%zz', 'a broken escape'],
  ['1http://example.com/', 'a scheme that begins with a digit'],
  ['', 'nothing'],
];
const REFERENCE: Pairs = [
  ['\\\\host\\share', 'backslashes'],
  ['a b', 'a space'],
  ['https://exa mple.com/', 'a space in the host'],
  ['/%zz', 'a broken escape'],
  ['/{id}', 'braces'],
];
const POINTER: Pairs = [
  ['a/b', 'no leading slash'],
  ['/a~2', 'an unknown escape'],
  ['/a~', 'an open escape'],
];

const ALMOST: Readonly<Record<string, Pairs>> = {
  date: DATE,
  time: [...TIME, ['09:30:00', 'no time zone'], ['09:30:00+0530x', 'letters after the offset']],
  'date-time': [...DATE_TIME, ['2024-01-15T09:30:00', 'no time zone']],
  'iso-time': TIME,
  'iso-date-time': DATE_TIME,
  duration: [
    ['1D', 'no P'],
    ['P', 'no part'],
    ['PT', 'no part after T'],
    ['P1H', 'hours before T'],
    ['P1D2H', 'no T before the hours'],
    ['P-1D', 'a sign'],
    ['P1W2D', 'weeks and days'],
    ['P1.5D', 'a fraction of a day'],
    ['one day', 'words'],
  ],
  email: EMAIL,
  'idn-email': EMAIL,
  hostname: [...HOSTNAME, ['exa_mple.com', 'an underscore'], ['bücher.example', 'a letter beyond ASCII']],
  'idn-hostname': HOSTNAME,
  ipv4: [
    ['192.0.2.256', 'a number above 255'],
    ['192.0.2', 'three numbers'],
    ['192.0.2.1.1', 'five numbers'],
    ['192.0.2.-1', 'a sign'],
    ['192.0.2.1/24', 'a prefix length'],
    ['2001:db8::1', 'another version'],
    [' 192.0.2.1', 'a leading space'],
  ],
  ipv6: [
    ['2001:db8::1::2', 'two gaps'],
    ['2001:db8::g', 'no hexadecimal digit'],
    ['1:2:3:4:5:6:7', 'seven groups'],
    ['1:2:3:4:5:6:7:8:9', 'nine groups'],
    ['2001:db8::12345', 'a group of five digits'],
    ['::ffff:192.0.2.256', 'an impossible IPv4 part'],
    ['[2001:db8::1]', 'brackets'],
    ['2001:db8::1/64', 'a prefix length'],
    ['192.0.2.1', 'another version'],
  ],
  uri: URI,
  iri: URI,
  'uri-reference': [...REFERENCE, ['/é', 'a letter beyond ASCII']],
  'iri-reference': REFERENCE,
  'uri-template': [
    ['/{id', 'an open brace'],
    ['/id}', 'a closing brace alone'],
    ['/{}', 'no name'],
    ['/a b', 'a space'],
    ['/{a b}', 'a space in a name'],
    ['/{id:0}', 'a prefix of length zero'],
    ['/%zz', 'a broken escape'],
  ],
  url: [
    ['example.com', 'no scheme'],
    ['https://', 'no host'],
    ['https://exa mple.com/', 'a space'],
    ['//example.com/', 'no scheme, but an authority'],
  ],
  uuid: [
    ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5', 'one digit too few'],
    ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e6', 'one digit too many'],
    ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5g', 'no hexadecimal digit'],
    ['3f2b8c1e7a4d4c6b9e0f5d1a2b3c4d5e', 'no hyphens'],
    ['{3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e}', 'braces'],
    ['3f2b8c1e-7a4d4c6b-9e0f-5d1a-2b3c4d5e', 'hyphens at other places'],
  ],
  'json-pointer': [...POINTER, ['#/a', 'a fragment']],
  'relative-json-pointer': [
    ['/a', 'no number'],
    ['-1/a', 'a sign'],
    ['01/a', 'a leading zero'],
    ['0a', 'no slash'],
    ['0##', 'two number signs'],
    ['0/a~2', 'an unknown escape'],
  ],
  'json-pointer-uri-fragment': [
    ['/a', 'no number sign'],
    ['#a', 'no slash'],
    ['#/a~2', 'an unknown escape'],
    ['#/%zz', 'a broken escape'],
    ['#/a b', 'a space'],
  ],
  regex: [
    ['(', 'an open group'],
    ['[a', 'an open class'],
    ['a{2,1}', 'limits in the wrong order'],
    ['[b-a]', 'a range in the wrong order'],
    ['*a', 'nothing to repeat'],
    ['a)', 'a closing bracket alone'],
    ['\\', 'an open escape'],
  ],
  byte: [
    ['c2FtcGx', 'no padding'],
    ['c2FtcGxl=', 'needless padding'],
    ['c2FtcGx===', 'too much padding'],
    ['not base64!', 'other characters'],
    ['c2Ft*Gxl', 'an asterisk'],
    ['_-8=', 'the alphabet of URLs'],
  ],
  int32: [
    [2_147_483_648, 'just above the greatest'],
    [-2_147_483_649, 'just below the least'],
    [4_294_967_296, 'more than 32 bits'],
    [0.5, 'a fraction'],
  ],
  int64: [
    [2 ** 63, 'just above the greatest'],
    [-(2 ** 63) - 2048, 'just below the least'],
    [2 ** 64, 'more than 64 bits'],
    [0.5, 'a fraction'],
  ],
  float: [
    [3.5e38, 'just above the greatest'],
    [-3.5e38, 'just below the least'],
    [1e300, 'a double'],
  ],
};

/**
 * Values that look like those of a format and that no reader of it may take, most usual mistakes first; none for a
 * format that every value satisfies (double, password, binary, and those that nobody knows).
 */
export function almostOfFormat(format: string): readonly Almost[] {
  const pairs = Object.hasOwn(ALMOST, format) ? (ALMOST[format] ?? []) : [];
  return pairs.map(([value, what]) => ({ value, what }));
}

/** The formats that there are such values of. */
export const ALMOST_FORMATS: readonly string[] = Object.keys(ALMOST);
