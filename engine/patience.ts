import type { StepRole } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { READ_BACK_MS } from './read-back.ts';

type Role = StepRole['role'] | undefined;

/**
 * How long is waited for what a target accepted to show: where it was waited for in vain, not again, unless the target was
 * seen to be late with another look.
 */
export interface Patience {
  /** Milliseconds. */
  left(resource: Resource, role: Role): number;
  /** It did not show in that time. */
  lose(resource: Resource, role: Role): void;
  /** It did, after a while. */
  reward(resource: Resource): void;
}

/** Patience that nothing has used up yet. */
export function patience(): Patience {
  const lost = new Map<Resource, Set<Role>>();
  const late = new Set<Resource>();
  return {
    left(resource, role) {
      const roles = lost.get(resource);
      const isLost = late.has(resource) ? roles?.has(role) : roles !== undefined;
      return isLost === true ? 0 : READ_BACK_MS;
    },
    lose: (resource, role) => void lost.set(resource, new Set([...(lost.get(resource) ?? []), role])),
    reward: (resource) => void late.add(resource),
  };
}
