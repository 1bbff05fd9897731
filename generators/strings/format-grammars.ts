import type { Grammar } from './grammar.ts';
import { NAME_GRAMMARS } from './name-grammars.ts';
import { REFERENCE_GRAMMARS } from './reference-grammars.ts';
import { TIME_GRAMMARS } from './time-grammars.ts';

const SYMBOL = '[A-Za-z0-9+/]';
const uuid = (hex: string, version: string, variant: string): string =>
  `${hex}{8}-${hex}{4}-${version}${hex}{3}-${variant}${hex}{3}-${hex}{12}`;
const PIECE =
  '(?:[A-Za-z0-9_,:;@ ]|\\.|\\\\[dwsDWS.]|\\[(?:\\^?a-z|0-9|A-Z0-9_|abc)\\]|\\((?:\\?:)?[a-z]{1,4}\\|[a-z]{1,4}\\))';

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  ...TIME_GRAMMARS,
  ...NAME_GRAMMARS,
  ...REFERENCE_GRAMMARS,
  // RFC 9562: a version that there is, and its variant.
  uuid: {
    pattern: `^(?:${uuid('[0-9a-f]', '[1-8]', '[89ab]')}|${uuid('[0-9A-F]', '[1-8]', '[89AB]')})$`,
    wider: `^${uuid('[0-9a-fA-F]', '[0-9a-fA-F]', '[0-9a-fA-F]')}$`,
    shown: ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e'],
    unusual: ['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
  },
  // RFC 4648, 4, with the unused bits 0 (3.5).
  byte: {
    pattern: `^(?:${SYMBOL}{4})*(?:${SYMBOL}[AQgw]==|${SYMBOL}{2}[AEIMQUYcgkosw048]=)?$`,
    shown: ['c2FtcGxl', 'AAEC', ''],
    unusual: ['AA==', '//79', '+/8='],
  },
  regex: {
    pattern: `^\\^?(?:${PIECE}(?:[*+?]|\\{[1-3]\\}|\\{2,\\}|\\{1,9\\})?)*\\$?$`,
    shown: ['^a$', '[a-z]+', '\\d{3}', 'a|b'],
    unusual: ['', '^(?=.*\\d).{8,}$', '\\p{L}', '(?<year>\\d{4})'],
  },
};

/** The grammar of a format; undefined for formats that ask nothing of strings, or that nobody knows. */
export function grammarOf(format: string): Grammar | undefined {
  return Object.hasOwn(GRAMMARS, format) ? GRAMMARS[format] : undefined;
}

/** The formats of strings that there are grammars of. */
export const STRING_FORMATS: readonly string[] = Object.keys(GRAMMARS);
