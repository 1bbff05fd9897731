import type { Effect, Method, Operation, Requirement, Restore } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { readBody, readResponses } from './bodies.ts';
import type { OperationNames } from './links.ts';
import { readList } from './lists.ts';
import { entries, object, text, texts } from './members.ts';
import { readParameters } from './parameters.ts';
import { meant } from './reference.ts';
import { echoesOf } from './resources.ts';
import { readSwitch } from './switches.ts';

const METHODS: readonly Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];
const EFFECTS: readonly Effect[] = ['read', 'create', 'update', 'delete', 'session'];

interface Place {
  readonly method: Method;
  readonly path: string;
  readonly pathItem: Pointer;
  readonly pointer: Pointer;
}

/** Where each operation of a document stands, in the document's order. */
export function placesOf(document: JsonObject): Place[] {
  return entries(document['paths'], '/paths')
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, , at]) => {
      const { pointer: pathItem, value } = meant(document, at);
      const item = object(value);
      return METHODS.filter((method) => item[method.toLowerCase()] !== undefined).map((method) => ({
        method,
        path,
        pathItem,
        pointer: child(pathItem, method.toLowerCase()),
      }));
    });
}

/** How links and resources find operations. */
export function operationNames(document: JsonObject, places: readonly Place[]): OperationNames {
  const ids = new Map<string, string>();
  const pointers = new Map<Pointer, string>();
  for (const place of places) {
    const name = `${place.method} ${place.path}`;
    pointers.set(child('/paths', place.path, place.method.toLowerCase()), name);
    const id = text(object(meant(document, place.pointer).value)['operationId']);
    if (id !== undefined) ids.set(id, name);
  }
  return { byOperationId: (id) => ids.get(id), byPointer: (pointer) => pointers.get(pointer) };
}

/** Reads one operation with everything said of it. */
export function readOperation(
  document: JsonObject,
  place: Place,
  names: OperationNames,
  loginPaths: readonly string[],
): Operation {
  const declared = object(meant(document, place.pointer).value);
  const operationId = text(declared['operationId']);
  const body = readBody(document, child(place.pointer, 'requestBody'));
  const restore = restoreOf(declared['x-assay-restore'], names);
  const list = readList(document, place.pointer, operationId);
  const switched = readSwitch(declared['x-assay-switch'], names);
  return {
    id: `${place.method} ${place.path}`,
    summary: text(declared['summary']) ?? '',
    method: place.method,
    path: place.path,
    pointer: place.pointer,
    parameters: readParameters(document, place.pathItem, place.pointer),
    responses: readResponses(document, child(place.pointer, 'responses'), names),
    security: securityOf(declared['security'] ?? document['security']),
    effect: effectOf(declared, place, loginPaths),
    dangerous: declared['x-assay-dangerous'] === true,
    deprecated: declared['deprecated'] === true,
    ...(operationId === undefined ? {} : { operationId }),
    ...(body ? { body } : {}),
    ...(restore ? { restore } : {}),
    ...(list ? { list } : {}),
    ...(switched ? { switch: switched } : {}),
  };
}

function securityOf(declared: Json | undefined): Requirement[] {
  return Array.isArray(declared) ? declared.map((requirement) => Object.keys(object(requirement))) : [];
}

function effectOf(declared: JsonObject, place: Place, loginPaths: readonly string[]): Effect {
  const said = text(declared['x-assay-effect']) as Effect | undefined;
  if (said !== undefined && EFFECTS.includes(said)) return said;
  if (place.method === 'POST') return loginPaths.includes(place.path) ? 'session' : 'create';
  if (place.method === 'PUT' || place.method === 'PATCH') return 'update';
  return place.method === 'DELETE' ? 'delete' : 'read';
}

function restoreOf(declared: Json | undefined, names: OperationNames): Restore | undefined {
  const said = object(declared);
  const read = names.byOperationId(text(said['read']) ?? '');
  return read === undefined ? undefined : { read, fresh: texts(said['fresh']), echo: echoesOf(said['echo']) };
}
