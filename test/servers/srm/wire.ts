/** Routing, JSON bodies and Basic credentials as both VMware servers need them. */
import { Buffer } from 'node:buffer';
import type { HandReply, HandRequest } from '../hand-server.ts';

/** One operation; `path` holds literal segments and `{names}`. */
export interface Route<Call> {
  readonly method: string;
  readonly path: string;
  readonly run: (call: Call, ...params: string[]) => HandReply;
}

type Match<Call> =
  | { readonly kind: 'route'; readonly route: Route<Call>; readonly params: string[] }
  | { readonly kind: 'other-method'; readonly allow: string }
  | { readonly kind: 'none' };

/**
 * Finds the operation. The first path that fits wins whatever its methods are, so that a literal segment written
 * above a `{name}` shadows it for every method (`/appliances/details`).
 */
export function matchRoute<Call>(
  routes: readonly Route<Call>[],
  method: string,
  segments: readonly string[],
): Match<Call> {
  const first = routes.find((route) => paramsOf(route.path, segments) !== undefined);
  if (!first) return { kind: 'none' };
  const sisters = routes.filter((route) => route.path === first.path);
  const route = sisters.find((sister) => sister.method === method);
  if (!route) return { kind: 'other-method', allow: sisters.map((sister) => sister.method).join(', ') };
  return { kind: 'route', route, params: paramsOf(route.path, segments) ?? [] };
}

function paramsOf(path: string, segments: readonly string[]): string[] | undefined {
  const parts = path.split('/').filter(Boolean);
  if (parts.length !== segments.length) return undefined;
  const params: string[] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) params.push(segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: 'type' | 'syntax' };

/** Reads a JSON body. `anyType`: the content type does not matter; `noType`: it may be left out. */
export function readJson(request: HandRequest, allow: { anyType: boolean; noType: boolean }): JsonBody {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const typeFits = type === 'application/json' || allow.anyType || (type === undefined && allow.noType);
  if (!typeFits) return { ok: false, reason: 'type' };
  try {
    return { ok: true, value: JSON.parse(request.body.toString('utf8')) as unknown };
  } catch {
    return { ok: false, reason: 'syntax' };
  }
}

/** The credentials of an `Authorization: Basic` header, if it has any. */
export function basicOf(request: HandRequest): { username: string; password: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Orders values of lists: numbers as numbers, the rest as text, absent values last. */
export function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === undefined || left === null) return 1;
  if (right === undefined || right === null) return -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : 1;
}
