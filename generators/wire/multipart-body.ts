import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { defaultType, memberEncoding } from './body-description.ts';
import { bodyFormOf } from './body-form.ts';
import { coerced, parsedOr, textOf } from './coercion.ts';
import { headerOf } from './part-headers.ts';
import type { SchemaView } from './schema-types.ts';

/** The boundary of multipart bodies whose media type states none. */
export const MULTIPART_BOUNDARY = 'assay-boundary-7MA4YWxkTrZu0gW';

// Browsers write these so, and nothing else (HTML, "multipart/form-data encoding algorithm").
const ESCAPES: readonly (readonly [string, string])[] = [
  ['"', '%22'],
  ['\r', '%0D'],
  ['\n', '%0A'],
];

/** What parts are written by. */
export interface Parting {
  readonly boundary: string;
  readonly view: SchemaView;
  readonly encoding: JsonObject;
}

/**
 * A form of parts (multipart/form-data): a list is one part an item (RFC 7578, section 4.3), each of the content type
 * that is stated or follows from its type: JSON for objects, bytes for what is opaque, else text.
 */
export function encodeMultipart(value: Json, { boundary, view, encoding }: Parting): string {
  const members = isObject(value) ? Object.entries(value) : [];
  const parts = members.flatMap(([name, member]) => {
    const place = view.member(name);
    return Array.isArray(member)
      ? member.map((item, index) => part(name, item, place.item(index), encoding))
      : [part(name, member, place, encoding)];
  });
  return `${parts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
}

function part(name: string, value: Json, view: SchemaView, encoding: JsonObject): string {
  const said = memberEncoding(encoding, name);
  const type = said.contentType ?? defaultType(value, view);
  const isFile = type !== undefined && bodyFormOf(type) !== 'json' && !/^text\//i.test(type);
  const quoted = escaped(name);
  const headers = [
    `Content-Disposition: form-data; name="${quoted}"${isFile ? `; filename="${quoted}"` : ''}`,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ...Object.entries(said.headers).flatMap(([header, declared]) => {
      const sent = headerOf(declared);
      return sent === undefined || /^content-type$/i.test(header) ? [] : [`${header}: ${sent}`];
    }),
  ];
  const text = said.contentType !== undefined && isJson(type) ? JSON.stringify(value) : textOf(value);
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}

/** The value that a reader of the schema finds in a form of parts. */
export function decodeMultipart(text: string, { boundary, view, encoding }: Parting): Json {
  const found = new Map<string, Json[]>();
  for (const section of `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1)) {
    const end = section.indexOf('\r\n\r\n');
    const head = section.slice(0, end);
    const name = unescaped(/[; ]name="([^"]*)"/.exec(head)?.[1] ?? '');
    const body = section.slice(end + 4);
    const member = view.member(name);
    const type = /content-type: *([^\r\n]*)/i.exec(head)?.[1];
    const item = member.types.has('array') ? member.item(0) : member;
    const isStated = memberEncoding(encoding, name).contentType !== undefined;
    const value = isJson(type) && (isStated || !isText(item)) ? parsedOr(body) : coerced(body, item);
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  const members = [...found].map(([name, values]): [string, Json] => {
    const isList = values.length > 1 || view.member(name).types.has('array');
    return [name, isList ? values : (values[0] ?? null)];
  });
  return Object.fromEntries(members);
}

/** Whether a name is read as it was written: what stands for a quote could be three characters of it. */
export function isPartName(name: string): boolean {
  return unescaped(escaped(name)) === name;
}

function escaped(name: string): string {
  return ESCAPES.reduce((text, [character, stand]) => text.replaceAll(character, stand), name);
}

function unescaped(name: string): string {
  return ESCAPES.reduce((text, [character, stand]) => text.replaceAll(stand, character), name);
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && bodyFormOf(type) === 'json';
}

/** A part that is to be a text is taken as one, whatever its media type: a file of JSON is no object. */
function isText({ types }: SchemaView): boolean {
  return types.has('string') && !types.has('object') && !types.has('array');
}
