import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { textOf } from './coercion.ts';
import { formOf, type Written } from './parameter-form.ts';
import { percentEncode } from './percent.ts';

type Encode = (text: string) => string;

/**
 * A parameter as it stands on the wire, by the tables of OpenAPI 3.1.1: the text of the path segment, the part
 * of the query (`a=1&a=2`, empty where nothing is sent), the value of the header, or the cookie pairs.
 * Lists and objects below the first level have no form in the tables and are written as JSON.
 */
export function serializeParameter(parameter: Written, value: Json): string {
  const encode = encoderOf(parameter, value);
  if (parameter.mediaType !== undefined) {
    const text = encode(/[/+]json\b/.test(parameter.mediaType) ? JSON.stringify(value) : textOf(value));
    return parameter.in === 'query' || parameter.in === 'cookie' ? `${encode(parameter.name)}=${text}` : text;
  }
  if (Array.isArray(value)) return list(parameter, value, encode);
  if (isObject(value)) return members(parameter, value, encode);
  return scalar(parameter, encode(textOf(value)), encode);
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

function scalar(parameter: Written, text: string, encode: Encode): string {
  const { prefix, named } = formOf(parameter);
  if (!named) return prefix + text;
  const isEmptyMatrix = parameter.style === 'matrix' && text === '';
  return `${prefix}${encode(parameter.name)}${isEmptyMatrix ? '' : '='}${text}`;
}

function list(parameter: Written, items: readonly Json[], encode: Encode): string {
  const { prefix, separator, named } = formOf(parameter);
  const texts = items.map((item) => encode(textOf(item)));
  const name = encode(parameter.name);
  if (parameter.explode && named)
    return texts.length === 0 ? '' : prefix + texts.map((text) => `${name}=${text}`).join(separator);
  if (texts.length === 0 && named && parameter.style !== 'matrix') return '';
  return scalar(parameter, texts.join(separator), encode);
}

function members(parameter: Written, object: JsonObject, encode: Encode): string {
  const { prefix, separator, named } = formOf(parameter);
  const name = encode(parameter.name);
  const pairs = Object.entries(object).map(([key, value]) => [encode(key), encode(textOf(value))] as const);
  if (parameter.style === 'deepObject') {
    return pairs.map(([key, text]) => `${name}%5B${key}%5D=${text}`).join('&');
  }
  if (parameter.explode) {
    const joined = pairs.map(([key, text]) => `${key}=${text}`).join(separator);
    return joined === '' ? '' : prefix + joined;
  }
  if (pairs.length === 0 && named && parameter.style !== 'matrix') return '';
  return scalar(parameter, pairs.flat().join(separator), encode);
}
