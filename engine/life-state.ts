import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Step, Trace } from '../model/trace.ts';
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
  /** Another object that comes and goes meanwhile. */
  other?: LifeState | undefined;
  /** What checks judge of it, cut into the lives that they know. */
  readonly told: (steps: readonly Step[]) => Trace[];
}

/** What is not so of every life. */
export interface LifeOptions {
  /** Lives that go on meanwhile. */
  readonly beside?: readonly LifeState[];
  /** Cuts what happened into lives that checks know; else it is one. */
  readonly cut?: (steps: readonly Step[]) => readonly (readonly Step[])[];
}

/** A life before its create. */
export function newLife(
  runner: GroupRunner,
  resource: Resource,
  { beside = [], cut = (steps) => [steps] }: LifeOptions = {},
): LifeState {
  const life: LifeState = {
    ...{ runner, resource, beside, steps: [], object: undefined, path: new Map(), isDeleted: false },
    told(steps) {
      const { identity } = life.object ?? life.unclear ?? {};
      return cut(steps).map((chapter) => ({ kind: 'life', resource, identity, steps: chapter }));
    },
  };
  return life;
}
