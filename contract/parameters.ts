import type { Example, Parameter } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { entries, items, object, text } from './members.ts';
import { meant } from './reference.ts';
import { siteValue } from './site-values.ts';

const DEFAULT_STYLE = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;
// OpenAPI: parameters of these names are ignored, other parts of the document describe them.
const RESERVED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation: the path item's, replaced by its own of the same name and place. */
export function readParameters(document: JsonObject, pathItem: Pointer, operation: Pointer): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const holder of [pathItem, operation]) {
    const list = meant(document, child(holder, 'parameters'));
    for (const [, at] of items(list.value, list.pointer)) {
      const parameter = readParameter(document, at);
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function readParameter(document: JsonObject, at: Pointer): Parameter | undefined {
  const { pointer, value } = meant(document, at);
  const declared = object(value);
  const name = text(declared['name']);
  const where = declared['in'];
  if (name === undefined || !isPlace(where)) return undefined;
  if (where === 'header' && RESERVED_HEADERS.has(name.toLowerCase())) return undefined;
  const [content] = entries(declared['content'], child(pointer, 'content'));
  const style = (text(declared['style']) ?? DEFAULT_STYLE[where]) as Parameter['style'];
  const site = siteValue(declared, pointer) ?? siteValue(declared['schema'], child(pointer, 'schema'));
  return {
    name,
    in: where,
    required: where === 'path' || declared['required'] === true,
    deprecated: declared['deprecated'] === true,
    style,
    explode: typeof declared['explode'] === 'boolean' ? declared['explode'] : style === 'form',
    allowReserved: declared['allowReserved'] === true,
    pointer,
    schema: content ? child(content[2], 'schema') : child(pointer, 'schema'),
    examples: readExamples(document, content ? content[2] : pointer),
    ...(content ? { mediaType: content[0] } : {}),
    ...(site ? { value: site } : {}),
    ...(declared['x-assay-unknown'] === undefined ? {} : { unknown: declared['x-assay-unknown'] }),
  };
}

function isPlace(value: Json | undefined): value is Parameter['in'] {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie';
}

/** The examples of a parameter or media type, and of its schema. */
export function readExamples(document: JsonObject, holder: Pointer): Example[] {
  const { value, pointer } = meant(document, holder);
  const declared = object(value);
  const named = entries(declared['examples'], child(pointer, 'examples')).flatMap(([name, , at]) => {
    const example = meant(document, at);
    const content = isObject(example.value) ? example.value['value'] : undefined;
    return content === undefined ? [] : [{ name, value: content, pointer: child(example.pointer, 'value') }];
  });
  const single = declared['example'];
  return single === undefined
    ? named
    : [...named, { name: 'example', value: single, pointer: child(pointer, 'example') }];
}
