import type { Grammar } from './grammar.ts';

// RFC 952 and 1123: labels of letters, digits and inner hyphens, at most 63 characters. Two hyphens at the third place
// are kept for encoded labels (RFC 5891, 4.2.3.1), and the last label begins with a letter, unlike an address.
const LABEL = '(?!..--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const LAST = '(?!..--)[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const SHORT_LABEL = '(?!..--)[a-z0-9](?:[a-z0-9-]{0,12}[a-z0-9])?';
const SHORT_LAST = '[a-z]{2,8}';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
const H16 = '[0-9a-fA-F]{1,4}';
const LS32 = `(?:${H16}:${H16}|${IPV4})`;
/** RFC 3986, 3.2.2. */
const IPV6 = [
  `(?:${H16}:){6}${LS32}`,
  `::(?:${H16}:){5}${LS32}`,
  ...[4, 3, 2, 1].map((count) => `(?:(?:${H16}:){0,${4 - count}}${H16})?::(?:${H16}:){${count}}${LS32}`),
  `(?:(?:${H16}:){0,4}${H16})?::${LS32}`,
  `(?:(?:${H16}:){0,5}${H16})?::${H16}`,
  `(?:(?:${H16}:){0,6}${H16})?::`,
].join('|');
const LONG_LABEL = 'a'.repeat(63);

/** Names of hosts with at least one dot, as addresses on the web have them. */
export const DOMAIN = `(?:${SHORT_LABEL}\\.){1,3}${SHORT_LAST}`;
/** All names of hosts with at least one dot. */
export const ANY_DOMAIN = `(?:${LABEL}\\.)+${LAST}`;
/** RFC 5322, 3.2.3, and the 64 characters of RFC 5321, 4.5.3.1.1. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL = `(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*`;
/** Letters of one script that IDNA leaves as they are, so that no rule on their order applies. */
const IDN_LABEL = '(?:[a-z0-9à-öø-ÿ]{1,20}|[а-я]{1,20}|[α-ω]{1,20}|[一-龠]{1,15})';

/** Formats of hosts, addresses and mailboxes. */
export const NAME_GRAMMARS: Readonly<Record<string, Grammar>> = {
  hostname: {
    pattern: `^(?:${SHORT_LABEL}\\.){0,3}${SHORT_LAST}$`,
    wider: `^(?:${LABEL}\\.)*${LAST}$`,
    max: 253,
    shown: ['example.com', 'localhost', 'a.example', 'node-1.example.org'],
    unusual: [
      'xn--bcher-kva.example',
      `${LONG_LABEL}.example`,
      `${`${LONG_LABEL}.`.repeat(3)}${'b'.repeat(61)}`,
    ],
  },
  'idn-hostname': {
    pattern: `^(?:${IDN_LABEL}\\.){0,3}[a-z]{2,8}$`,
    max: 100,
    shown: ['example.com'],
    unusual: ['bücher.example', '例え.example', 'пример.example'],
  },
  email: {
    pattern: `^${LOCAL}@${DOMAIN}$`,
    wider: `^${LOCAL}@${ANY_DOMAIN}$`,
    max: 254,
    shown: ['user@example.com', 'first.last@example.org', 'user+tag@example.com'],
    unusual: ["o'hara!#$%&*/=?^_`{|}~@example.com", `${'a'.repeat(64)}@example.com`],
  },
  'idn-email': {
    pattern: `^(?=[^@]{1,64}@)[\\p{Ll}0-9_+-]+(?:\\.[\\p{Ll}0-9_+-]+)*@(?:${IDN_LABEL}\\.){1,3}[a-z]{2,8}$`,
    max: 120,
    shown: ['user@example.com'],
    unusual: ['jörg@example.com', '用户@example.com', 'user@bücher.example'],
  },
  ipv4: {
    pattern: `^${IPV4}$`,
    shown: ['192.0.2.1', '10.0.0.1'],
    unusual: ['0.0.0.0', '255.255.255.255', '127.0.0.1'],
  },
  ipv6: {
    pattern: `^(?:${IPV6})$`,
    shown: ['2001:db8::1', '2001:db8:0:0:1:0:0:1', '::1', 'fe80::1'],
    unusual: ['::', '::ffff:192.0.2.1', 'FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF', '1:2:3:4:5:6:7::'],
  },
};
