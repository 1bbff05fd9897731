import type { Contract, Operation, Resource } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';

/** The path parameters below which an object was made: its parents, a tenant. Empty for one that is everywhere. */
export type ObjectPlace = ReadonlyMap<string, string>;

/** The place of what a call with these path parameters makes. */
export function placeOf({ parameter }: Resource, path: ReadonlyMap<string, Json>): ObjectPlace {
  return new Map(
    [...path].filter(([name]) => name !== parameter).map(([name, value]) => [name, String(value)]),
  );
}

/** Whether a path leads to where an object is. */
export function leadsTo(place: ObjectPlace, path: ReadonlyMap<string, Json>): boolean {
  return [...place].every(([name, value]) => !path.has(name) || String(path.get(name)) === value);
}

/**
 * Tells whether an operation's path goes through one object of a resource. The name of the parameter does not say it:
 * many documents call all of theirs `id`.
 */
export function goesThrough({ operations }: Contract, resource: Resource): (operation: Operation) => boolean {
  const { parameter, read, update, delete: removal, act } = resource;
  const own = new Set([read?.operation, update?.operation, removal?.operation, removal?.revive, ...act]);
  const end = `{${parameter}}`;
  const stems = operations
    .filter(({ id, path }) => own.has(id) && path.includes(end))
    .map(({ path }) => path.slice(0, path.indexOf(end) + end.length));
  return ({ path }) => stems.some((stem) => path === stem || path.startsWith(`${stem}/`));
}

/** A reference to an object, such as the document shows, with the parents of one that stands elsewhere. */
export function referenceAt({ read, parameter }: Resource, place: ObjectPlace, shown: string): string {
  const template = read?.operation.replace(/^\S+ /, '') ?? '';
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
  const pattern = template
    .split(/\{[^{}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('([^/]+)');
  const found = new RegExp(`${pattern}$`, 'd').exec(shown);
  let made = shown;
  for (const [at, name] of [...names.entries()].reverse()) {
    const [from, to] = found?.indices?.[at + 1] ?? [];
    const value = name === parameter ? undefined : place.get(name);
    if (from === undefined || to === undefined || value === undefined) continue;
    made = made.slice(0, from) + encodeURIComponent(value) + made.slice(to);
  }
  return made;
}
