import type { StepRole } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { READ_BACK_MS } from './read-back.ts';

type Role = StepRole['role'] | undefined;

/** How long is waited for what a target accepted to show: where it was waited for in vain, not again. */
export interface Patience {
  /** Milliseconds. */
  left(resource: Resource, role: Role): number;
  /** It did not show in that time. */
  lose(resource: Resource, role: Role): void;
}

/** Patience that nothing has used up yet. */
export function patience(): Patience {
  const lost = new Set<string>();
  const keyOf = ({ name }: Resource, role: Role) => `${name}\n${role}`;
  return {
    left: (resource, role) => (lost.has(keyOf(resource, role)) ? 0 : READ_BACK_MS),
    lose: (resource, role) => void lost.add(keyOf(resource, role)),
  };
}
