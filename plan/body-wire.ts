import { type Violation, violations } from '../contract/validation.ts';
import { type BodyDescription, decodeBody, encodeBody, lackOfBodyForm } from '../generators/wire/index.ts';
import type { SoundBody } from '../model/case.ts';
import type { Body, Content, Contract, Operation } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { sampled } from './marks.ts';
import type { PlanContext } from './options.ts';

/** A body content whose schema can be worked with. */
export type Described = Content & { readonly schema: Pointer };

/** The media types of a body in which members can be written. */
const STRUCTURED =
  /^(?:[^;]*[/+]json|application\/x-www-form-urlencoded|multipart\/[^;]*|\*\/\*|application\/\*)(?:;|$)/i;

/** The content that an operation's usual requests have: the first that has members, else the first. */
export function usualContent(body: Body | undefined): Content | undefined {
  return body?.contents.find(isStructured) ?? body?.contents[0];
}

/** Whether objects and lists can be written in a content's media type. */
export function isStructured({ mediaType }: Pick<Content, 'mediaType'>): boolean {
  return STRUCTURED.test(mediaType);
}

/** Whether a content says what is in it. */
export function isDescribed(content: Content | undefined): content is Described {
  return content?.schema !== undefined;
}

/** A media type that can be sent, for a range of them. */
export function concrete(mediaType: string): string {
  return mediaType
    .replace(/^(?:\*|application)\/\*/, 'application/json')
    .replace(/^text\/\*/, 'text/plain')
    .replace(/^multipart\/\*/, 'multipart/form-data')
    .replace(/\/\*/, '/octet-stream');
}

/** The content that a planned body is of; undefined where its media type is none of the operation's. */
export function contentOf(
  { body }: Operation,
  { mediaType }: Pick<SoundBody, 'mediaType'>,
): Content | undefined {
  return body?.contents.find((content) => concrete(content.mediaType) === mediaType);
}

/** Why a value is no body, for what it leaves on the wire; undefined where it is one. */
export function lackOfBytes({ body }: Operation, content: Content, value: Json): string | undefined {
  const lack = lackOfParts(content, value);
  if (lack !== undefined) return lack;
  const isNeeded = body?.required === true && unwritable(content, value) === undefined;
  return isNeeded && isEmptyOnWire(content, value)
    ? 'it leaves no bytes, and the body is required'
    : undefined;
}

/** Whether a value leaves no bytes, which is no body at all. */
export function isEmptyOnWire({ mediaType, encoding }: Content, value: Json): boolean {
  return encodeBody(concrete(mediaType), sampled(value), { encoding }).length === 0;
}

/** Why a value is no multipart body (RFC 2046); undefined where it is one, or is none of another media type. */
export function lackOfParts({ mediaType }: Pick<Content, 'mediaType'>, value: Json): string | undefined {
  if (!/^multipart\//i.test(mediaType)) return undefined;
  // A list is a part an item, so that an empty one is none.
  const hasPart =
    isObject(value) && Object.values(value).some((member) => !Array.isArray(member) || member.length > 0);
  return hasPart ? undefined : 'a multipart body has one part at least';
}

/** What a body breaks on the bytes that are sent, marks filled in: in a form, 5 and "5" are the same. */
export function violationsOnWire({ contract }: PlanContext, content: Described, planned: Json): Violation[] {
  const mediaType = concrete(content.mediaType);
  const how = describedBy(contract, content);
  const read = decodeBody(mediaType, encodeBody(mediaType, sampled(planned), how), how);
  return violations(contract, content.schema, 'request', read);
}

/** What the bytes of a content are written and read by. */
export function describedBy({ document }: Pick<Contract, 'document'>, content: Content): BodyDescription {
  const { encoding, schema } = content;
  return schema === undefined ? { encoding } : { encoding, source: { schema, root: document } };
}

/** Why a value cannot be written in a content's media type; undefined where it can. */
export function unwritable({ mediaType, encoding }: Content, planned: Json): string | undefined {
  return lackOfBodyForm(concrete(mediaType), sampled(planned), { encoding });
}
