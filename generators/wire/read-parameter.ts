import type { Parameter } from '../../model/contract.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { bodyFormOf } from './body-form.ts';
import { coerced, parsedOr } from './coercion.ts';
import { formOf, type Written } from './parameter-form.ts';
import { percentDecode } from './percent.ts';
import { SchemaView } from './schema-types.ts';

/**
 * The value that a reader of the document finds in what `serializeParameter` wrote; undefined where nothing was
 * sent. What does not fit the schema's types stays a string.
 */
export function readParameter(
  parameter: Written & Pick<Parameter, 'schema'>,
  wire: string,
  root: JsonObject,
): Json | undefined {
  return readWritten(parameter, wire, SchemaView.of({ schema: parameter.schema, root }));
}

/** The same by a view of the schema. */
export function readWritten(parameter: Written, wire: string, view: SchemaView): Json | undefined {
  const decode = parameter.in === 'header' ? (text: string): string => text : percentDecode;
  const reader: Reader = { parameter, view, decode };
  if (parameter.mediaType !== undefined) return content(reader, wire);
  const { types } = view;
  if (types.has('object') && isObjectText(reader, wire)) return object(reader, wire);
  if (types.has('array')) return array(reader, wire);
  const text = single(reader, wire);
  return text === undefined ? undefined : coerced(decode(text), view);
}

interface Reader {
  readonly parameter: Written;
  readonly view: SchemaView;
  readonly decode: (text: string) => string;
}

function content({ parameter, view, decode }: Reader, wire: string): Json | undefined {
  const isNamed = parameter.in === 'query' || parameter.in === 'cookie';
  if (isNamed && wire === '') return undefined;
  const text = decode(isNamed ? wire.slice(wire.indexOf('=') + 1) : wire);
  if (bodyFormOf(parameter.mediaType ?? '') !== 'json') return coerced(text, view);
  return parsedOr(text);
}

/** A scalar is read where the schema also takes one and nothing looks like members. */
function isObjectText({ parameter, view, decode }: Reader, wire: string): boolean {
  const others = [...view.types].some((type) => type !== 'object' && type !== 'null');
  if (!others || parameter.style === 'deepObject') return true;
  if (!parameter.explode) return wire.includes(',');
  const { prefix, separator, named } = formOf(parameter);
  const pairs = wire.slice(prefix.length).split(separator);
  // Its own name before every value is that of a single value or a list.
  return pairs.some(
    (pair) => pair.includes('=') && !(named && decode(pair.split('=')[0] ?? '') === parameter.name),
  );
}

function single({ parameter, decode }: Reader, wire: string): string | undefined {
  const { prefix, named } = formOf(parameter);
  if (named && wire === '') return undefined;
  const bare = wire.startsWith(prefix) ? wire.slice(prefix.length) : wire;
  if (!named) return bare;
  const at = bare.indexOf('=');
  if (at < 0) return decode(bare) === parameter.name ? '' : bare;
  return bare.slice(at + 1);
}

function pieces(reader: Reader, wire: string): string[] | undefined {
  const { parameter } = reader;
  const { prefix, separator, named } = formOf(parameter);
  if (named && parameter.explode) {
    if (wire === '') return undefined;
    return wire.slice(prefix.length).split(separator);
  }
  const text = single(reader, wire);
  return text === undefined ? undefined : text === '' ? [] : text.split(separator);
}

function array(reader: Reader, wire: string): Json | undefined {
  const { parameter, view, decode } = reader;
  const { named } = formOf(parameter);
  const texts = pieces(reader, wire);
  const bare = named && parameter.explode ? texts?.map((text) => text.slice(text.indexOf('=') + 1)) : texts;
  return bare?.map((text, index) => coerced(decode(text), view.item(index)));
}

function object(reader: Reader, wire: string): Json | undefined {
  const { parameter, view, decode } = reader;
  const texts =
    parameter.style === 'deepObject' ? (wire === '' ? undefined : wire.split('&')) : pieces(reader, wire);
  if (!texts) return undefined;
  const pairs: [string, string][] = [];
  if (parameter.explode || parameter.style === 'deepObject') {
    for (const text of texts) {
      const at = text.indexOf('=');
      const name = decode(at < 0 ? text : text.slice(0, at));
      pairs.push([
        parameter.style === 'deepObject' ? inBrackets(parameter, name) : name,
        at < 0 ? '' : text.slice(at + 1),
      ]);
    }
  } else {
    for (let at = 0; at < texts.length; at += 2) pairs.push([decode(texts[at] ?? ''), texts[at + 1] ?? '']);
  }
  return Object.fromEntries(pairs.map(([name, text]) => [name, coerced(decode(text), view.member(name))]));
}

/** The parameter's own name may have brackets, too. */
function inBrackets({ name: own }: Written, name: string): string {
  return name.startsWith(`${own}[`) && name.endsWith(']') ? name.slice(own.length + 1, -1) : name;
}
