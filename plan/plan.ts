import { allSiteValues } from '../contract/site-values.ts';
import type { Case, Omission, Plan } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { reachOf, openParameters } from './access.ts';
import { bareCase, bodyCases, exampleCases } from './body-cases.ts';
import { type CaseMaker, type CaseParts, caseMaker } from './case-maker.ts';
import { draftOf, schemaAt } from './drafts.ts';
import { bodyLevel } from './levels.ts';
import { lifeCases, sessionCases } from './lives.ts';
import type { PlanContext, PlanOptions } from './options.ts';
import { parameterCases } from './parameter-cases.ts';
import { bodyProbes, credentialProbes, methodProbe, unknownProbes } from './probe-cases.ts';
import { randomCases } from './random-cases.ts';

// What a run sends beside its cases: logins, objects to work on, their removal.
const REQUESTS_PER_CREATE = 2;

/** All that a run will do. Nothing is sent; the same input gives the same plan. */
export function plan(contract: Contract, options: PlanOptions): Plan {
  const context: PlanContext = { contract, ...options };
  const omissions: Omission[] = [];
  const selected = contract.operations.filter(options.selects);
  const single = selected.flatMap((operation) => operationCases(context, operation, omissions));
  const lives = contract.resources.flatMap((resource) => lifeCases(context, resource));
  const sessions = contract.schemes.flatMap((scheme) => sessionCases(context, scheme));
  const cases = [...single, ...sessions, ...lives];
  return { cases, omissions, basics: basicsOf(context), estimate: estimateOf(contract, cases) };
}

/** The plainest request of each operation, whether it takes part or not. */
function basicsOf(context: PlanContext): Plan['basics'] {
  const basics = context.contract.operations.map((operation): [string, Case] => {
    const learnt = openParameters(context, operation).map(({ name }) => name);
    const maker = caseMaker(operation, draftOf(context, operation, learnt), undefined);
    maker.group([{ ...controlOf(context, maker), phase: 'sequences' }]);
    const [basic] = maker.cases;
    return [operation.id, { ...(basic as Case), id: `${operation.id} #0`, group: `${operation.id} g0` }];
  });
  return Object.fromEntries(basics);
}

function operationCases(context: PlanContext, operation: Operation, omissions: Omission[]): Case[] {
  const omit = (what: string, why: string) => omissions.push({ operation: operation.id, what, why });
  const reach = reachOf(context, operation);
  if ('why' in reach) {
    omit('all cases', reach.why);
    return unreachableProbes(context, operation);
  }
  const missing = missingInBody(context, operation);
  if (missing !== undefined) {
    omit('all cases', `${missing} is not set`);
    return [];
  }
  const learnt = openParameters(context, operation)
    .map(({ name }) => name)
    .filter((name) => reach.subject?.kind === 'own' || reach.subject?.parameters.includes(name) === true);
  const maker = caseMaker(operation, draftOf(context, operation, learnt), reach.subject);
  fill(context, maker, (why) => omit('some cases', why));
  return [...maker.cases];
}

/** In the order of phases: what the document shows, every constraint once, then by chance. */
function fill(context: PlanContext, maker: CaseMaker, notes: (why: string) => void): void {
  const { operation, draft } = maker;
  const control = controlOf(context, maker);
  // A logout would end the session that all cases share; its life is a sequence of its own.
  const isLogout = context.contract.schemes.some(({ session }) => session?.logout === operation.id);
  if (isLogout && !context.site.mock) {
    credentialProbes(context, maker, { ...control, expectation: { kind: 'documented' } });
    return;
  }
  if (operation.body && !draft.body) notes('no value can be made for its body');
  exampleCases(context, maker);
  maker.group([control]);
  bareCase(context, maker);
  credentialProbes(context, maker, control);
  unknownProbes(context, maker, control);
  methodProbe(context, maker, control);
  parameterCases(context, maker, notes);
  bodyProbes(context, maker, control);
  bodyCases(context, maker, notes);
  randomCases(context, maker, notes);
}

function controlOf(context: PlanContext, { operation, draft }: CaseMaker): CaseParts {
  const schema = operation.body?.contents[0]?.schema;
  const level =
    schema === undefined || !draft.body || !('value' in draft.body)
      ? context.contract.statement(operation.pointer).level
      : bodyLevel(context.contract, operation, schema, draft.body.value);
  const isGuess = openParameters(context, operation).some(
    ({ name }) => draft.parameters.some((given) => given.name === name && given.in === 'path') && !context.site.mock,
  );
  return {
    phase: 'coverage',
    purpose: 'the plainest request',
    // With an id that was guessed from the document, a refusal says nothing.
    expectation: isGuess ? { kind: 'documented' } : { kind: 'success', level },
  };
}

/** A path that is reached only by way of a task can still be asked for what does not exist. */
function unreachableProbes(context: PlanContext, operation: Operation): Case[] {
  if (operation.effect !== 'read') return [];
  const maker = caseMaker(operation, draftOf(context, operation, []), undefined);
  unknownProbes(context, maker, { phase: 'coverage', purpose: 'unknown id', expectation: { kind: 'documented' } });
  return maker.cases.filter(({ control }) => control !== true);
}

/** A required member of the body that only the site knows and that is not given. */
function missingInBody(context: PlanContext, operation: Operation): string | undefined {
  const content = operation.body?.contents[0];
  if (content?.schema === undefined || draftOf(context, operation, []).body) return undefined;
  const declared = allSiteValues(schemaAt(context, content.schema), content.schema);
  return [...declared, ...context.contract.siteValues].find((value) => context.site.valuesFor(value)?.length === 0)?.env;
}

function estimateOf(contract: Contract, cases: readonly Case[]): Plan['estimate'] {
  const own = cases.filter(({ subject }) => subject?.kind === 'own' && subject.fresh).length;
  const creates = cases.filter(({ effect }) => effect === 'create').length + own;
  const requests = cases.length + creates * REQUESTS_PER_CREATE;
  const perMinute = contract.requestsPerMinute ?? Number.POSITIVE_INFINITY;
  return { requests, creates, minutes: Math.ceil(requests / perMinute) };
}
