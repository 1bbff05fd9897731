import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { bodyFormOf } from './body-form.ts';
import { textOf } from './coercion.ts';
import type { Written } from './parameter-form.ts';
import { serializeParameter } from './serialize-parameter.ts';

const DELIMITERS: Readonly<Partial<Record<Written['style'], string>>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
};

/**
 * Why a value has no form as a parameter; undefined where it has one that is read as the same value again. OpenAPI
 * 3.1.1 says "n/a" in its table "Style Examples", or nothing, as of lists in lists; what cannot be told apart by a
 * reader has no form either.
 */
export function lackOfForm(parameter: Written, value: Json): string | undefined {
  const why =
    parameter.mediaType === undefined
      ? lackInStyle(parameter, value)
      : lackAsText(parameter.mediaType, value);
  if (why !== undefined) return why;
  if (/\p{Surrogate}/u.test(`${parameter.name}\n${textsOf(value)}`))
    return 'half of a surrogate pair has no UTF-8';
  if (parameter.in !== 'header' && parameter.in !== 'path') return undefined;
  const wire = serializeParameter(parameter, value);
  if (wire === '') return 'it leaves nothing on the wire';
  if (parameter.in === 'path') return undefined;
  // RFC 9110, section 5.5: blanks at the ends are no part of a value, and what is no ASCII is opaque.
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(wire) ? undefined : 'no header can carry it';
}

/** Why a value cannot be written in a media type that is no form of several members. */
export function lackAsText(mediaType: string, value: Json): string | undefined {
  if (bodyFormOf(mediaType) === 'json') return undefined;
  if (value === null) return `null has no form in ${mediaType}`;
  return typeof value === 'object' ? `${kindOf(value)} has no form in ${mediaType}` : undefined;
}

function lackInStyle(parameter: Written, value: Json): string | undefined {
  const { style, explode } = parameter;
  if (value === null) return 'null has no form there';
  const isDelimited = DELIMITERS[style] !== undefined;
  if (isDelimited && explode) return `the style ${style}, exploded, has no form`;
  if (typeof value !== 'object') {
    return isDelimited || style === 'deepObject'
      ? `the style ${style} has no form for a single value`
      : undefined;
  }
  if (Array.isArray(value) && style === 'deepObject') return 'the style deepObject has no form for a list';
  const parts = Object.values(value);
  if (parts.includes(null)) return `null has no form within ${kindOf(value)}`;
  const inner = parts.find((part) => typeof part === 'object');
  if (inner !== undefined && inner !== null)
    return `${kindOf(inner)} within ${kindOf(value)} has no form in a style`;
  return lackOfBounds(parameter, value);
}

/** Why a reader would find the parts of a list or object in other places than they were. */
function lackOfBounds(
  { style, explode, in: where }: Written,
  value: Json[] | JsonObject,
): string | undefined {
  const isRepeated = explode && style === 'form';
  if (
    Array.isArray(value) &&
    value.length === 1 &&
    value[0] === '' &&
    !isRepeated &&
    !(explode && style === 'matrix')
  )
    return 'a list of one empty text would be read as an empty list';
  const texts = isObject(value)
    ? [...Object.keys(value), ...Object.values(value).map(textOf)]
    : value.map(textOf);
  // Blanks and bars are delimiters encoded or not, and in a header nothing is encoded.
  const delimiter = DELIMITERS[style] ?? (where === 'header' ? ',' : undefined);
  if (delimiter === undefined) return undefined;
  const within = `${JSON.stringify(delimiter)} within a part would be read as the end of it`;
  if (texts.some((text) => text.includes(delimiter))) return within;
  if (where !== 'header') return undefined;
  if (texts.some((text) => text !== text.trim())) return 'blanks around a part are no part of it';
  const isCut = explode && isObject(value) && Object.keys(value).some((name) => name.includes('='));
  return isCut ? '"=" within a name would be read as the end of it' : undefined;
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** JSON escapes half pairs, so that they are looked for in the texts themselves. */
function textsOf(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return isObject(value)
    ? Object.entries(value)
        .map(([name, part]) => name + textsOf(part))
        .join('\n')
    : value.map(textsOf).join('\n');
}
