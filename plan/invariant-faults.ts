import { INVARIANTS } from '../contract/invariants-keyword.ts';
import {
  faultKindOf,
  hasRequestInvariants,
  type RequestOutcome,
  requestOutcomes,
} from '../contract/request-invariants.ts';
import { changed } from '../generators/index.ts';
import type { PlannedFault } from '../model/case.ts';
import type { ConstraintOfValue } from '../model/coverage.ts';
import type { JsonObject } from '../model/json.ts';
import { concrete, isDescribed, usualContent } from './body-wire.ts';
import { type CaseMaker, type CaseParts, withParameter } from './case-maker.ts';
import { bodyOf } from './drafts.ts';
import { placeIn } from './fault-search.ts';
import { constraintOptions } from './generation.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { accepted, faultLevel } from './levels.ts';
import { sampled } from './marks.ts';
import type { Omit, PlanContext } from './options.ts';
import { parameterValue } from './parameter-values.ts';
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

/** Two changes of a request with many members are many. */
const MOST_LOOKED_AT = 2000;

interface Broken {
  readonly outcome: RequestOutcome;
  readonly base: PlannedParts;
  readonly parts: PlannedParts;
}

/** Each invariant of requests once broken, alone and by values that are valid by themselves, with a control beside it. */
export function invariantFaults(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const { operation } = maker;
  if (!hasRequestInvariants(context.contract, operation)) return;
  const usual = usualContent(operation.body);
  const scene: SpokenScene = { context, operation, content: isDescribed(usual) ? usual : undefined };
  const bases = basesOf(scene, maker);
  const done = new Map<string, Broken | RequestOutcome>();
  for (const base of bases) {
    for (const outcome of openIn(scene, spokenOf(operation, base))) {
      const key = `${outcome.invariant.holder} ${outcome.invariant.id} ${outcome.where}`;
      const known = done.get(key);
      if (known && ('parts' in known || outcome.verdict === 'unknown')) continue;
      if (outcome.verdict === 'unknown') {
        done.set(key, outcome);
        continue;
      }
      const parts = brokenAlone(scene, base, outcome);
      if (parts) done.set(key, { outcome, base, parts });
      else done.set(key, outcome);
    }
  }
  for (const one of done.values()) {
    if ('parts' in one) maker.group(casesOf(scene, one));
    else {
      const constraint = constraintOf(one);
      const isUnknown = one.verdict === 'unknown';
      const why = isUnknown
        ? `it cannot be evaluated: ${one.why?.split('\n')[0]}`
        : 'it cannot be broken alone';
      omit(`a fault of ${constraint.keyword}`, why, { where: one.where, constraint, never: !isUnknown });
    }
  }
}

/** Valid requests of which invariants may speak: the plainest, and fuller ones. */
function basesOf(scene: SpokenScene, { draft, operation }: CaseMaker): PlannedParts[] {
  const { context, content } = scene;
  const plain = draft.body && 'value' in draft.body ? draft.body.value : undefined;
  const options = { ...constraintOptions(context), optional: 'all' } as const;
  const made = content && bodyOf(context, operation, content, options);
  const full = made && 'value' in made ? [made.value] : [];
  const all = operation.parameters.reduce((so, parameter) => {
    const value = parameter.in === 'path' ? undefined : parameterValue(context, operation, parameter);
    return value === undefined ? so : withParameter(so, parameter, value);
  }, draft.parameters);
  const bodies = plain === undefined ? [undefined] : [plain, ...full];
  return [draft.parameters, all].flatMap((parameters) =>
    bodies.flatMap((body) => {
      const kept = keepingInvariants(scene, { parameters, body });
      return 'parts' in kept ? [kept.parts] : [];
    }),
  );
}

/** What holds, and what cannot be evaluated: of a path, say, whose values only the run learns. */
function openIn({ context, operation, content }: SpokenScene, spoken: JsonObject): RequestOutcome[] {
  const value = sampled(spoken) as JsonObject;
  return requestOutcomes(context.contract, operation, { value, schema: content?.schema }).filter(
    ({ verdict }) => verdict === 'holds' || verdict === 'unknown',
  );
}

/** The parts with one invariant broken and nothing else. */
function brokenAlone(
  scene: SpokenScene,
  base: PlannedParts,
  outcome: RequestOutcome,
): PlannedParts | undefined {
  const spoken = spokenOf(scene.operation, base);
  const made = changed(spoken, {
    places: outcome.places,
    candidates: (value, place) => candidatesAt(scene, value, outcome, place),
    judge(value) {
      const request = asSpoken(value);
      if (!request || !isSound(scene, request, spoken)) return 'closed';
      const broken = brokenIn(scene, request);
      const isAlone = broken.length > 0 && broken.every(({ invariant }) => invariant === outcome.invariant);
      return isAlone ? 'found' : 'open';
    },
    limit: MOST_LOOKED_AT,
  });
  return made === undefined ? undefined : partsOf(scene.operation, made, base);
}

function casesOf(
  { context, operation, content }: SpokenScene,
  { outcome, base, parts }: Broken,
): CaseParts[] {
  const { contract } = context;
  const { invariant, where } = outcome;
  const kind = faultKindOf(outcome);
  const { schema, keyword, instance } = constraintOf(outcome);
  const what = `it breaks the invariant ${invariant.id}: ${invariant.message}`;
  const fault: PlannedFault = {
    kind,
    what,
    instance: where === 'body' ? instance : '',
    place: placeIn(where, { instance }),
    statement: schema,
    keyword,
    level: faultLevel(contract, operation, kind, { schema, keyword }),
  };
  const of = ({ parameters, body }: PlannedParts): Pick<CaseParts, 'phase' | 'parameters' | 'body'> => ({
    phase: 'coverage',
    parameters,
    ...(body === undefined || !content
      ? {}
      : { body: { mediaType: concrete(content.mediaType), value: body } }),
  });
  return [
    { ...of(parts), kind: 'fault', purpose: what, expectation: { kind: 'refusal', fault } },
    {
      ...of(base),
      purpose: 'the same request without the fault',
      expectation: accepted(operation, contract.statement(operation.pointer).level),
      control: true,
    },
  ];
}

function constraintOf({ invariant: { holder, id }, instance }: RequestOutcome): ConstraintOfValue {
  return { instance, schema: holder, keyword: `${INVARIANTS}/${id}` };
}
