import { isObject, type Json } from '../model/json.ts';
import { type Pointer, tokens } from '../model/pointer.ts';
import { type HeaderField, headerValue } from '../model/request.ts';

/** What a runtime expression can speak of. */
export interface ExpressionContext {
  readonly status?: number;
  readonly url?: string;
  readonly method?: string;
  readonly request?: {
    readonly headers: readonly HeaderField[];
    readonly body?: Json | undefined;
    readonly path: ReadonlyMap<string, Json>;
    readonly query: ReadonlyMap<string, Json>;
  };
  readonly response?: { readonly headers: readonly HeaderField[]; readonly body?: Json | undefined };
  readonly item?: Json;
}

/**
 * The values of a runtime expression of OpenAPI, with the addition `#regex:<one group>`: one at the most, except that
 * `/0` in a list stands for every item. A constant is its own value; what is not there gives nothing.
 */
export function evaluate(expression: Json, context: ExpressionContext): Json[] {
  if (typeof expression !== 'string' || !expression.includes('$')) return [expression];
  const template = /^\{(\$.+)\}$/.exec(expression)?.[1] ?? expression;
  if (!template.startsWith('$')) return [expression];
  const { source, pattern } = cutAt(template);
  const found = valuesOf(source, context);
  if (pattern === undefined) return found;
  const cutter = new RegExp(pattern, 'u');
  return found.flatMap((value) => {
    const part = typeof value === 'string' ? cutter.exec(value)?.[1] : undefined;
    return part === undefined ? [] : [part];
  });
}

function cutAt(expression: string): { source: string; pattern: string | undefined } {
  const at = expression.indexOf('#regex:');
  return at < 0
    ? { source: expression, pattern: undefined }
    : { source: expression.slice(0, at), pattern: expression.slice(at + '#regex:'.length) };
}

function valuesOf(source: string, context: ExpressionContext): Json[] {
  if (source === '$statusCode') return defined(context.status);
  if (source === '$url') return defined(context.url);
  if (source === '$method') return defined(context.method);
  const body = /^\$(request\.body|response\.body|item)(?:#(.*))?$/.exec(source);
  if (body) return at(bodyOf(body[1], context), body[2] ?? '');
  const named = /^\$(request|response)\.(header|path|query)\.(.+)$/.exec(source);
  return named ? defined(namedValue(named[1], named[2], named[3] ?? '', context)) : [];
}

function bodyOf(which: string | undefined, context: ExpressionContext): Json | undefined {
  if (which === 'item') return context.item;
  return which === 'request.body' ? context.request?.body : context.response?.body;
}

function namedValue(
  side: string | undefined,
  kind: string | undefined,
  name: string,
  context: ExpressionContext,
): Json | undefined {
  const part = side === 'request' ? context.request : context.response;
  if (kind === 'header') return headerValue(part?.headers ?? [], name);
  return kind === 'path' ? context.request?.path.get(name) : context.request?.query.get(name);
}

function at(document: Json | undefined, pointer: Pointer): Json[] {
  let values = defined(document);
  for (const token of tokens(pointer)) {
    values = values.flatMap((value) => {
      if (Array.isArray(value)) return token === '0' ? value : defined(value[Number(token)]);
      return isObject(value) && Object.hasOwn(value, token) ? defined(value[token]) : [];
    });
  }
  return values;
}

function defined(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}
