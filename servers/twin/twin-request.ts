import { meant } from '../../contract/reference.ts';
import { repeatedMember } from '../../contract/repeated-members.ts';
import { decodeBody, readParameter } from '../../generators/wire/index.ts';
import type { Content, Contract, Operation, Parameter } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { type HeaderField, headerValue } from '../../model/request.ts';
import { contentOf, isJson } from '../media-type.ts';

/** A request as the twin gets it. */
export interface TwinRequest {
  readonly method: string;
  /** Raw path and query, as on the request line. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

/** A request to one operation, taken apart. */
export interface Call {
  readonly operation: Operation;
  /** HEAD in the place of the operation's GET, else its own. */
  readonly method: string;
  /** Raw path and query, as on the request line. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  /** Raw, without the question mark. */
  readonly query: string;
  readonly values: ReadonlyMap<Parameter, Json>;
  readonly path: ReadonlyMap<string, Json>;
  readonly bytes: Uint8Array;
  readonly content: Content | undefined;
  /** Undefined where nothing was sent, or what was sent cannot be read. */
  readonly body: Json | undefined;
  /** The bytes are no JSON where JSON was said to come. */
  readonly isMalformed: boolean;
  /** The JSON has a member twice, so that readers may differ in what it says. */
  readonly isAmbiguous: boolean;
}

/** The raw values of a path's parameters; undefined where the path is not of this template. */
export function pathValues(template: string, path: string): Map<string, string> | undefined {
  const names: string[] = [];
  const pattern = template
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found ? new Map(names.map((name, at) => [name, found[at + 1] ?? ''])) : undefined;
}

/** Takes a request to an operation apart, as the contract says that its parts are written. */
export function callOf(
  contract: Contract,
  operation: Operation,
  request: TwinRequest & { readonly path: string; readonly query: string },
): Call {
  const raw = pathValues(operation.path, request.path) ?? new Map<string, string>();
  const values = new Map<Parameter, Json>();
  for (const parameter of operation.parameters) {
    const wire = wireOf(contract, operation, parameter, { ...request, raw });
    const value = wire === undefined ? undefined : readParameter(parameter, wire, contract.document);
    if (value !== undefined) values.set(parameter, value);
  }
  const path = new Map(
    [...values].filter(([{ in: where }]) => where === 'path').map(([{ name }, value]) => [name, value]),
  );
  const { method, target, headers, query, body: bytes } = request;
  const body = bodyOf(contract, operation, headers, bytes);
  return { operation, method, target, headers, query, values, path, bytes, isAmbiguous: false, ...body };
}

interface Parts {
  readonly raw: ReadonlyMap<string, string>;
  readonly query: string;
  readonly headers: readonly HeaderField[];
}

function wireOf(
  contract: Contract,
  operation: Operation,
  parameter: Parameter,
  parts: Parts,
): string | undefined {
  const { name, in: where } = parameter;
  if (where === 'path') return parts.raw.get(name);
  if (where === 'header') return headerValue(parts.headers, name);
  const text = where === 'query' ? parts.query : (headerValue(parts.headers, 'cookie') ?? '');
  const separator = where === 'query' ? '&' : /;\s*/;
  const pairs = text.split(separator).filter((pair) => pair !== '');
  const own = pairs.filter((pair) => belongs(contract, operation, parameter, nameIn(pair)));
  return own.length === 0 ? undefined : own.join('&');
}

function nameIn(pair: string): string {
  const [name = ''] = pair.split('=');
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

/** Members of an exploded object stand under their own names: those that no other parameter has. */
function belongs(contract: Contract, operation: Operation, parameter: Parameter, found: string): boolean {
  const { name, in: where, style, explode } = parameter;
  if (found === name || (style === 'deepObject' && found.startsWith(`${name}[`))) return true;
  if (style !== 'form' || !explode || parameter.mediaType !== undefined) return false;
  const declared = meant(contract.document, parameter.schema).value;
  const takesMembers = isObject(declared) && [declared['type']].flat().includes('object');
  return takesMembers && !operation.parameters.some((other) => other.in === where && other.name === found);
}

function bodyOf(
  contract: Contract,
  { body }: Operation,
  headers: readonly HeaderField[],
  bytes: Uint8Array,
): Pick<Call, 'content' | 'body' | 'isMalformed'> & Partial<Pick<Call, 'isAmbiguous'>> {
  const mediaType = headerValue(headers, 'content-type') ?? '';
  const contents = body?.contents ?? [];
  const content = contentOf(contents, mediaType) ?? contents.find((one) => one.mediaType.includes('*'));
  if (bytes.length === 0 || !body) return { content, body: undefined, isMalformed: false };
  const read = content ?? contents.find((one) => isJson(one.mediaType));
  if (read && isJson(read.mediaType)) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      const value = JSON.parse(text) as Json;
      return isWithinDoubles(value)
        ? { content, body: value, isMalformed: false, isAmbiguous: repeatedMember(text) !== undefined }
        : { content, body: undefined, isMalformed: true };
    } catch {
      return { content, body: undefined, isMalformed: true };
    }
  }
  if (!read) return { content, body: Buffer.from(bytes).toString(), isMalformed: false };
  const source =
    read.schema === undefined ? {} : { source: { schema: read.schema, root: contract.document } };
  return {
    content,
    body: decodeBody(mediaType || read.mediaType, bytes, { encoding: read.encoding, ...source }),
    isMalformed: false,
  };
}

/** A number beyond doubles cannot be kept, nor shown again. */
function isWithinDoubles(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isWithinDoubles);
}
