import { meant } from '../../contract/reference.ts';
import type { Content, Contract, Operation, Response } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import type { HeaderField } from '../../model/request.ts';
import { exampleValue, isValid } from '../example-value.ts';
import { isJson } from '../media-type.ts';
import { documentedResponse } from '../prism/refusals.ts';

/** A reply whose body is not written yet. */
export interface TwinReply {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly mediaType: string | undefined;
  readonly body: Json | undefined;
}

/** Makes replies as a contract documents them. */
export interface Replies {
  /** The reply of a status; without a documented one it is bare. */
  of(operation: Operation, status: number): TwinReply;
  /** The documented success of an operation: the least 2xx, or one that is asked for. */
  success(operation: Operation, wanted?: (response: Response) => boolean): TwinReply;
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
    const body = content && status !== 204 && status !== 304 ? bodyOf(content) : undefined;
    return {
      status,
      headers: response ? headersOf(contract, response) : [],
      mediaType: body === undefined ? undefined : content?.mediaType,
      body,
    };
  };
  return {
    of,
    contentOf,
    success(operation, wanted = () => true) {
      const successes = operation.responses.filter(({ status }) => /^2/.test(status) && status !== '2XX');
      const [first] = successes.filter(wanted).sort((a, b) => Number(a.status) - Number(b.status));
      return of(operation, first ? Number(first.status) : 200);
    },
    isRight(operation, status, body) {
      const schema = contentOf(operation, status)?.schema;
      return schema === undefined || isValid(contract, schema, 'response', body);
    },
  };
}

function usual(contents: readonly Content[]): Content | undefined {
  return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0];
}

function shownBody(contract: Contract, { schema, examples }: Content): Json | undefined {
  return examples.find(({ value }) => schema === undefined || isValid(contract, schema, 'response', value))
    ?.value;
}

function madeBody(contract: Contract, { schema }: Content): Json | undefined {
  return schema === undefined ? undefined : exampleValue(contract, schema, 'response');
}

function headersOf(contract: Contract, { headers }: Response): HeaderField[] {
  return headers.flatMap(({ name, schema, pointer }): HeaderField[] => {
    // What names a place, or asks for a pause, is said by whoever knows it.
    if (/^(content-type|location|retry-after)$/i.test(name)) return [];
    const value = shownHeader(contract, pointer) ?? (schema && exampleValue(contract, schema, 'response'));
    return value === undefined || typeof value === 'object' ? [] : [[name, String(value)]];
  });
}

function shownHeader({ document }: Contract, pointer: string): Json | undefined {
  const declared = meant(document, pointer).value;
  return isObject(declared) ? declared['example'] : undefined;
}
