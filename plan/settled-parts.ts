import { INVARIANTS } from '../contract/invariants-keyword.ts';
import { partOf } from '../contract/request-invariants.ts';
import type { Expectation, PlannedParameter } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { weakest } from '../model/statement.ts';
import { contentOf, isDescribed, usualContent } from './body-wire.ts';
import type { CaseParts } from './case-maker.ts';
import type { Draft } from './drafts.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { bodyLevel } from './levels.ts';
import type { Omit, PlanContext } from './options.ts';
import type { PlannedParts } from './spoken-request.ts';

/**
 * The cases of a group with what the invariants of requests ask for beside what each is about. One that cannot keep them is
 * left out, and a whole group with its control; that is told to `omit`.
 */
export function settledParts(
  context: PlanContext,
  operation: Operation,
  draft: Draft,
  parts: readonly CaseParts[],
  omit: Omit,
): readonly CaseParts[] {
  const settled = parts.flatMap((part) => {
    const made = settledPart(context, operation, draft, part);
    if ('part' in made) return [made.part];
    omit(part.purpose, made.why);
    return [];
  });
  const hasLostControl =
    parts.some(({ control }) => control === true) && !settled.some(({ control }) => control === true);
  if (!hasLostControl) return settled;
  for (const { purpose } of settled)
    omit(purpose, 'the same request without the fault would break an invariant');
  return [];
}

type Settled = { readonly part: CaseParts } | { readonly why: string };

function settledPart(context: PlanContext, operation: Operation, draft: Draft, part: CaseParts): Settled {
  const { expectation } = part;
  const isMeant = expectation.kind === 'refusal' && expectation.fault.keyword.startsWith(`${INVARIANTS}/`);
  if (isMeant) return { part };
  const planned = part.body === undefined ? draft.body : (part.body ?? undefined);
  const sound = planned && 'sound' in planned ? planned.sound : planned;
  const content = sound && contentOf(operation, sound);
  const described = content ?? usualContent(operation.body);
  const before: PlannedParts = {
    parameters: part.parameters ?? draft.parameters,
    body: sound && 'value' in sound ? sound.value : undefined,
  };
  const scene = { context, operation, content: isDescribed(described) ? described : undefined };
  const kept = keepingInvariants(scene, before, fixedIn(draft, part, planned !== sound));
  if (!('parts' in kept)) return kept;
  if (kept.parts === before) return { part };
  return { part: withParts(context, operation, { part, before, after: kept.parts }) };
}

/** What a case is about, and what is faulty in it, stays as it is. */
function fixedIn(draft: Draft, { about, expectation, parameters }: CaseParts, isSpoilt: boolean) {
  const fixed = new Set<Pointer>();
  for (const given of parameters ?? []) {
    const usual = draft.parameters.find((one) => one.name === given.name && one.in === given.in);
    const at = partOf(given);
    if (at !== undefined && !(usual && equalJson(usual.value, given.value))) fixed.add(at);
  }
  if (about !== undefined) fixed.add(`/body${about}`);
  const isBodyFaulty = expectation.kind === 'refusal' && expectation.fault.kind === 'body';
  if (isBodyFaulty || isSpoilt) fixed.add('/body');
  if (expectation.kind === 'refusal')
    for (const where of ['query', 'headers']) fixed.add(`/${where}/${expectation.fault.instance}`);
  const isWithin = (inner: Pointer, outer: Pointer) => `${inner}/`.startsWith(`${outer}/`);
  return (place: Pointer) => [...fixed].some((one) => isWithin(place, one) || isWithin(one, place));
}

function withParts(
  { contract }: PlanContext,
  operation: Operation,
  { part, before, after }: { part: CaseParts; before: PlannedParts; after: PlannedParts },
): CaseParts {
  const schema = usualContent(operation.body)?.schema;
  const added = after.parameters.filter(
    ({ name, in: where }) => !before.parameters.some((one) => one.name === name && one.in === where),
  );
  const isOther = after.body !== undefined && !equalJson(after.body, before.body);
  const body = part.body && 'mediaType' in part.body ? part.body.mediaType : undefined;
  const level = weakest(
    ...added.map((parameter) => presence(contract, operation, parameter)),
    isOther && schema !== undefined ? bodyLevel(contract, operation, schema, after.body as Json) : 'must',
  );
  return {
    ...part,
    parameters: after.parameters,
    ...(isOther ? { body: { mediaType: body ?? 'application/json', value: after.body as Json } } : {}),
    expectation: loweredTo(part.expectation, level),
  };
}

function presence(
  contract: PlanContext['contract'],
  { parameters }: Operation,
  { name, in: where }: PlannedParameter,
) {
  const declared = parameters.find((one) => one.name === name && one.in === where);
  return declared && !declared.required ? contract.statement(declared.pointer).level : 'must';
}

function loweredTo(expectation: Expectation, level: ReturnType<typeof weakest>): Expectation {
  return expectation.kind === 'success'
    ? { ...expectation, level: weakest(expectation.level, level) }
    : expectation;
}
