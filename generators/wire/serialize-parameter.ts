import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { bodyFormOf } from './body-form.ts';
import { textOf } from './coercion.ts';
import { formOf, type Written } from './parameter-form.ts';
import { percentEncode } from './percent.ts';

type Encode = (text: string) => string;

/**
 * A parameter as it stands on the wire, by the tables of OpenAPI 3.1.1: the text of the path segment, the part
 * of the query (`a=1&a=2`, empty where nothing is sent), the value of the header, or the cookie pairs.
 * What has no form there (`lackOfForm`) is written as JSON, which is for members of forms alone.
 */
export function serializeParameter(parameter: Written, value: Json): string {
  const encode = encoderOf(parameter, value);
  if (parameter.mediaType !== undefined) {
    const text = encode(contentText(parameter, value));
    return parameter.in === 'query' || parameter.in === 'cookie' ? `${nameOf(parameter)}=${text}` : text;
  }
  if (Array.isArray(value)) return list(parameter, value, encode);
  if (isObject(value)) return members(parameter, value, encode);
  return scalar(parameter, encode(textOf(value)));
}

/** JSON in a header is ASCII, by its escapes. */
function contentText({ in: where, mediaType = '' }: Written, value: Json): string {
  if (bodyFormOf(mediaType) !== 'json') return textOf(value);
  const json = JSON.stringify(value);
  if (where !== 'header') return json;
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A name ends where its value begins, whatever may stand in that unencoded. */
function nameOf({ name }: Written): string {
  return percentEncode(name);
}

function encoderOf({ in: where, allowReserved, style }: Written, value: Json): Encode {
  // RFC 9110: a field value is what it is, there is no percent-encoding.
  if (where === 'header') return (text) => text;
  const isWhole = typeof value !== 'object' || value === null;
  const open = allowReserved === true && where === 'query';
  return (text) => {
    // Between items and members the separators have to stay told from their text.
    const encoded = percentEncode(text, open);
    const told = isWhole || !open ? encoded : encoded.replaceAll(',', '%2C').replaceAll('=', '%3D');
    return where === 'path' && (style === 'label' || /^\.{1,2}$/.test(told))
      ? told.replaceAll('.', '%2E')
      : told;
  };
}

function scalar(parameter: Written, text: string): string {
  const { prefix, named } = formOf(parameter);
  if (!named) return prefix + text;
  const isEmptyMatrix = parameter.style === 'matrix' && text === '';
  return `${prefix}${nameOf(parameter)}${isEmptyMatrix ? '' : '='}${text}`;
}

function list(parameter: Written, items: readonly Json[], encode: Encode): string {
  const { prefix, separator, named } = formOf(parameter);
  const texts = items.map((item) => encode(textOf(item)));
  const name = nameOf(parameter);
  if (parameter.explode && named)
    return texts.length === 0 ? '' : prefix + texts.map((text) => `${name}=${text}`).join(separator);
  if (texts.length === 0 && named && parameter.style !== 'matrix') return '';
  return scalar(parameter, texts.join(separator));
}

function members(parameter: Written, object: JsonObject, encode: Encode): string {
  const { prefix, separator, named } = formOf(parameter);
  const name = nameOf(parameter);
  const pairs = Object.entries(object).map(([key, value]) => [encode(key), encode(textOf(value))] as const);
  if (parameter.style === 'deepObject') {
    return pairs.map(([key, text]) => `${name}%5B${key}%5D=${text}`).join('&');
  }
  if (parameter.explode) {
    const joined = pairs.map(([key, text]) => `${key}=${text}`).join(separator);
    return joined === '' ? '' : prefix + joined;
  }
  if (pairs.length === 0 && named && parameter.style !== 'matrix') return '';
  return scalar(parameter, pairs.flat().join(separator));
}
