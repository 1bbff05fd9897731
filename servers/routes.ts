import type { Operation } from '../model/contract.ts';

/** The operations of one path template. */
export interface Route {
  readonly path: string;
  readonly operations: readonly Operation[];
}

interface CompiledRoute extends Route {
  readonly pattern: RegExp;
  readonly segments: readonly string[];
}

/** Finds the route of a raw path below the base path; a literal segment beats a template. */
export function routesOf(operations: readonly Operation[]): (path: string) => Route | undefined {
  const byPath = new Map<string, Operation[]>();
  for (const operation of operations) {
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation]);
  }
  const routes = [...byPath].map(([path, own]) => compiled(path, own)).sort(literalFirst);
  return (path) => routes.find(({ pattern }) => pattern.test(path));
}

function compiled(path: string, operations: readonly Operation[]): CompiledRoute {
  const pattern = path
    .split(/(\{[^{}]+\})/)
    .map((part) => (part.startsWith('{') ? '[^/]+' : escaped(part)))
    .join('');
  return { path, operations, pattern: new RegExp(`^${pattern}$`), segments: path.split('/') };
}

function literalFirst(a: CompiledRoute, b: CompiledRoute): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = templates(a.segments[index] ?? '') - templates(b.segments[index] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** 0 for a literal, 1 for a template with literal parts, 2 for a template alone. */
function templates(segment: string): number {
  if (!segment.includes('{')) return 0;
  return /^\{[^{}]+\}$/.test(segment) ? 2 : 1;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** The operation that answers a method; a HEAD is answered by the GET that reads (RFC 9110, section 9.3.2). */
export function operationFor(operations: readonly Operation[], method = 'GET'): Operation | undefined {
  return (
    operations.find((one) => one.method === method) ?? (method === 'HEAD' ? readBy(operations) : undefined)
  );
}

/** What `Allow` names. */
export function allowedMethods(operations: readonly Operation[]): string[] {
  const methods = new Set<string>(operations.map(({ method }) => method));
  return [...(readBy(operations) ? methods.add('HEAD') : methods)];
}

function readBy(operations: readonly Operation[]): Operation | undefined {
  return operations.find(({ method, effect }) => method === 'GET' && effect === 'read');
}
