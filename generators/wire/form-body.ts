import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { memberEncoding } from './body-description.ts';
import { coerced, textOf } from './coercion.ts';
import type { Written } from './parameter-form.ts';
import { percentDecode } from './percent.ts';
import { readWritten } from './read-parameter.ts';
import type { SchemaView } from './schema-types.ts';
import { serializeParameter } from './serialize-parameter.ts';

/** A form (application/x-www-form-urlencoded): each member as the Encoding Object says, else `form`, exploded. */
export function encodeForm(value: Json, encoding: JsonObject): string {
  if (!isObject(value)) return textOf(value);
  return Object.entries(value)
    .map(([name, member]) =>
      serializeParameter(written(name, encoding, member), member).replaceAll('%20', '+'),
    )
    .filter((pair) => pair !== '')
    .join('&');
}

/** The value that a reader of the schema finds in a form. */
export function decodeForm(text: string, view: SchemaView, encoding: JsonObject): Json {
  const groups = new Map<string, string[]>();
  for (const pair of text === '' ? [] : text.replaceAll('+', '%20').split('&')) {
    const name = memberOf(percentDecode(pair.split('=')[0] ?? ''), encoding);
    groups.set(name, [...(groups.get(name) ?? []), pair]);
  }
  const members = [...groups].map(([name, pairs]): [string, Json] => {
    const member = view.member(name);
    const first = pairs[0] ?? '';
    if (pairs.length > 1 && !member.types.has('array') && !member.types.has('object')) {
      return [name, pairs.map((pair) => coerced(percentDecode(pair.slice(pair.indexOf('=') + 1)), member))];
    }
    const style = written(name, encoding, member.types.has('object') && !member.types.has('array') ? {} : []);
    const read = readWritten(style, pairs.join('&'), member);
    return [name, read === undefined ? first : read];
  });
  return Object.fromEntries(members);
}

/** The member that a name belongs to: brackets are part of it but in the style deepObject. */
function memberOf(name: string, encoding: JsonObject): string {
  return (
    Object.keys(encoding).find(
      (own) => name.startsWith(`${own}[`) && memberEncoding(encoding, own).style?.style === 'deepObject',
    ) ?? name
  );
}

/** How a member stands in a form; an object that nothing is said of is JSON. */
export function written(name: string, encoding: JsonObject, value: Json): Written {
  const { style, contentType } = memberEncoding(encoding, name);
  if (style) return style;
  const base: Written = { name, in: 'query', style: 'form', explode: true };
  const mediaType = contentType ?? (isObject(value) ? 'application/json' : undefined);
  return mediaType === undefined ? base : { ...base, mediaType };
}
