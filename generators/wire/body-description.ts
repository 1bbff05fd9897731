import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Written } from './parameter-form.ts';
import type { SchemaSource, SchemaView } from './schema-types.ts';

/** What a document says of a body beside its media type. */
export interface BodyDescription {
  /** The Encoding Objects of a form's members. */
  readonly encoding?: JsonObject;
  readonly source?: SchemaSource;
}

/** How one member of a form is written (OpenAPI 3.1.1, Encoding Object). */
export interface MemberEncoding {
  /** As a query parameter, where a style is stated: it goes before any content type. */
  readonly style?: Written;
  readonly contentType?: string;
  readonly headers: JsonObject;
}

/** What is said of a member. */
export function memberEncoding(encoding: JsonObject, name: string): MemberEncoding {
  const said = Object.hasOwn(encoding, name) && isObject(encoding[name]) ? encoding[name] : {};
  const headers = isObject(said['headers']) ? said['headers'] : {};
  const isStyled = ['style', 'explode', 'allowReserved'].some((key) => said[key] !== undefined);
  const { style = 'form', explode = style === 'form', allowReserved = false, contentType } = said;
  if (isStyled) return { style: { name, in: 'query', style, explode, allowReserved } as Written, headers };
  return typeof contentType === 'string' ? { contentType: firstType(contentType), headers } : { headers };
}

/** The content type of a value by what it is, where none is stated; undefined for text/plain, which parts are anyway. */
export function defaultType(value: Json, view: SchemaView): string | undefined {
  if (typeof value === 'object') return 'application/json';
  return typeof value === 'string' && view.isOpaque ? 'application/octet-stream' : undefined;
}

/** The first of a list of media types, with something in place of an asterisk. */
function firstType(list: string): string {
  const types = list.split(',').map((type) => type.trim());
  const type = types.find((candidate) => !candidate.includes('*')) ?? types[0] ?? '';
  return type
    .replace(/^\*\/\*/, 'application/octet-stream')
    .replace(/^text\/\*/, 'text/plain')
    .replace('*', 'octet-stream');
}
