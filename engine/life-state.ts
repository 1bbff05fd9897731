import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Step } from '../model/trace.ts';
import type { GroupRunner } from './groups.ts';
import type { OwnObject } from './own-object.ts';

/** What is known of an object while it is worked on. */
export interface LifeState {
  readonly runner: GroupRunner;
  readonly resource: Resource;
  readonly beside: readonly LifeState[];
  readonly steps: Step[];
  object: OwnObject | undefined;
  /** What the create named and may not be ours: it is read and not touched. */
  unclear?: OwnObject | undefined;
  /** Why nothing could be created. */
  why?: string;
  path: ReadonlyMap<string, Json>;
  isDeleted: boolean;
}

/** A life before its create; `beside` are those that go on meanwhile. */
export function newLife(
  runner: GroupRunner,
  resource: Resource,
  beside: readonly LifeState[] = [],
): LifeState {
  return { runner, resource, beside, steps: [], object: undefined, path: new Map(), isDeleted: false };
}
