import type { Json, JsonObject } from '../../model/json.ts';
import { bodyFormOf } from './body-form.ts';
import { coerced, parsedOr, textOf } from './coercion.ts';
import { decodeForm, encodeForm } from './form-body.ts';
import { decodeMultipart, encodeMultipart, MULTIPART_BOUNDARY } from './multipart-body.ts';
import { type SchemaSource, SchemaView } from './schema-types.ts';

function boundaryOf(mediaType: string): string {
  return /boundary="?([^";]+)"?/i.exec(mediaType)?.[1] ?? MULTIPART_BOUNDARY;
}

/** The media type as the Content-Type header has to say it: with the boundary of a multipart body. */
export function contentTypeOf(mediaType: string): string {
  const lacks = bodyFormOf(mediaType) === 'multipart' && !/boundary=/i.test(mediaType);
  return lacks ? `${mediaType}; boundary=${MULTIPART_BOUNDARY}` : mediaType;
}

/**
 * The bytes of a body: JSON, form, multipart, else text.
 * @param encoding - The Encoding Objects of a form's members.
 */
export function encodeBody(mediaType: string, value: Json, encoding: JsonObject = {}): Uint8Array {
  return new TextEncoder().encode(bodyText(mediaType, value, encoding));
}

function bodyText(mediaType: string, value: Json, encoding: JsonObject): string {
  switch (bodyFormOf(mediaType)) {
    case 'json':
      return JSON.stringify(value);
    case 'form':
      return encodeForm(value, encoding);
    case 'multipart':
      return encodeMultipart(value, boundaryOf(mediaType));
    case 'text':
      return textOf(value);
  }
}

/**
 * The value that a reader of the schema finds in a body. A JSON body that is none is read as the text it is.
 * @param encoding - The Encoding Objects of a form's members.
 */
export function decodeBody(
  mediaType: string,
  bytes: Uint8Array,
  source?: SchemaSource,
  encoding: JsonObject = {},
): Json {
  const text = new TextDecoder().decode(bytes);
  const view = SchemaView.of(source);
  switch (bodyFormOf(mediaType)) {
    case 'json':
      return parsedOr(text);
    case 'form':
      return decodeForm(text, view, encoding);
    case 'multipart':
      return decodeMultipart(text, boundaryOf(mediaType), view);
    case 'text':
      return coerced(text, view);
  }
}
