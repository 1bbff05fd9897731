import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** What is wrong with a body, by name: `title missing`, `status enum`; nothing when it is right. */
export function faultsOfNote(body: Json, isWhole: boolean): string[] {
  if (!isObject(body)) return ['body type'];
  const { title, status, priority, tags } = body;
  return [
    ...(title === undefined ? (isWhole ? ['title missing'] : []) : faultsOfText('title', title, 200)),
    ...(status === undefined || status === 'open' || status === 'done' ? [] : ['status enum']),
    ...(priority === undefined ? [] : faultsOfPriority(priority)),
    ...(tags === undefined ? [] : faultsOfTags(tags)),
  ];
}

/** What is wrong with a label, by name. */
export function faultsOfLabel(body: Json): string[] {
  if (!isObject(body)) return ['body type'];
  const { name, colour } = body;
  return [
    ...(name === undefined ? ['name missing'] : faultsOfText('name', name, Number.POSITIVE_INFINITY)),
    ...(colour === undefined || colour === 'red' || colour === 'blue' ? [] : ['colour enum']),
  ];
}

/** What is wrong with the settings, by name. */
export function faultsOfSettings(body: Json): string[] {
  if (!isObject(body)) return ['body type'];
  const { theme, page } = body;
  const isPage = typeof page === 'number' && Number.isInteger(page) && page >= 1 && page <= 50;
  return [...(theme === 'light' || theme === 'dark' ? [] : ['theme']), ...(isPage ? [] : ['page'])];
}

/** What is wrong with a switch of lamps, by name. */
export function faultsOfSwitch(body: Json): string[] {
  const lamps = isObject(body) ? body['lamps'] : undefined;
  if (!Array.isArray(lamps)) return ['lamps'];
  const isRight = lamps.length >= 1 && lamps.length <= 5;
  return isRight && lamps.every((one) => typeof one === 'string' && one !== '') ? [] : ['lamps'];
}

/** What is wrong with a card, by name. */
export function faultsOfCard(body: Json): string[] {
  if (!isObject(body)) return ['body type'];
  const { text, colour, size, tags } = body;
  const isSize = typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= 9;
  return [
    ...(text === undefined ? ['text missing'] : faultsOfText('text', text, Number.POSITIVE_INFINITY)),
    ...(colour === undefined || colour === 'red' || colour === 'blue' ? [] : ['colour enum']),
    ...(size === undefined || isSize ? [] : ['size']),
    ...(size === undefined || colour !== undefined ? [] : ['size without colour']),
    ...(tags === undefined ? [] : faultsOfTags(tags)),
  ];
}

/** The members of a card that a client may write. */
export function knownOfCard({ text, colour, size, tags }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ text, colour, size, tags }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** What is wrong with the query of the list. */
export function faultsOfQuery(query: URLSearchParams): string[] {
  const limit = query.get('limit');
  const title = query.get('title');
  const offset = query.get('offset');
  return [
    ...(limit === null || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50)
      ? []
      : ['limit']),
    ...(offset === null || /^\d+$/.test(offset) ? [] : ['offset']),
    ...(title === null || [...title].length <= 200 ? [] : ['title']),
  ];
}

/** A note as it is first kept; `tick` is the time of the server. */
export function newNote(id: string, body: JsonObject, tick: number): JsonObject {
  const made = { created_at: timeAt(tick), created_by: 'tiny', changed_at: timeAt(tick), revision: 1 };
  return { id, title: '', status: 'open', priority: 3, tags: [], ...made, ...known(body) };
}

/** A note after an update. */
export function changedNote(note: JsonObject, body: JsonObject, tick: number): JsonObject {
  return { ...note, ...known(body), changed_at: timeAt(tick), revision: Number(note['revision']) + 1 };
}

/** A time that is later for a greater tick. */
function timeAt(tick: number): string {
  return new Date(Date.UTC(2026, 0, 1) + tick).toISOString();
}

/** The members of a note that a client may write. */
export function known(body: JsonObject): JsonObject {
  const names = ['title', 'status', 'priority', 'tags'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function faultsOfText(name: string, value: Json, most: number): string[] {
  if (typeof value !== 'string') return [`${name} type`];
  const length = [...value].length;
  return length < 1 || length > most ? [`${name} length`] : [];
}

function faultsOfPriority(value: Json): string[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) return ['priority type'];
  if (value < 1) return ['priority minimum'];
  return value > 5 ? ['priority maximum'] : [];
}

function faultsOfTags(value: Json): string[] {
  if (!Array.isArray(value)) return ['tags type'];
  if (value.length > 3) return ['tags count'];
  return value.every((tag) => typeof tag === 'string' && /^[a-z]+$/.test(tag)) ? [] : ['tags items'];
}
