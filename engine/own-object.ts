import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';

/** An object that this run created. */
export interface OwnObject {
  readonly resource: Resource;
  readonly identity: string;
  /** Path parameters that name it. */
  readonly path: ReadonlyMap<string, Json>;
  /** The mark that it was created with, where its body held one. */
  readonly mark?: string | undefined;
}

/** Tells an object from all others: where it stands below others, the identity alone may be that of several. */
export function keyOf({ resource, identity, path }: OwnObject): string {
  const { read, delete: removal, update } = resource;
  const template = (read ?? removal ?? update)?.operation ?? '';
  const place = [...path].filter(([name]) => name !== resource.parameter && template.includes(`{${name}}`));
  return [resource.name, identity, ...place.map(([name, value]) => `${name}=${String(value)}`).sort()].join(
    '\n',
  );
}

/** Whether the parameters of a path that an object is named by are those of this object. */
export function isNamedBy(
  { path: own }: OwnObject,
  template: string,
  path: ReadonlyMap<string, Json>,
): boolean {
  return [...own].every(
    ([name, value]) => !template.includes(`{${name}}`) || String(path.get(name)) === String(value),
  );
}
