import { allSiteValues } from '../contract/site-values.ts';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { openParameters, reachOf } from './access.ts';
import { bareCase, bodyCases, everyCase, exampleCases } from './body-cases.ts';
import { bodyProbes } from './body-probes.ts';
import { isDescribed, usualContent } from './body-wire.ts';
import { type CaseMaker, type CaseParts, caseMaker } from './case-maker.ts';
import { bodyOf, type Draft, draftOf, missingParameter } from './drafts.ts';
import { schemaAt } from './generation.ts';
import { acceptProbes, headProbe } from './header-probes.ts';
import { invariantFaults } from './invariant-faults.ts';
import { accepted, bodyLevel } from './levels.ts';
import type { Omit, PlanContext } from './options.ts';
import { otherCase } from './other-case.ts';
import { pairwiseCases } from './pairwise-cases.ts';
import { parameterCases, pathFaults } from './parameter-cases.ts';
import { parameterPairs } from './parameter-pairs.ts';
import { credentialProbes, methodProbe, unknownProbes } from './probe-cases.ts';
import { randomCases } from './random-cases.ts';
import { settledParts } from './settled-parts.ts';

/** The single cases of one operation. */
export function operationCases(context: PlanContext, operation: Operation, omit: Omit): Case[] {
  const reach = reachOf(context, operation);
  if ('why' in reach) {
    omit('all cases', reach.why);
    return unreachableProbes(context, operation, omit);
  }
  const { subject } = reach;
  const learnt = openParameters(context, operation)
    .map(({ name }) => name)
    .filter((name) => subject?.kind === 'own' || subject?.parameters.includes(name) === true);
  const draft = draftOf(context, operation, learnt);
  const lacking =
    lackingParameter(operation, draft, learnt) ??
    lackingSiteValue(context, operation, draft) ??
    lackingBody(context, operation, draft, omit);
  if (lacking !== undefined) {
    omit('all cases', lacking);
    return [];
  }
  const settle = (parts: readonly CaseParts[]) => settledParts(context, operation, draft, parts, omit);
  const maker = caseMaker(operation, draft, subject, settle);
  fill(context, maker, omit);
  return [...maker.cases];
}

/** In the order of phases: what the document shows, every constraint once, then by chance. */
function fill(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const control = controlOf(context, maker);
  // A logout would end the session that all cases share; its life is a sequence of its own.
  const isLogout = context.contract.schemes.some(({ session }) => session?.logout === maker.operation.id);
  if (isLogout && !context.site.mock) {
    credentialProbes(context, maker, { ...control, expectation: { kind: 'documented' } }, omit);
    return;
  }
  exampleCases(context, maker, omit);
  maker.group([...headProbe(context, maker), control]);
  bareCase(context, maker);
  otherCase(context, maker, omit);
  everyCase(context, maker, omit);
  credentialProbes(context, maker, control, omit);
  unknownProbes(context, maker, control);
  methodProbe(context, maker, control);
  acceptProbes(maker);
  parameterCases(context, maker, control, omit);
  parameterPairs(context, maker, omit);
  invariantFaults(context, maker, omit);
  if (!maker.draft.body) return;
  bodyProbes(context, maker, control, omit);
  bodyCases(context, maker, omit);
  pairwiseCases(context, maker, omit);
  randomCases(context, maker, omit);
}

/** The plainest request of an operation as it was drafted. */
export function controlOf(context: PlanContext, { operation, draft }: CaseMaker): CaseParts {
  const schema = usualContent(operation.body)?.schema;
  const level =
    schema === undefined || !draft.body || !('value' in draft.body)
      ? context.contract.statement(operation.pointer).level
      : bodyLevel(context.contract, operation, schema, draft.body.value);
  const isGuess = openParameters(context, operation).some(
    ({ name }) =>
      draft.parameters.some((given) => given.name === name && given.in === 'path') && !context.site.mock,
  );
  return {
    phase: 'coverage',
    purpose: 'the plainest request',
    // With an id that was guessed from the document, a refusal says nothing.
    expectation: isGuess ? { kind: 'documented' } : accepted(operation, level),
  };
}

/** A path that is reached only by way of a task can still be asked for what does not exist. */
function unreachableProbes(context: PlanContext, operation: Operation, omit: Omit): Case[] {
  const draft = draftOf(context, operation, []);
  if (operation.effect !== 'read' || lackingParameter(operation, draft, [])) return [];
  const maker = caseMaker(operation, draft, undefined);
  const control = { phase: 'coverage', purpose: 'unknown id', expectation: { kind: 'documented' } } as const;
  unknownProbes(context, maker, control);
  for (const parameter of openParameters(context, operation))
    if (parameter.in === 'path') pathFaults({ context, maker, parameter }, control, omit);
  return maker.cases.filter(({ control }) => control !== true);
}

function lackingParameter(operation: Operation, draft: Draft, learnt: readonly string[]): string | undefined {
  const parameter = missingParameter(operation, draft, learnt);
  if (!parameter) return undefined;
  if (parameter.value) return `${parameter.value.env} is not set`;
  return `no value can be made for its ${parameter.in} parameter ${parameter.name}`;
}

/** A member of the body that only the site knows, without which none can be made. */
function lackingSiteValue(context: PlanContext, operation: Operation, draft: Draft): string | undefined {
  const content = usualContent(operation.body);
  if (!isDescribed(content) || draft.body) return undefined;
  const own = allSiteValues(schemaAt(context, content.schema), content.schema);
  const missing = [...own, ...context.contract.siteValues].find(
    (value) => context.site.valuesFor(value)?.length === 0,
  );
  return missing && `${missing.env} is not set`;
}

/** Why a required body cannot be sent; an optional one is left out. */
function lackingBody(
  context: PlanContext,
  operation: Operation,
  draft: Draft,
  omit: Omit,
): string | undefined {
  const content = usualContent(operation.body);
  if (!content) return operation.body?.required ? 'its body has no media type' : undefined;
  if (draft.body) return undefined;
  const reasons: string[] = [];
  bodyOf(context, operation, content, {}, (why) => reasons.push(why));
  const why = ['no value can be made for its body', ...reasons].join(': ');
  if (operation.body?.required) return why;
  omit('its body', why, { where: 'body', never: false });
  return undefined;
}
