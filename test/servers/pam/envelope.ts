/** The wrapping that PAM Core puts around everything, errors included. */
import type { HandReply, Reading } from '../hand-server.ts';

/** A refusal; `code` 400 and 500 are generic, four digits are the documented codes. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

/** Success; `payload` is `device` or `devices`. */
export function success(
  reading: Reading,
  status: number,
  message: string,
  payload: Record<string, unknown> = {},
  detailed = false,
): HandReply {
  return { status, json: { ...envelope(reading, status, message, 0, detailed), ...payload } };
}

/** 400 with the exception part. "Not found" (1011) is a 400 as well, and that is meant so. */
export function refusal(reading: Reading, { code, text }: Refusal): HandReply {
  const message = code > 999 ? `${code}: ${text}` : text;
  const exception = { code, message, detail: reading === 'strict' ? null : '' };
  return { status: 400, json: { ...envelope(reading, 400, message, 1, true), exception } };
}

/** The platform's answer to a wrong URL; it has no exception part. */
export function wrongUrl(reading: Reading): HandReply {
  return { status: 404, json: envelope(reading, 404, 'Resource sub not found', 4, false) };
}

/** How a failed authentication looks is not documented: with envelope, or as a gateway in front would say it. */
export function unauthorized(reading: Reading, message: string): HandReply {
  if (reading === 'strict') return { status: 401, json: envelope(reading, 401, message, 1, false) };
  return { status: 401, json: { message }, headers: { 'www-authenticate': 'Bearer realm="senhasegura"' } };
}

/** `code` is absent in old samples, `detail` in those of GET; `changed` is known to one client only. */
function envelope(
  reading: Reading,
  status: number,
  message: string,
  errorCode: number,
  detailed: boolean,
): Record<string, unknown> {
  const strict = reading === 'strict';
  const error = errorCode !== 0;
  const response = {
    status,
    message,
    error,
    error_code: errorCode,
    ...(strict && !detailed ? {} : { detail: '' }),
    mensagem: message,
    erro: error,
    cod_erro: errorCode,
  };
  if (strict) return { response };
  // A member of a later release, which no reader of the documents can know, goes with the optional ones.
  return { code: status, response: { ...response, changed: String(!error), elapsed: 12 } };
}
