import { isObject, type JsonObject } from '../../model/json.ts';
import type { TinyReply, TinyRequest } from './tiny-departure.ts';
import { changedNote, faultsOfNote, faultsOfQuery, newNote } from './tiny-rules.ts';
import { bodyOf, next, parsed, problem, type State, shown } from './tiny-state.ts';

/** Notes, cut and filtered as they are asked for. */
export function listNotes(state: State, request: TinyRequest): TinyReply {
  const { notes, listed, departure } = state;
  const { query } = request;
  const isPreference = request.prefer === '' || request.prefer === 'respond-async';
  const faults = [...faultsOfQuery(query), ...(isPreference ? [] : ['preference'])];
  if (faults.some((fault) => departure.overlooks?.(fault, request) !== true)) return problem(400);
  const title = query.get('title');
  const all = [...notes.values(), ...listed.values()].filter(
    (note) => title === null || note['title'] === title,
  );
  const heard = (name: 'limit' | 'offset') => Number(departure.deafTo?.includes(name) ? 0 : query.get(name));
  if (request.prefer === 'respond-async') return gather(state, all);
  const cut = (some: JsonObject[]) => some.slice(heard('offset')).slice(0, heard('limit') || 50);
  const first = departure.cutsFirst === true ? cut([...notes.values()]) : undefined;
  const items = first ? first.filter((note) => all.includes(note)) : cut(all);
  return { status: 200, headers: { 'X-Total': String(all.length), 'X-Page': '1' }, json: { items } };
}

/** Makes a note. */
export function createNote(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, (value) => faultsOfNote(value, true));
  const id = `n${next(state)}`;
  if ('status' in body) {
    const sent = parsed(request.text);
    const title = isObject(sent) ? sent['title'] : undefined;
    if (state.departure.keepsRefused === true && typeof title === 'string')
      state.notes.set(id, newNote(id, { title }, next(state)));
    return body;
  }
  if (isTitleTaken(state, body.value, 'create')) return problem(409);
  const tick = next(state);
  const set = setBy(state, body.value, 'create');
  const note = newNote(id, state.departure.keeps?.(body.value, 'create') ?? body.value, tick);
  state.notes.set(String(set['id'] ?? id), { ...note, ...set });
  return { status: 201, json: { ...newNote(id, body.value, tick), ...set } };
}

/** Updates a note, leaving alone what is not named. */
export function updateNote(state: State, request: TinyRequest, id: string): TinyReply {
  const note =
    state.notes.get(id) ??
    (state.departure.usesDeleted === 'update' ? newNote(id, {}, next(state)) : undefined);
  if (!note) return problem(404);
  const body = bodyOf(state, request, (value) => faultsOfNote(value, false));
  if ('status' in body) return body;
  if (isTitleTaken(state, body.value, 'update', id)) return problem(409);
  const tick = next(state);
  const kept = changedNote(note, state.departure.keeps?.(body.value, 'update') ?? body.value, tick);
  state.notes.set(id, {
    ...kept,
    ...state.departure.remembers?.(note),
    ...setBy(state, body.value, 'update'),
  });
  return shown(200, changedNote(note, body.value, tick));
}

/** Whether another note has the title, and it matters. */
function isTitleTaken(
  { notes, departure }: State,
  { title }: JsonObject,
  operation: 'create' | 'update',
  own?: string,
): boolean {
  const isTaken = [...notes].some(([id, note]) => id !== own && note['title'] === title);
  return title !== undefined && isTaken && departure.sharesTitles !== operation;
}

/** What a body sets that it should not, as a departure lets it. */
function setBy({ departure }: State, body: JsonObject, operation: 'create' | 'update'): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => departure.assigns?.(name, operation)));
}

/** Starts the export of a note. */
export function exportNote(state: State, _: TinyRequest, note: string): TinyReply {
  if (!state.notes.has(note) && state.departure.usesDeleted !== 'export') return problem(404);
  const id = `t${next(state)}`;
  state.tasks.set(id, 0);
  return { status: 202, json: { id, status: 'running' } };
}

/** A task, which goes on with each look. */
export function showTask({ tasks, departure }: State, _: TinyRequest, id: string): TinyReply {
  const looks = tasks.get(id);
  if (looks === undefined) return problem(404);
  tasks.set(id, looks + 1);
  const states = departure.taskStates ?? ['running', 'done'];
  const progress = departure.taskProgress?.[looks];
  const status = states[Math.min(looks, states.length - 1)] ?? 'done';
  return { status: 200, json: { id, status, ...(progress === undefined ? {} : { progress }) } };
}

function gather(state: State, items: JsonObject[]): TinyReply {
  const id = `t${next(state)}`;
  state.tasks.set(id, 0);
  state.gathered.set(id, { items });
  return { status: 202, json: { id, status: 'running' } };
}
