import type { Json } from '../../model/json.ts';
import type { SchemaView } from './schema-types.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The text of a scalar; arrays and objects, which have no text of their own, as JSON. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * The value that a text means to a reader of the schema: what is not of a type that the schema asks for stays the
 * string it is, and so breaks the schema.
 */
export function coerced(text: string, view: SchemaView): Json {
  const { types } = view;
  if (types.has('null') && text === 'null') return null;
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if ((types.has('number') || types.has('integer')) && NUMBER.test(text)) return Number(text);
  if ((types.has('object') || types.has('array')) && /^[[{]/.test(text)) return parsedOr(text);
  return text;
}

/** The value of a JSON text, or the text where it is none. */
export function parsedOr(text: string): Json {
  const value = parsed(text);
  return value === undefined ? text : value;
}

/** The value of a JSON text, or undefined where it is none. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
