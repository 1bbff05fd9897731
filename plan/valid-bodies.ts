import type { CaseKind } from '../model/case-kind.ts';
import type { Json } from '../model/json.ts';
import { concrete, type Described, isWithoutParts, unwritable, violationsOnWire } from './body-wire.ts';
import type { CaseMaker, CaseParts } from './case-maker.ts';
import { attempt } from './generation.ts';
import { accepted, bodyLevel } from './levels.ts';
import { marked } from './marks.ts';
import type { Omit, PlanContext } from './options.ts';

/** Adds a case with a valid body, unless it is not valid on the wire. */
export function addValid(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  value: Json,
  phase: CaseParts['phase'],
  purpose: string,
  omit: Omit,
  kind?: CaseKind,
): void {
  const parts = attempt(
    () => validCase(context, maker, content, value, phase, purpose),
    (why) => omit(purpose, why),
  );
  if (parts) maker.group([{ ...parts, ...(kind ? { kind } : {}) }]);
}

/** A case with a valid body; undefined where its bytes would not be valid. */
export function validCase(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  value: Json,
  phase: CaseParts['phase'],
  purpose: string,
): CaseParts | undefined {
  const { contract } = context;
  const planned = marked(contract, maker.operation, content.schema, value);
  if (isWithoutParts(content, value) || unwritable(content, planned) !== undefined) return undefined;
  if (violationsOnWire(context, content, planned).length > 0) return undefined;
  return {
    phase,
    purpose,
    expectation: accepted(maker.operation, bodyLevel(contract, maker.operation, content.schema, value)),
    body: { mediaType: concrete(content.mediaType), value: planned },
  };
}
