import { contentTypeOf, encodeBody, serializeParameter, spoilt } from '../generators/wire/index.ts';
import type { Case, SoundBody } from '../model/case.ts';
import type { Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { HeaderField, WireRequest } from '../model/request.ts';
import { contentOf, describedBy } from '../plan/body-wire.ts';
import { MARK, withMark } from '../plan/marks.ts';

/** What is known only when a case is sent. */
export interface Resolved {
  /** Path parameters that the run learnt. */
  readonly path: ReadonlyMap<string, Json>;
  /** The contract's document, in which references resolve. */
  readonly document: JsonObject;
  /** What stands for `${mark}`. */
  readonly mark: string;
  /** Replaces the planned body's value. */
  readonly body?: Json | undefined;
}

/** A request with the values that stand in it. */
export interface BuiltRequest {
  readonly wire: WireRequest;
  readonly path: ReadonlyMap<string, Json>;
  readonly query: ReadonlyMap<string, Json>;
  readonly body?: Json;
}

/** Puts values into a planned request and serialises it as the document says. */
export function buildRequest(planned: Case, operation: Operation, resolved: Resolved): BuiltRequest {
  const given = planned.request.parameters.map(({ name, in: where, value }) => ({
    parameter: parameterOf(operation, name, where),
    value: filled(value, resolved.mark),
  }));
  const path = new Map(resolved.path);
  const query = new Map<string, Json>();
  const headers: HeaderField[] = [['Accept', planned.request.accept ?? acceptOf(operation)]];
  const pairs: string[] = [];
  const cookies: string[] = [];
  for (const { parameter, value } of given) {
    if (parameter.in === 'path') path.set(parameter.name, value);
    if (parameter.in === 'query') query.set(parameter.name, value);
    const wire = serializeParameter(parameter, value);
    if (parameter.in === 'query' && wire !== '') pairs.push(wire);
    if (parameter.in === 'header') headers.push([parameter.name, wire]);
    if (parameter.in === 'cookie' && wire !== '') cookies.push(wire);
  }
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
  const body = bodyOf(planned, operation, resolved);
  if (body?.mediaType !== undefined) headers.push(['Content-Type', body.mediaType]);
  const wire: WireRequest = {
    method: planned.request.method,
    path: pathOf(operation, path) + (pairs.length > 0 ? `?${pairs.join('&')}` : ''),
    headers,
    ...(body ? { body: body.bytes } : {}),
  };
  return { wire, path, query, ...(body?.value === undefined ? {} : { body: body.value }) };
}

/**
 * Why a fault has no place in the body that is sent in the end; undefined where it has one. What an update keeps of the
 * object that is there may leave none.
 */
export function unspoilable(
  planned: Case,
  operation: Operation,
  resolved: Pick<Resolved, 'document' | 'body'>,
): string | undefined {
  const { body } = planned.request;
  if (!body || !('spoiling' in body) || resolved.body === undefined) return undefined;
  const { sound, spoiling } = body;
  const { at } = spoiling;
  const isGone =
    at !== undefined &&
    'value' in sound &&
    valueAt(sound.value, at) !== undefined &&
    valueAt(resolved.body, at) === undefined;
  const now = soundBody(sound, operation, { ...resolved, mark: MARK });
  return isGone || !spoilt(now, spoiling)
    ? 'the body that fits what is there now has no place for it'
    : undefined;
}

/** The path parameter that neither the plan nor the run has a value for; undefined where there is none. */
export function lackingValue(
  planned: Case,
  operation: Operation,
  path: ReadonlyMap<string, Json>,
): string | undefined {
  const given = new Set([
    ...path.keys(),
    ...planned.request.parameters.flatMap(({ name, in: where }) => (where === 'path' ? [name] : [])),
  ]);
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  return names.find((name) => !given.has(name));
}

function parameterOf(operation: Operation, name: string, where: Parameter['in']): Parameter {
  const parameter = operation.parameters.find(
    (candidate) => candidate.name === name && candidate.in === where,
  );
  if (!parameter) throw new Error(`${operation.id} has no ${where} parameter ${name}`);
  return parameter;
}

function pathOf(operation: Operation, values: ReadonlyMap<string, Json>): string {
  return operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`no value for {${name}} of ${operation.id}`);
    return serializeParameter(parameterOf(operation, name, 'path'), value);
  });
}

function acceptOf(operation: Operation): string {
  const types = new Set(
    operation.responses.flatMap(({ contents }) => contents.map(({ mediaType }) => mediaType)),
  );
  return types.size === 0 ? 'application/json' : [...types].join(', ');
}

function bodyOf(planned: Case, operation: Operation, resolved: Resolved): BuiltBody | undefined {
  const { body } = planned.request;
  if (!body) return undefined;
  if (!('spoiling' in body)) return soundBody(body, operation, resolved);
  // What is spoilt is the very body that the control sends, so that nothing else differs.
  const sound = soundBody(body.sound, operation, resolved);
  const raw = spoilt(sound, body.spoiling);
  if (!raw) throw new Error(`the body of ${planned.id} cannot be spoilt: ${body.spoiling.what}`);
  return { ...raw, value: sound.value };
}

interface BuiltBody {
  readonly mediaType?: string;
  readonly bytes: Uint8Array;
  /** Of spoilt bytes what was spoilt: a target that takes them may have made an object of it. */
  readonly value?: Json | undefined;
}

function soundBody(
  body: SoundBody,
  operation: Operation,
  resolved: Omit<Resolved, 'path'>,
): BuiltBody & { mediaType: string } {
  const mediaType = contentTypeOf(body.mediaType);
  if ('text' in body) return { mediaType, bytes: Buffer.from(body.text) };
  const value = filled(resolved.body ?? body.value, resolved.mark);
  const content = contentOf(operation, body);
  return { mediaType, bytes: encodeBody(mediaType, value, content && describedBy(resolved, content)), value };
}

/** The value with the mark put in. */
function filled(value: Json, mark: string): Json {
  if (typeof value === 'string') return withMark(value, mark);
  if (Array.isArray(value)) return value.map((item) => filled(item, mark));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member, mark)]));
}
