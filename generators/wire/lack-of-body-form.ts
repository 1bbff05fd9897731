import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { boundaryOf } from './body.ts';
import { type BodyDescription, memberEncoding } from './body-description.ts';
import { bodyFormOf } from './body-form.ts';
import { charsetOf, lackOfCharset } from './charset.ts';
import { textOf } from './coercion.ts';
import { written } from './form-body.ts';
import { lackAsText, lackOfForm } from './lack-of-form.ts';
import { isPartName } from './multipart-body.ts';
import { unknownHeaders } from './part-headers.ts';

/**
 * Why a value has no form in a body of a media type; undefined where it has one that a reader of its schema finds again.
 * JSON has every value.
 */
export function lackOfBodyForm(
  mediaType: string,
  value: Json,
  { encoding = {} }: BodyDescription = {},
): string | undefined {
  const form = bodyFormOf(mediaType);
  if (form === 'json') return undefined;
  if (form === 'text')
    return lackAsText(mediaType, value) ?? lackOfCharset(charsetOf(mediaType), textOf(value));
  if (!isObject(value)) return 'a form is an object';
  const lackOf = form === 'form' ? lackInForm : lackInParts;
  for (const [name, member] of Object.entries(value)) {
    const why =
      lackOf(name, member, encoding) ?? lackOfItems(member, memberEncoding(encoding, name).contentType);
    if (why !== undefined) return `${name}: ${why}`;
  }
  const boundary = `\r\n--${boundaryOf(mediaType)}`;
  const isBroken = form === 'multipart' && Object.values(value).some((member) => holds(member, boundary));
  return isBroken ? 'it holds the boundary of its parts' : undefined;
}

/** Repeated names tell lists of one level that have an item. */
function lackOfItems(member: Json, contentType: string | undefined): string | undefined {
  if (contentType !== undefined || !Array.isArray(member)) return undefined;
  if (member.length === 0) return 'an empty list leaves nothing on the wire';
  if (member.includes(null)) return 'null has no form within a list';
  return member.some(Array.isArray) ? 'a list within a list has no form' : undefined;
}

function lackInForm(name: string, member: Json, encoding: JsonObject): string | undefined {
  const style = written(name, encoding, member);
  const { style: stated, contentType } = memberEncoding(encoding, name);
  if (stated?.style === 'form' && stated.explode && isObject(member))
    return 'members of an exploded object cannot be told from those of the form';
  // Items of a list that nothing is said of are JSON where they are objects.
  if (!stated && contentType === undefined && typeof member === 'object' && member !== null)
    return lackOfSurrogates(member);
  return (
    lackOfForm(style, member) ?? (stated && isEmpty(member) ? 'it leaves nothing on the wire' : undefined)
  );
}

function lackInParts(name: string, member: Json, encoding: JsonObject): string | undefined {
  const { style, contentType, headers } = memberEncoding(encoding, name);
  if (!isPartName(name)) return 'its name would be read as another';
  if (style) return 'a part of a style is not supported';
  const [header] = unknownHeaders(headers);
  if (header !== undefined) return `nothing shows what its header ${header} holds`;
  if (contentType === undefined)
    return member === null ? 'null has no form in a part' : lackOfSurrogates(member);
  if (Array.isArray(member) && member.length === 0) return 'an empty list leaves nothing on the wire';
  for (const item of Array.isArray(member) ? member : [member]) {
    const why = lackAsText(contentType, item) ?? lackOfCharset(partCharset(contentType), textOf(item));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Parts stand in one body of UTF-8, whatever one of them would be. */
function partCharset(contentType: string): string {
  return bodyFormOf(contentType) === 'json' || charsetOf(contentType) === 'utf-8' ? 'utf-8' : 'us-ascii';
}

function lackOfSurrogates(member: Json): string | undefined {
  return lackOfForm(
    { name: '', in: 'query', style: 'form', explode: true, mediaType: 'application/json' },
    member,
  );
}

function isEmpty(member: Json): boolean {
  return typeof member === 'object' && member !== null && Object.keys(member).length === 0;
}

function holds(member: Json, boundary: string): boolean {
  const items = Array.isArray(member) ? member : [member];
  return items.some((item) => `\r\n${textOf(item)}`.includes(boundary));
}
