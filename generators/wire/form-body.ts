import { isObject, type Json, type JsonObject } from '../../model/json.ts';
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
    const name = percentDecode(pair.split('=')[0] ?? '').replace(/\[.*$/s, '');
    groups.set(name, [...(groups.get(name) ?? []), pair]);
  }
  const members = [...groups].map(([name, pairs]): [string, Json] => {
    const member = view.member(name);
    const first = pairs[0] ?? '';
    if (pairs.length > 1 && !member.types.has('array') && !member.types.has('object')) {
      return [name, pairs.map((pair) => coerced(percentDecode(pair.slice(pair.indexOf('=') + 1)), member))];
    }
    const style = written(name, encoding, member.types.has('object') && !member.types.has('array') ? {} : []);
    return [name, readWritten(style, pairs.join('&'), member) ?? first];
  });
  return Object.fromEntries(members);
}

function written(name: string, encoding: JsonObject, value: Json): Written {
  const said = isObject(encoding[name]) ? encoding[name] : {};
  const { style = 'form', explode = style === 'form', allowReserved = false, contentType } = said;
  const base = { name, in: 'query', style, explode, allowReserved } as Written;
  // Without a style, members that are objects are JSON; a stated content type counts in its place.
  const isStyled = said['style'] !== undefined || said['explode'] !== undefined;
  if (isStyled || !(typeof contentType === 'string' || isObject(value))) return base;
  return { ...base, mediaType: typeof contentType === 'string' ? contentType : 'application/json' };
}
