import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { textOf } from './coercion.ts';

/** What a header of a part is sent with: what the document shows of it; undefined where it shows nothing. */
export function headerOf(declared: Json | undefined): string | undefined {
  if (!isObject(declared)) return undefined;
  const schema = isObject(declared['schema']) ? declared['schema'] : {};
  const [shown] = [
    declared['example'],
    ...examplesIn(declared),
    schema['const'],
    schema['default'],
    schema['example'],
    ...firstOf(schema['examples']),
    ...firstOf(schema['enum']),
  ].filter((value) => value !== undefined && (typeof value !== 'object' || value === null));
  return shown === undefined ? undefined : textOf(shown);
}

/** The required headers of a part that nothing is shown of. */
export function unknownHeaders(headers: JsonObject): string[] {
  return Object.entries(headers).flatMap(([name, declared]) => {
    const isNeeded = !/^content-type$/i.test(name) && (!isObject(declared) || declared['required'] === true);
    return (isNeeded || (isObject(declared) && declared['$ref'] !== undefined)) &&
      headerOf(declared) === undefined
      ? [name]
      : [];
  });
}

function examplesIn({ examples }: JsonObject): Json[] {
  return isObject(examples)
    ? Object.values(examples).flatMap((example) => (isObject(example) ? (example['value'] ?? []) : []))
    : [];
}

function firstOf(list: Json | undefined): Json[] {
  return Array.isArray(list) ? list.slice(0, 1) : [];
}
