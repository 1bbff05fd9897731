import { addFormat, getKeyword, setFormatHandler } from '@hyperjump/json-schema/experimental';
import type { Json } from '../../model/json.ts';

const LIMIT_32 = 2n ** 31n;
const LIMIT_64 = 2n ** 63n;

const KEYWORDS = [
  'draft-04/format',
  'draft-06/format',
  'draft-07/format',
  'draft-2019-09/format',
  'draft-2019-09/format-assertion',
  'draft-2020-12/format',
  'draft-2020-12/format-assertion',
].map((name) => `https://json-schema.org/keyword/${name}`);

/** Formats of JSON Schema, by the name of the handler that hyperjump has for them. */
const OF_JSON_SCHEMA =
  `date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri
iri-reference uuid uri-template json-pointer relative-json-pointer regex`.split(/\s+/);

/** Formats of OpenAPI and of ajv-formats that exclude something and that hyperjump does not know. */
export const MORE_FORMATS: Readonly<Record<string, (value: Json) => boolean>> = {
  int32: (value) => typeof value !== 'number' || isInteger(value, LIMIT_32),
  int64: (value) => typeof value !== 'number' || isInteger(value, LIMIT_64),
  byte: ofText((text) => Buffer.from(text, 'base64').toString('base64') === text),
  url: ofText((text) => URL.canParse(text) && /^(?:https?|ftp):\/\/./i.test(text)),
  'iso-time': ofText((text) => /^\d\d:\d\d:\d\d/.test(text)),
  'iso-date-time': ofText((text) => !Number.isNaN(Date.parse(text.replace(/:60/, ':59')))),
  'json-pointer-uri-fragment': ofText(
    (text) => /^#(?:\/|$)/.test(text) && !/~(?![01])|%(?![\da-f]{2})/i.test(text),
  ),
};

/** Gives hyperjump the formats that it does not know, and each draft those of the newest. */
export function useMoreFormats(): void {
  for (const [name, handler] of Object.entries(MORE_FORMATS)) addFormat({ id: uriOf(name), handler });
  const known = [
    ...OF_JSON_SCHEMA.map((name) => [name, `https://json-schema.org/format/${name}`] as const),
    ...Object.keys(MORE_FORMATS).map((name) => [name, uriOf(name)] as const),
  ];
  for (const keyword of KEYWORDS) {
    const own = getKeyword(keyword) as unknown as { formats: Record<string, string> };
    for (const [name, uri] of known) if (!own.formats[name]) setFormatHandler(keyword, name, uri);
  }
}

function uriOf(name: string): string {
  return `https://bench.invalid/format/${name}`;
}

function isInteger(value: number, limit: bigint): boolean {
  if (!Number.isInteger(value)) return false;
  const whole = BigInt(value);
  return whole >= -limit && whole < limit;
}

function ofText(check: (text: string) => boolean): (value: Json) => boolean {
  return (value) => typeof value !== 'string' || check(value);
}
