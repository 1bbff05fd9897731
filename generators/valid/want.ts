import { child, type Pointer, tokens } from '../../model/pointer.ts';
import type { Kind } from './kinds.ts';

/** What has to be true of a generated instance, beyond being valid. */
export interface Guide {
  /** Members and items that have to be present. */
  readonly include: readonly Pointer[];
  /** Branches to take, by the place in the instance and the choice. */
  readonly branches: readonly {
    readonly instance: Pointer;
    readonly choice: Pointer;
    readonly branch: number;
  }[];
  readonly kinds: readonly { readonly instance: Pointer; readonly kind: Kind }[];
}

/** A guide without any wish. */
export const anyWay: Guide = { include: [], branches: [], kinds: [] };

/** The wishes for one place and what is below it. */
export interface Want {
  readonly branches: Map<Pointer, number>;
  kind: Kind | undefined;
  readonly below: Map<string, Want>;
}

/** A guide as a tree along the instance. */
export function wanted(guide: Guide): Want | undefined {
  const root = emptyWant();
  for (const pointer of guide.include) reach(root, pointer);
  for (const { instance, choice, branch } of guide.branches)
    reach(root, instance).branches.set(choice, branch);
  for (const { instance, kind } of guide.kinds) reach(root, instance).kind = kind;
  return root.below.size + root.branches.size > 0 || root.kind ? root : undefined;
}

/** A guide that also includes pointers. */
export function including(guide: Guide, ...pointers: readonly Pointer[]): Guide {
  return { ...guide, include: [...guide.include, ...pointers] };
}

/** The pointer of a member or item that has to be present. */
export function includingChild(guide: Guide, instance: Pointer, token: string | number): Guide {
  return including(guide, child(instance, token));
}

function emptyWant(): Want {
  return { branches: new Map(), kind: undefined, below: new Map() };
}

function reach(root: Want, pointer: Pointer): Want {
  let at = root;
  for (const token of tokens(pointer)) {
    const next = at.below.get(token) ?? emptyWant();
    at.below.set(token, next);
    at = next;
  }
  return at;
}
