import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, parent, tokens, valueAt } from '../model/pointer.ts';
import {
  type Basis,
  LEVEL_OF_BASIS,
  LEVELS,
  type Level,
  type Position,
  type Statement,
  weakest,
} from '../model/statement.ts';

const SOURCE = 'x-assay-source';
const REQUIRED = /^required\/(.+)$/s;
const INVARIANT = /^x-assay-invariants\/(.+)$/s;

interface SourceMembers {
  document?: string;
  at?: string;
  basis?: Basis;
  level?: Level;
  reading?: string;
}

/**
 * Answers where a statement comes from and how hard it binds: the nearest `x-assay-source` at or above a place in the
 * document, refined by its entry for the keyword.
 */
export function statementsOf(
  document: JsonObject,
  titles: ReadonlyMap<string, string>,
  position: (pointer: Pointer) => Position,
): (pointer: Pointer, keyword?: string) => Statement {
  const known = new Map<string, Statement>();
  return (pointer, keyword) => {
    const key = keyword === undefined ? pointer : `${pointer}\n${keyword}`;
    const cached = known.get(key);
    if (cached) return cached;
    const statement = resolve(document, titles, position, pointer, keyword);
    known.set(key, statement);
    return statement;
  };
}

function resolve(
  document: JsonObject,
  titles: ReadonlyMap<string, string>,
  position: (pointer: Pointer) => Position,
  pointer: Pointer,
  keyword: string | undefined,
): Statement {
  const found = nearest(document, pointer, keyword);
  const place = position(placeOf(document, pointer, keyword));
  const basis = found?.basis ?? 'documented';
  const level = weakest(LEVEL_OF_BASIS[basis], found?.level ?? 'must');
  return {
    pointer,
    ...(keyword === undefined ? {} : { keyword }),
    level,
    source: {
      ...place,
      document: found?.document === undefined ? place.file : (titles.get(found.document) ?? found.document),
      at: found?.at ?? `line ${place.line}`,
      basis,
      ...(found?.reading === undefined ? {} : { reading: found.reading }),
    },
  };
}

function placeOf(document: JsonObject, pointer: Pointer, keyword: string | undefined): Pointer {
  if (keyword === undefined) return pointer;
  return (
    invariantAt(document, pointer, keyword)?.at ??
    requiredAt(document, pointer, keyword) ??
    child(pointer, keyword.split('/')[0] ?? keyword)
  );
}

/** The entry of the list that requires a member. */
function requiredAt(document: JsonObject, pointer: Pointer, keyword: string): Pointer | undefined {
  const member = REQUIRED.exec(keyword)?.[1];
  if (member === undefined) return undefined;
  const list = valueAt(document, child(pointer, 'required'));
  const index = Array.isArray(list) ? list.indexOf(member) : -1;
  return index < 0 ? undefined : child(pointer, 'required', index);
}

/** An invariant names its source itself. */
function invariantAt(
  document: JsonObject,
  pointer: Pointer,
  keyword: string | undefined,
): { at: Pointer; source: Json } | undefined {
  const id = INVARIANT.exec(keyword ?? '')?.[1];
  if (id === undefined) return undefined;
  const list = child(pointer, 'x-assay-invariants');
  const entries = valueAt(document, list);
  const index = Array.isArray(entries) ? entries.findIndex((one) => isObject(one) && one['id'] === id) : -1;
  if (index < 0) return undefined;
  const at = child(list, index);
  return { at, source: valueAt(document, child(at, 'source')) ?? {} };
}

/** The source that governs a place: its own or the nearest above it, with the keyword's refinement laid over. */
function nearest(
  document: JsonObject,
  pointer: Pointer,
  keyword: string | undefined,
): SourceMembers | undefined {
  const own = invariantAt(document, pointer, keyword)?.source;
  const holder = sourceAbove(document, pointer, keyword);
  return own === undefined ? holder : { ...holder, ...members(own) };
}

function sourceAbove(
  document: JsonObject,
  pointer: Pointer,
  keyword: string | undefined,
): SourceMembers | undefined {
  for (let place = pointer; ; place = parent(place)) {
    const value = valueAt(document, place);
    const source = isObject(value) ? value[SOURCE] : undefined;
    if (isObject(source)) {
      // A keyword's entry speaks of the place that carries it and of nothing below.
      const refined = place === pointer ? refinement(source, keyword) : {};
      return { ...members(source), ...members(refined) };
    }
    if (place === '') return undefined;
  }
}

/** `required/name` is sought as such, then as `required`. */
function refinement(source: JsonObject, keyword: string | undefined): Json {
  const keywords = source['keywords'];
  if (!isObject(keywords) || keyword === undefined) return {};
  return keywords[keyword] ?? keywords[keyword.split('/')[0] ?? keyword] ?? {};
}

function members(source: Json): SourceMembers {
  if (!isObject(source)) return {};
  const { document, at, basis, level, reading } = source;
  return {
    ...(typeof document === 'string' ? { document } : {}),
    ...(typeof at === 'string' ? { at } : {}),
    ...(isBasis(basis) ? { basis } : {}),
    ...(isLevel(level) ? { level } : {}),
    ...(typeof reading === 'string' ? { reading } : {}),
  };
}

function isBasis(value: Json | undefined): value is Basis {
  return typeof value === 'string' && Object.hasOwn(LEVEL_OF_BASIS, value);
}

function isLevel(value: Json | undefined): value is Level {
  return LEVELS.includes(value as Level);
}

/** Whether a place resolves to a source of its own making, rather than to the file itself. */
export function hasSource(document: JsonObject, pointer: Pointer): boolean {
  return tokens(pointer).length > 0 && nearest(document, pointer, undefined) !== undefined;
}
