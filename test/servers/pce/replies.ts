/** The replies that several resources share, and how a body is read. */
import type { HandReply, HandRequest } from '../hand-server.ts';
import { type Body, invalid, isObject, type PceError } from './profile-rules.ts';

/** 200 with a body. */
export function ok(json: unknown): HandReply {
  return { status: 200, json };
}

/** The only refusal with a documented body: 406 and an array of errors. */
export function refused(errors: readonly PceError[]): HandReply {
  return { status: 406, json: errors };
}

/** Empty in the strict reading: the documents give 401 no body. */
export function unauthorized(strict: boolean): HandReply {
  if (strict) return { status: 401 };
  const json = [{ token: 'authentication_error', message: 'Authentication failed' }];
  return { status: 401, json, headers: { 'www-authenticate': 'Basic realm="PCE"' } };
}

/** Never JSON (high); a text body is the other plausible form. */
export function notFound(strict: boolean): HandReply {
  if (strict) return { status: 404 };
  return { status: 404, body: 'Not Found', headers: { 'content-type': 'text/plain' } };
}

/** 405 and 403 are both documented for a wrong method; the 405 has a body only "possibly", and Allow by RFC 9110. */
export function wrongMethod(strict: boolean, methods: readonly string[]): HandReply {
  return strict
    ? { status: 405, headers: { allow: methods.join(', ') } }
    : { status: 403, body: 'Forbidden', headers: { 'content-type': 'text/plain' } };
}

/** L11: "some other objects" answer a second DELETE like this, in the single-object form. */
export function alreadyDeleted(): HandReply {
  const message = 'Cannot delete a pairing profile that has already been deleted';
  return { status: 406, json: { token: 'pairing_profile_already_deleted', message } };
}

/** Whether the client would take JSON; no other format exists. */
export function acceptsJson({ headers }: HandRequest): boolean {
  return /\*\/\*|application\/(json|\*)/i.test(headers.accept ?? '*/*');
}

/** Passes a JSON object on to `act`, or answers what is wrong with the body as such. */
export function withBody(
  request: HandRequest,
  schema: string,
  strict: boolean,
  act: (body: Body) => HandReply,
): HandReply {
  const mismatch = (type: string) =>
    refused([invalid(`The property '#/' of type ${type} did not match the following type: object`, schema)]);
  // The guide names a missing Content-Type as the cause of "type NilClass": such a body counts as none.
  const mediaType = String(request.headers['content-type'] ?? '').split(';')[0];
  if (mediaType?.trim().toLowerCase() !== 'application/json') return mismatch('NilClass');
  if (request.body.length === 0) return mismatch('NilClass');
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString());
  } catch {
    // 400 "something in the request was not correct", or the 406 of every other bad payload.
    return strict ? { status: 400 } : mismatch('NilClass');
  }
  return isObject(body) ? act(body) : mismatch(rubyType(body));
}

/** The vendor's validator speaks of types as its language does. */
function rubyType(value: unknown): string {
  if (value === null) return 'NilClass';
  if (Array.isArray(value)) return 'Array';
  return typeof value === 'string' ? 'String' : 'Integer';
}
