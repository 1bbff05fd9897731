import type { Json } from '../../model/json.ts';
import type { BodyDescription } from './body-description.ts';
import { bodyFormOf } from './body-form.ts';
import { charsetOf, fromCharset, inCharset } from './charset.ts';
import { coerced, parsedOr, textOf } from './coercion.ts';
import { decodeForm, encodeForm } from './form-body.ts';
import { decodeMultipart, encodeMultipart, MULTIPART_BOUNDARY, type Parting } from './multipart-body.ts';
import { SchemaView } from './schema-types.ts';

/** The boundary of a multipart body. */
export function boundaryOf(mediaType: string): string {
  return /boundary="?([^";]+)"?/i.exec(mediaType)?.[1] ?? MULTIPART_BOUNDARY;
}

/** The media type as the Content-Type header has to say it: with the boundary of a multipart body. */
export function contentTypeOf(mediaType: string): string {
  const lacks = bodyFormOf(mediaType) === 'multipart' && !/boundary=/i.test(mediaType);
  return lacks ? `${mediaType}; boundary=${MULTIPART_BOUNDARY}` : mediaType;
}

/** The bytes of a body: JSON, form, multipart, else text in its character set. Ask `lackOfBodyForm` before. */
export function encodeBody(mediaType: string, value: Json, how: BodyDescription = {}): Uint8Array {
  const form = bodyFormOf(mediaType);
  if (form === 'text') return inCharset(charsetOf(mediaType), textOf(value));
  if (form === 'json') return inCharset('utf-8', JSON.stringify(value));
  if (form === 'form') return inCharset('utf-8', encodeForm(value, how.encoding ?? {}));
  return inCharset('utf-8', encodeMultipart(value, partingOf(mediaType, how)));
}

/** The value that a reader of the schema finds in a body. A JSON body that is none is read as the text it is. */
export function decodeBody(mediaType: string, bytes: Uint8Array, how: BodyDescription = {}): Json {
  const form = bodyFormOf(mediaType);
  const view = SchemaView.of(how.source);
  if (form === 'text') return coerced(fromCharset(charsetOf(mediaType), bytes), view);
  const text = fromCharset('utf-8', bytes);
  if (form === 'json') return parsedOr(text);
  if (form === 'form') return decodeForm(text, view, how.encoding ?? {});
  return decodeMultipart(text, partingOf(mediaType, how));
}

function partingOf(mediaType: string, { encoding = {}, source }: BodyDescription): Parting {
  return { boundary: boundaryOf(mediaType), view: SchemaView.of(source), encoding };
}
