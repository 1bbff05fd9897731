import type { Resource } from '../../model/contract.ts';
import { isSuccess, type Step } from '../../model/trace.ts';

type Role = Step['role'];

const WRITES: ReadonlySet<Role> = new Set(['create', 'update', 'update-partial', 'act', 'revive']);

const UPDATES: ReadonlySet<Role> = new Set(['update', 'update-partial']);

/**
 * What happened to one object, cut into lives that a check knows how to judge: each look at it with the last write
 * before it, and what else is needed to tell whether the target kept its word.
 */
export function chaptersOf(resource: Resource, steps: readonly Step[]): Step[][] {
  const create = steps[0];
  if (create?.role !== 'create') return [];
  return steps.flatMap((look, at) => {
    const before = steps.slice(0, at);
    if (look.role === 'read') return readChapters(resource, create, before, look);
    if (look.role === 'list') return [[create, ...readSinceWrite(before), look]];
    const removal = before.findLastIndex(({ role }) => role === 'delete');
    const deleted = before[removal];
    if (!deleted || !isShown(deleted)) return [];
    if (ENDS.has(look.role)) return [[create, deleted, look]];
    if (!USES.has(look.role)) return [];
    return [[create, deleted, ...before.slice(removal + 1).filter(({ role }) => ENDS.has(role)), look]];
  });
}

const ENDS: ReadonlySet<Role> = new Set(['read-deleted', 'list-deleted', 'revive']);
const USES: ReadonlySet<Role> = new Set(['act-deleted', 'update-deleted']);

function readChapters(resource: Resource, create: Step, before: readonly Step[], look: Step): Step[][] {
  const at = before.findLastIndex(({ role }) => WRITES.has(role));
  const write = before[at];
  // What a read does not show at all is missing, whatever was written last.
  if (!isShown(look) || write?.role === 'create') return [[create, look]];
  if (write?.role === 'act' && isShown(write)) {
    const [readBefore] = readSinceWrite(before.slice(0, at));
    return readBefore ? [[create, readBefore, write, { ...look, role: 'read-acted' }]] : [];
  }
  // What else an act changes no document says, and what a write left that was not accepted nobody knows.
  if (write === undefined || !UPDATES.has(write.role) || !isShown(write)) return [];
  const shown = [create, { ...write, role: 'update' } as const, { ...look, role: 'read-updated' } as const];
  const [readBefore] = readSinceWrite(before.slice(0, at));
  if (!readBefore || resource.update?.semantics !== 'merge') return [shown];
  const touched = [
    create,
    readBefore,
    { ...write, role: 'update-partial' } as const,
    { ...look, role: 'read-partial' } as const,
  ];
  return [shown, touched];
}

/** A read that shows what the last write left, if there was one, as one that is not of what the create was given. */
function readSinceWrite(before: readonly Step[]): Step[] {
  const write = before.findLastIndex(({ role }) => WRITES.has(role));
  const read = before.slice(write + 1).findLast((step) => step.role === 'read' && isShown(step));
  return read ? [{ ...read, role: 'read-updated' }] : [];
}

function isShown({ exchange }: Step): boolean {
  return isSuccess(exchange.reply?.status);
}
