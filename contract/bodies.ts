import type { Body, Content, FaultKind, Header, Response } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { type OperationNames, readLinks, readTask } from './links.ts';
import { entries, object, texts } from './members.ts';
import { readExamples } from './parameters.ts';
import { meant } from './reference.ts';

/** The request body of an operation. */
export function readBody(document: JsonObject, at: Pointer): Body | undefined {
  const { pointer, value } = meant(document, at);
  if (value === undefined) return undefined;
  const contents = readContents(document, object(value), pointer);
  const required = object(value)['required'] === true;
  // One that must be there and cannot be sent is not the same as none.
  return contents.length === 0 && !required ? undefined : { required, pointer, contents };
}

/** The responses of an operation, in the document's order. */
export function readResponses(document: JsonObject, at: Pointer, names: OperationNames): Response[] {
  return entries(meant(document, at).value, at)
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, , place]) => readResponse(document, status, place, names));
}

function readResponse(document: JsonObject, status: string, at: Pointer, names: OperationNames): Response {
  const { pointer, value } = meant(document, at);
  const declared = object(value);
  const refuses = declared['x-assay-refuses'];
  const task = readTask(declared['x-assay-task'], child(pointer, 'x-assay-task'), names);
  return {
    status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
    pointer,
    headers: readHeaders(document, declared['headers'], child(pointer, 'headers')),
    contents: readContents(document, declared, pointer),
    empty: declared['x-assay-body'] === 'none',
    links: readLinks(document, declared['links'], child(pointer, 'links'), names),
    ...(Array.isArray(refuses) ? { refuses: texts(refuses) as FaultKind[] } : {}),
    ...(task ? { task } : {}),
  };
}

function readHeaders(document: JsonObject, declared: Json | undefined, at: Pointer): Header[] {
  return entries(declared, at)
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, , place]) => {
      const { pointer, value } = meant(document, place);
      const header = object(value);
      return {
        name,
        required: header['required'] === true,
        pointer,
        ...(header['schema'] === undefined ? {} : { schema: child(pointer, 'schema') }),
      };
    });
}

function readContents(document: JsonObject, holder: JsonObject, pointer: Pointer): Content[] {
  return entries(holder['content'], child(pointer, 'content')).map(([mediaType, value, place]) => {
    const content = object(value);
    return {
      mediaType,
      pointer: place,
      encoding: object(content['encoding']),
      examples: readExamples(document, place),
      ...(content['schema'] === undefined ? {} : { schema: child(place, 'schema') }),
    };
  });
}
