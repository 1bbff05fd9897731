import type { Grammar } from './grammar.ts';
import { ANY_DOMAIN, DOMAIN } from './name-grammars.ts';

// RFC 3986. Only what is UTF-8 is percent-encoded: other bytes are legal, and few servers can read them.
const ENCODED = '%20|%2F|%25|%C3%A9|%E2%82%AC|%F0%9F%98%80';
const PCHAR = `(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|${ENCODED})`;
const FIRST = PCHAR.replace(':@', '@');
const PATH = `(?:/${PCHAR}*)*`;
const ABSOLUTE = `/(?:${PCHAR}+${PATH})?`;
const AFTER = `(?:\\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?])*)?`;
const PORT = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}))?';
const WEB = `https?://${DOMAIN}${PORT}${PATH}${AFTER}`;
const GENERIC = `[A-Za-z][A-Za-z0-9+.-]*:(?://(?:${ANY_DOMAIN})?${PORT}${PATH}|${FIRST}+${PATH}|${ABSOLUTE})${AFTER}`;
const RELATIVE = `(?:${ABSOLUTE}|${FIRST}+${PATH}|)${AFTER}`;

/** The same with letters beyond ASCII (RFC 3987), in paths, queries and fragments. */
const wide = (pattern: string): string =>
  pattern.replaceAll('%F0%9F%98%80', '%F0%9F%98%80|[à-öø-ÿ一-龠א-ת😀]');
const NAME = '[A-Za-z0-9_]+';
const VARIABLE = `${NAME}(?::[1-9]\\d{0,3}|\\*)?`;
const LIST = `${VARIABLE}(?:,${VARIABLE})*`;
const TOKENS = '(?:/(?:[^~/]|~[01])*)*';
const LABEL = '(?=[a-z0-9-]{1,20}\\.)[a-z0-9]+(?:-[a-z0-9]+)*';

const URIS = [
  'https://example.com/',
  'http://example.com',
  'https://example.com/a/b?q=a%20b&x#top',
  'https://example.com:8443/a',
];
const UNUSUAL = [
  'https://user@example.com/',
  'http://[2001:db8::1]:8080/',
  'http://192.0.2.1/a',
  'urn:example:a:b',
  'mailto:user@example.com',
  'tel:+15550100',
  'file:///a/b',
  "https://example.com/%E2%82%AC/;a=1,b/@:!$&'()*+?/?#/?",
];

/** Formats of references: to resources, and into documents. */
export const REFERENCE_GRAMMARS: Readonly<Record<string, Grammar>> = {
  uri: { pattern: `^${WEB}$`, wider: `^${GENERIC}$`, shown: URIS, unusual: UNUSUAL },
  iri: {
    pattern: `^${wide(WEB)}$`,
    wider: `^${wide(GENERIC)}$`,
    shown: URIS,
    unusual: ['https://example.com/é', 'https://example.com/日本?q=א#😀'],
  },
  'uri-reference': {
    pattern: `^(?:${WEB}|${ABSOLUTE}${AFTER})$`,
    wider: `^(?:${GENERIC}|${RELATIVE}|//${DOMAIN}${PORT}${PATH}${AFTER})$`,
    shown: ['https://example.com/', '/a/b', '/a?q=1#top'],
    unusual: ['a/b', '../a', './a:b', '?q', '#top', '', '//example.com/a', ...UNUSUAL],
  },
  'iri-reference': {
    pattern: `^(?:${wide(WEB)}|${wide(ABSOLUTE + AFTER)})$`,
    wider: `^(?:${wide(GENERIC)}|${wide(RELATIVE)})$`,
    shown: ['https://example.com/', '/a/b', '/a?q=1#top'],
    unusual: ['/é', '#日本', '', 'https://example.com/é'],
  },
  'uri-template': {
    pattern: `^(?:https://${DOMAIN})?(?:/(?:[A-Za-z0-9._~-]|%20|\\{[+]?${LIST}\\})+)*(?:\\{[/;?&]${LIST}\\})?(?:\\{#${LIST}\\})?$`,
    shown: ['/a/{id}', 'https://example.com/{id}{?q,page}', '/a'],
    unusual: ['{+path}/here', '/{list*}', '/{var:3}{#top}', ''],
  },
  url: {
    pattern: `^https?://(?:${LABEL}\\.){1,3}[a-z]{2,8}(?::[1-9]\\d{1,3})?(?:${ABSOLUTE}${AFTER})?$`,
    shown: ['https://example.com/', 'http://example.com', 'https://example.com/a/b?q=1#top'],
    unusual: ['https://example.com:8443/a', 'ftp://example.com/a'],
  },
  'json-pointer': { pattern: `^${TOKENS}$`, shown: ['/a/b', '/a/0', ''], unusual: ['/', '/~0/~1', '/é'] },
  'relative-json-pointer': {
    pattern: `^(?:0|[1-9]\\d{0,2})(?:#|${TOKENS})$`,
    wider: `^(?:0|[1-9]\\d*)(?:#|${TOKENS})$`,
    shown: ['0/a', '1/a/b', '0'],
    unusual: ['0#', '2/~0/~1'],
  },
  'json-pointer-uri-fragment': {
    pattern: `^#(?:/(?:[A-Za-z0-9_.!$&'()*+,;:=@-]|${ENCODED}|~[01])*)*$`,
    shown: ['#/a/b', '#/a/0', '#'],
    unusual: ['#/~0/~1', '#/%C3%A9', '#/'],
  },
};
