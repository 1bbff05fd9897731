import { jsonpath } from 'json-p3';
import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, parent, tokens, valueAt } from '../model/pointer.ts';
import type { ReadDocument } from './read.ts';

/**
 * A copy of `document` with an OpenAPI Overlay 1.0 applied.
 * @throws UserError at the action whose target is no JSONPath or names nothing.
 */
export function applyOverlay(document: JsonObject, overlay: ReadDocument): JsonObject {
  const actions = overlay.content['actions'];
  if (typeof overlay.content['overlay'] !== 'string' || !Array.isArray(actions)) {
    throw new UserError('NOT_OVERLAY', 'this is no OpenAPI Overlay 1.0 document.', {
      position: overlay.position(''),
      mend: 'It needs `overlay: 1.0.0` and a list of `actions`.',
    });
  }
  const copy = structuredClone(document);
  actions.forEach((action, index) => {
    applyAction(copy, action, overlay, `/actions/${index}`);
  });
  return copy;
}

function applyAction(document: JsonObject, action: Json, overlay: ReadDocument, at: string): void {
  const target = isObject(action) ? action['target'] : undefined;
  if (!isObject(action) || typeof target !== 'string') {
    throw new UserError('OVERLAY_ACTION', 'an overlay action needs a `target`.', {
      position: overlay.position(at),
    });
  }
  const places = placesOf(document, target, overlay, at);
  if (action['remove'] === true) {
    // From the last to the first, so that indexes of a list stay right.
    for (const place of places.reverse()) remove(document, place);
    return;
  }
  const update = action['update'];
  if (update === undefined) return;
  for (const place of places) {
    const value = valueAt(document, place);
    if (Array.isArray(value)) value.push(structuredClone(update));
    else if (isObject(value) && isObject(update)) merge(value, update);
  }
}

function placesOf(document: JsonObject, target: string, overlay: ReadDocument, at: string): string[] {
  const position = overlay.position(child(at, 'target'));
  try {
    const found = jsonpath.query(target, document as never).nodes.map((node) => child('', ...node.location));
    if (found.length > 0) return found;
  } catch (error) {
    throw new UserError('OVERLAY_TARGET', `${target} is no JSONPath: ${(error as Error).message}.`, {
      position,
    });
  }
  throw new UserError('OVERLAY_TARGET', `${target} names nothing in the document.`, { position });
}

function remove(document: JsonObject, place: string): void {
  const holder = valueAt(document, parent(place));
  const last = tokens(place).at(-1);
  if (last === undefined) return;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isObject(holder)) delete holder[last];
}

function merge(target: JsonObject, update: JsonObject): void {
  for (const [name, value] of Object.entries(update)) {
    const present = target[name];
    if (isObject(present) && isObject(value)) merge(present, value);
    else if (Array.isArray(present) && Array.isArray(value)) present.push(...structuredClone(value));
    else target[name] = structuredClone(value);
  }
}
