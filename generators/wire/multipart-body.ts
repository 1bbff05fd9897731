import { isObject, type Json } from '../../model/json.ts';
import { coerced, parsedOr, textOf } from './coercion.ts';
import type { SchemaView } from './schema-types.ts';

/** The boundary of multipart bodies whose media type states none. */
export const MULTIPART_BOUNDARY = 'assay-boundary-7MA4YWxkTrZu0gW';

/** A form of parts (multipart/form-data): scalars as text, objects as JSON, a list as one part an item. */
export function encodeMultipart(value: Json, boundary: string): string {
  const members = isObject(value) ? Object.entries(value) : [];
  const parts = members.flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((item) => part(name, item, boundary)),
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}

function part(name: string, value: Json, boundary: string): string {
  const quoted = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const type = typeof value === 'object' && value !== null ? 'Content-Type: application/json\r\n' : '';
  return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted}"\r\n${type}\r\n${textOf(value)}\r\n`;
}

/** The value that a reader of the schema finds in a form of parts. */
export function decodeMultipart(text: string, boundary: string, view: SchemaView): Json {
  const found = new Map<string, Json[]>();
  for (const section of `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1)) {
    const end = section.indexOf('\r\n\r\n');
    const head = section.slice(0, end);
    const name = /name="([^"]*)"/.exec(head)?.[1]?.replaceAll('%22', '"') ?? '';
    const body = section.slice(end + 4);
    const member = view.member(name);
    const isJson = /content-type: *application\/(?:[^;\r\n]*\+)?json/i.test(head);
    const item = member.types.has('array') ? member.item(0) : member;
    const value = isJson && !isText(item) ? parsedOr(body) : coerced(body, item);
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  const members = [...found].map(([name, values]): [string, Json] => {
    const isList = values.length > 1 || view.member(name).types.has('array');
    return [name, isList ? values : (values[0] ?? null)];
  });
  return Object.fromEntries(members);
}

/** A part that is to be a text is taken as one, whatever its media type: a file of JSON is no object. */
function isText({ types }: SchemaView): boolean {
  return types.has('string') && !types.has('object') && !types.has('array');
}
