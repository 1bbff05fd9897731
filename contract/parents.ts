import type { Contract, Operation, Resource } from '../model/contract.ts';

/** The path of one object of a resource, up to its identity: `/notes/{note_id}`. */
export function stemOf({ parameter, read, update, delete: removal, act }: Resource): string | undefined {
  const end = `{${parameter}}`;
  const ids = [read?.operation, removal?.operation, update?.operation, removal?.revive, ...act];
  const path = ids.find((id) => id?.includes(end))?.replace(/^\S+ /, '');
  return path?.slice(0, path.indexOf(end) + end.length);
}

/** Whether an operation's path goes through one object of a resource, or ends there. */
export function goesThrough({ path }: Pick<Operation, 'path'>, resource: Resource): boolean {
  const stem = stemOf(resource);
  return stem !== undefined && (path === stem || path.startsWith(`${stem}/`));
}

/** The resource below whose object another is created; undefined where it is created below none. */
export function parentOf({ resources }: Pick<Contract, 'resources'>, child: Resource): Resource | undefined {
  const path = child.create?.operation.replace(/^\S+ /, '');
  if (path === undefined) return undefined;
  const parents = resources.filter((resource) => resource !== child && goesThrough({ path }, resource));
  // That of a comment of a note in a folder is the note.
  return parents.sort((a, b) => (stemOf(b)?.length ?? 0) - (stemOf(a)?.length ?? 0))[0];
}

/** The resources that an object stands below, the nearest first. */
export function ancestorsOf(contract: Pick<Contract, 'resources'>, resource: Resource): Resource[] {
  const parent = parentOf(contract, resource);
  if (!parent) return [];
  const above = ancestorsOf({ resources: contract.resources.filter((one) => one !== resource) }, parent);
  return [parent, ...above];
}
