import { domainToASCII } from 'node:url';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

const INT64 = 2 ** 63;
/** Beyond it a number is infinite as a float of 32 bits. */
const FLOAT = 2 ** 128 - 2 ** 103;
const BEYOND_ASCII = /[^\0-\x7f]/gu;

/**
 * Gives a validator all formats of ajv-formats, and what they leave out: the ranges of int64 and float, and the
 * international formats.
 */
export function addAllFormats(ajv: Ajv2020): void {
  ajvFormats.default(ajv);
  const number = (validate: (value: number) => boolean) => ({ type: 'number', validate }) as const;
  ajv.addFormat(
    'int64',
    number((value) => Number.isInteger(value) && value >= -INT64 && value < INT64),
  );
  ajv.addFormat(
    'float',
    number((value) => Math.abs(value) < FLOAT),
  );
  for (const [format, ascii] of [
    ['iri', 'uri'],
    ['iri-reference', 'uri-reference'],
  ] as const) {
    const check = ajv.compile({ format: ascii });
    ajv.addFormat(format, (text: string) => check(text.replace(BEYOND_ASCII, encodeURIComponent)) === true);
  }
  const hostname = ajv.compile({ format: 'hostname' });
  const email = ajv.compile({ format: 'email' });
  ajv.addFormat('idn-hostname', (text: string) => hostname(domainToASCII(text)) === true);
  ajv.addFormat('idn-email', (text: string) => {
    const at = text.lastIndexOf('@');
    const local = text.slice(0, Math.max(at, 0)).replace(BEYOND_ASCII, 'x');
    return email(`${local}@${domainToASCII(text.slice(at + 1))}`) === true;
  });
}
