import * as formats from '@hyperjump/json-schema-formats';

const JUDGES: Readonly<Record<string, (text: string) => boolean>> = {
  date: formats.isDate,
  time: formats.isTime,
  'date-time': formats.isDateTime,
  duration: formats.isDuration,
  email: formats.isEmail,
  'idn-email': formats.isIdnEmail,
  hostname: formats.isHostname,
  'idn-hostname': formats.isIdn,
  ipv4: formats.isIPv4,
  ipv6: formats.isIPv6,
  uri: formats.isUri,
  'uri-reference': formats.isUriReference,
  iri: formats.isIri,
  'iri-reference': formats.isIriReference,
  uuid: formats.isUuid,
  'uri-template': formats.isUriTemplate,
  'json-pointer': formats.isJsonPointer,
  'relative-json-pointer': formats.isRelativeJsonPointer,
  regex: formats.isRegex,
};

/** What a judge says who shares nothing with ours; undefined for formats that it does not know. */
export function secondOpinion(text: string, format: string): boolean | undefined {
  return JUDGES[format]?.(text);
}
