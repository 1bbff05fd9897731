import { hasRequestInvariants, type RequestOutcome } from '../contract/request-invariants.ts';
import { type Flaw, repaired } from '../generators/index.ts';
import type { Pointer } from '../model/pointer.ts';
import {
  asSpoken,
  brokenIn,
  candidatesAt,
  isSound,
  type PlannedParts,
  partsOf,
  type SpokenScene,
  spokenOf,
} from './spoken-request.ts';

interface Broken extends Flaw {
  readonly outcome: RequestOutcome;
}

/** Parts that keep the invariants, or why none were found. */
export type Kept = { readonly parts: PlannedParts } | { readonly why: string };

/**
 * The nearest parts of a request that keep the invariants of their contract; `isFixed` tells of places that the case is
 * about. Places are those of a request as invariants speak of it: `/query/limit`, `/body/name`.
 */
export function keepingInvariants(
  scene: SpokenScene,
  parts: PlannedParts,
  isFixed: (place: Pointer) => boolean = () => false,
): Kept {
  if (!hasRequestInvariants(scene.context.contract, scene.operation)) return { parts };
  const spoken = spokenOf(scene.operation, parts);
  const [first] = brokenIn(scene, spoken);
  if (!first) return { parts };
  const made = repaired<Broken>(spoken, {
    flaws: (value) => {
      const request = asSpoken(value);
      if (!request || !isSound(scene, request, spoken)) return undefined;
      return brokenIn(scene, request).map((outcome) => ({
        key: `${outcome.invariant.holder} ${outcome.invariant.id} ${outcome.where} ${outcome.instance}`,
        places: outcome.places.filter((place) => !isFixed(place)),
        outcome,
      }));
    },
    candidates: (value, { outcome }, place) => candidatesAt(scene, value, outcome, place),
  });
  return made === undefined
    ? { why: `it would break the invariant ${first.invariant.id}: ${first.invariant.message}` }
    : { parts: partsOf(scene.operation, made, parts) };
}
