import { meant } from '../../contract/reference.ts';
import type { Content, Contract, Header, Operation, Response } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { type HeaderField, headerValue } from '../../model/request.ts';
import { exampleValue, isValid } from '../example-value.ts';
import { isAccepted, isJson } from '../media-type.ts';
import { documentedResponse } from '../prism/refusals.ts';
import { MOCK_FAULT } from '../prism/reply.ts';

/** A reply whose body is not written yet. */
export interface TwinReply {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly mediaType: string | undefined;
  readonly body: Json | undefined;
  /** Milliseconds until it is sent. @defaultValue at once */
  readonly afterMs?: number;
  /** What is sent in place of the body. */
  readonly bytes?: Uint8Array;
}

/** Makes replies as a contract documents them. */
export interface Replies {
  /** The reply of a status; without a documented one it is bare. */
  of(operation: Operation, status: number): TwinReply;
  /** The documented success of an operation; where it documents none, what is nearest to one. */
  success(operation: Operation): TwinReply;
  /** A reply with the headers that must be there and that nobody has set. */
  completed(operation: Operation, reply: TwinReply): TwinReply;
  /** A success in the documented media type that is asked for, where it came in another. */
  asAccepted(operation: Operation, reply: TwinReply, accept: string | undefined): TwinReply;
  /** The content of a reply's body. */
  contentOf(operation: Operation, status: number): Content | undefined;
  /** Whether a body is one that the operation may answer with this status. */
  isRight(operation: Operation, status: number, body: Json): boolean;
}

/** Makes the replies of a contract; bodies are what the document shows, or else made up. */
export function repliesOf(contract: Contract): Replies {
  const bodies = new Map<string, Json | undefined>();
  const bodyOf = (content: Content): Json | undefined => {
    if (bodies.has(content.pointer)) return bodies.get(content.pointer);
    const made = shownBody(contract, content) ?? madeBody(contract, content);
    bodies.set(content.pointer, made);
    return made;
  };
  const contentOf = (operation: Operation, status: number) =>
    usual(documentedResponse(operation, status)?.contents ?? []);
  const of = (operation: Operation, status: number): TwinReply => {
    const response = documentedResponse(operation, status);
    const content = response?.empty === true ? undefined : contentOf(operation, status);
    const isEmpty = content === undefined || status === 204 || status === 304;
    const body = isEmpty ? undefined : bodyOf(content);
    const unmade: HeaderField[] =
      isEmpty || body !== undefined
        ? []
        : [[MOCK_FAULT, `no value can be made for the schema at ${content.schema ?? content.pointer}`]];
    return {
      status,
      headers: [...(response ? headersOf(contract, response) : []), ...unmade],
      mediaType: body === undefined ? undefined : content?.mediaType,
      body,
    };
  };
  return {
    of,
    contentOf,
    success: (operation) => of(operation, likeliestStatus(operation)),
    completed(operation, reply) {
      const missing = (documentedResponse(operation, reply.status)?.headers ?? []).filter(
        ({ name, required }) => required && headerValue(reply.headers, name) === undefined,
      );
      const made = missing.flatMap((header) => headerField(contract, header));
      return made.length === 0 ? reply : { ...reply, headers: [...reply.headers, ...made] };
    },
    asAccepted(operation, reply, accept) {
      const { mediaType, body, status } = reply;
      if (mediaType === undefined || status >= 300 || isAccepted(accept, mediaType)) return reply;
      const others = documentedResponse(operation, status)?.contents ?? [];
      const asked = others.find((content) => isAccepted(accept, content.mediaType));
      // Who asks for what nobody has gets what there is.
      if (!asked) return reply;
      const isSame = isJson(mediaType) && isJson(asked.mediaType);
      return { ...reply, mediaType: asked.mediaType, body: isSame ? body : bodyOf(asked) };
    },
    isRight(operation, status, body) {
      const schema = contentOf(operation, status)?.schema;
      return schema === undefined || isValid(contract, schema, 'response', body);
    },
  };
}

// What a status range is answered with; `default` stands for a success where none is listed.
const WITHIN: Readonly<Record<string, number>> = {
  default: 200,
  '2XX': 200,
  '3XX': 302,
  '4XX': 400,
  '5XX': 500,
};

/** The least documented success, then the least documented status of another kind. */
function likeliestStatus({ responses }: Operation): number {
  const listed = responses.filter(({ status }) => status.startsWith('2'));
  const candidates = listed.length > 0 ? listed : responses;
  const statuses = candidates.map(({ status }) => WITHIN[status] ?? Number(status));
  return statuses.filter((status) => status >= 200).sort((a, b) => a - b)[0] ?? 200;
}

function usual(contents: readonly Content[]): Content | undefined {
  return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0];
}

function shownBody(contract: Contract, { schema, examples }: Content): Json | undefined {
  return examples.find(({ value }) => schema === undefined || isValid(contract, schema, 'response', value))
    ?.value;
}

/** Any value will do where no schema says what it is like. */
function madeBody(contract: Contract, { schema, mediaType }: Content): Json | undefined {
  if (schema !== undefined) return exampleValue(contract, schema, 'response');
  return isJson(mediaType) ? {} : '';
}

function headersOf(contract: Contract, { headers }: Response): HeaderField[] {
  // What names a place, or asks for a pause, is said by whoever knows it.
  return headers
    .filter(({ name }) => !/^(content-type|location|retry-after)$/i.test(name))
    .flatMap((header) => headerField(contract, header));
}

function headerField(contract: Contract, { name, schema, pointer }: Header): HeaderField[] {
  const value = shownHeader(contract, pointer) ?? (schema && exampleValue(contract, schema, 'response'));
  return value === undefined || typeof value === 'object' ? [] : [[name, String(value)]];
}

function shownHeader({ document }: Contract, pointer: string): Json | undefined {
  const declared = meant(document, pointer).value;
  return isObject(declared) ? declared['example'] : undefined;
}
