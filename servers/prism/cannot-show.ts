import { INVARIANTS } from '../../contract/invariants-keyword.ts';
import type { Json } from '../../model/json.ts';
import { tokens } from '../../model/pointer.ts';
import { isForm } from '../media-type.ts';
import { isPrismPattern } from './patterns.ts';
import { type MockLimit, type MockLimitId, PRISM_PROFILE } from './profile.ts';

/** What is wrong with a request, as far as it decides whether the mock sees it. The more is told, the surer. */
export interface RequestFault {
  readonly kind: 'body' | 'query' | 'path' | 'header' | 'cookie' | 'credentials' | 'media-type' | 'method';
  /**
   * The broken keyword of the schema. Beside those of JSON Schema: `missing` (credentials), `unknown` (a query
   * parameter), `duplicate` (a member that stands twice), `encoding` (broken percent-encoding), `style` (a label or
   * matrix prefix).
   */
  readonly keyword?: string | undefined;
  /** What the keyword says: the name of a format, the type, the pattern, the divisor. */
  readonly expected?: Json | undefined;
  /** The media type sent, if any: of the body, or the parameter's where it has `content`. */
  readonly mediaType?: string | undefined;
  /** Style of the parameter. */
  readonly style?: string | undefined;
  /** Pointer to the faulty part within the body or the parameter's value; `''` is all of it. */
  readonly where?: string | undefined;
  /** The faulty text as it was sent, before encoding. */
  readonly value?: Json | undefined;
}

/** The limit of the mock that keeps it from seeing a fault; undefined where it refuses as the contract says. */
export function prismCannotShow(fault: RequestFault): MockLimit | undefined {
  const isRule = fault.keyword?.startsWith(`${INVARIANTS}/`) === true;
  const id = isRule ? 'invariants' : (ofKind(fault) ?? ofKeyword(fault));
  return PRISM_PROFILE.find((limit) => limit.id === id);
}

function ofKind(fault: RequestFault): MockLimitId | undefined {
  switch (fault.kind) {
    case 'cookie':
      return 'cookie-parameters';
    case 'credentials':
      return fault.keyword === 'missing' ? undefined : 'credential-values';
    case 'media-type':
      return ofMediaType(fault.mediaType ?? '', fault.where);
    case 'body':
      return isForm(fault.mediaType ?? '') ? ofForm(fault) : undefined;
    case 'query':
      return ofQuery(fault);
    case 'header':
      return ofHeader(fault);
    default:
      return undefined;
  }
}

function ofMediaType(mediaType: string, where: string | undefined): MockLimitId | undefined {
  if (where === 'no-body') return 'media-type-without-body';
  if (/\/json\s*;/i.test(mediaType)) return 'media-type-parameters';
  return /\+json\s*(;|$)/i.test(mediaType) ? 'media-type-suffix' : undefined;
}

const OF_MEMBERS = new Set([
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'patternProperties', 'maxProperties'],
]);
const OF_STRUCTURES = new Set([
  ...[
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
  ],
  'unevaluatedItems',
]);

function ofForm({
  keyword = '',
  expected,
  mediaType = '',
  where = '',
}: RequestFault): MockLimitId | undefined {
  if (keyword === 'encoding') return 'form-encoding';
  if (keyword === 'content' && /^multipart\//i.test(mediaType)) return 'multipart-syntax';
  const depth = tokens(where).length;
  if (depth === 0) return OF_MEMBERS.has(keyword) ? 'form-members' : undefined;
  const isStructure =
    depth > 1 || OF_STRUCTURES.has(keyword) || OF_MEMBERS.has(keyword) || isList(keyword, expected);
  return isStructure ? 'form-structures' : undefined;
}

function ofQuery({
  keyword = '',
  mediaType,
  style,
  where = '',
  value,
}: RequestFault): MockLimitId | undefined {
  if (mediaType !== undefined)
    return keyword === 'required' && where === '' ? undefined : 'content-parameters';
  if (keyword === 'unknown') return 'unknown-query';
  if (value === '' && keyword !== 'required') return 'empty-query';
  const [member] = tokens(where);
  const isMember = member !== undefined && !/^\d+$/.test(member);
  if (!isMember && style !== 'deepObject') return undefined;
  const isBlind = /[A-Z]/.test(where) || /Delimited$/.test(style ?? '') || OF_MEMBERS.has(keyword);
  return isBlind || /^(required|minProperties|dependent)/.test(keyword) ? 'query-objects' : undefined;
}

function ofHeader({ keyword = '', expected, mediaType, where = '' }: RequestFault): MockLimitId | undefined {
  if (mediaType !== undefined) return 'content-parameters';
  return where !== '' || OF_STRUCTURES.has(keyword) || isList(keyword, expected) ? 'list-headers' : undefined;
}

function ofKeyword({ kind, keyword, expected, mediaType, value }: RequestFault): MockLimitId | undefined {
  const isText = kind === 'query' || kind === 'path' || kind === 'header' || isForm(mediaType ?? '');
  switch (keyword) {
    case 'discriminator':
      return 'discriminator';
    case 'duplicate':
      return kind === 'body' ? 'duplicate-members' : undefined;
    case 'encoding':
    case 'style':
      return kind === 'path' ? 'throws' : undefined;
    case 'format':
      return typeof expected === 'string' && !ENFORCED_FORMATS.has(expected) ? 'formats' : undefined;
    case 'multipleOf':
      return Number.isInteger(expected ?? 1) ? undefined : 'fractions';
    case 'pattern':
      return typeof expected === 'string' && !isPrismPattern(expected) ? 'patterns' : undefined;
    case 'type':
      return isText && isNumberLike(value, expected) ? 'number-spelling' : undefined;
    default:
      return undefined;
  }
}

const ENFORCED_FORMATS = new Set([
  ...[
    'date',
    'time',
    'date-time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'url',
  ],
  ...['uri-template', 'uuid', 'regex', 'json-pointer', 'relative-json-pointer', 'byte', 'int32', 'int64'],
]);

function isList(keyword: string, expected: Json | undefined): boolean {
  return keyword === 'type' && [expected].flat().some((type) => type === 'array' || type === 'object');
}

/** Whether JavaScript reads a text as a number of the type asked for. */
function isNumberLike(value: Json | undefined, expected: Json | undefined): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  const types = [expected].flat();
  if (types.includes('number')) return Number.isFinite(Number(value));
  return types.includes('integer') && Number.isInteger(Number(value));
}
