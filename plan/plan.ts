import type { Case, Omission, Plan, PlannedSequences } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { openParameters } from './access.ts';
import { caseMaker } from './case-maker.ts';
import { draftOf } from './drafts.ts';
import { ledgerOf } from './ledger.ts';
import { listCases } from './lists.ts';
import { lifeCases } from './lives.ts';
import { onlyEvidence } from './only-evidence.ts';
import { controlOf, operationCases } from './operation-cases.ts';
import type { PlanContext, PlanOptions } from './options.ts';
import { refusedChangeCases } from './refused-changes.ts';
import { sequencesOf } from './sequences.ts';
import { sessionCases } from './session-cases.ts';
import { switchCases } from './switch-cases.ts';
import { uniqueCases } from './unique-cases.ts';

// An object is removed, and seen to be gone.
const REQUESTS_PER_OBJECT = 2;

// Of the requests of a sequence, a fourth creates, and one is half as long as it may be.
const REQUESTS_PER_CREATE = 8;

// A list is asked for in about so many.
const PAGES = 10;

// What a target was seen to answer to four workers, where it documents no limit.
const USUAL_PER_MINUTE = 3000;

/** All that a run will do. Nothing is sent; the same input gives the same plan. */
export function plan(contract: Contract, options: PlanOptions): Plan {
  const context: PlanContext = { contract, ...options };
  const omissions: Omission[] = [];
  const selected = contract.operations.filter(options.selects);
  const single = selected.flatMap((operation) =>
    operationCases(context, operation, (what, why, about, check) =>
      omissions.push({
        operation: operation.id,
        what,
        why,
        ...(about ? { about } : {}),
        ...(check === undefined ? {} : { check }),
      }),
    ),
  );
  const lives = contract.resources.flatMap((resource) => [
    ...lifeCases(context, resource),
    ...refusedChangeCases(context, resource),
    ...uniqueCases(context, resource),
  ]);
  const sessions = contract.schemes.flatMap((scheme) => sessionCases(context, scheme));
  const switches = contract.operations.flatMap((operation) => switchCases(context, operation));
  const lists = contract.operations.flatMap((operation) => listCases(context, operation));
  const whole = {
    cases: [...single, ...sessions, ...lives, ...lists, ...switches],
    sequences: contract.resources.flatMap((resource) => sequencesOf(context, resource) ?? []),
  };
  const { cases, sequences } = options.evidence ? onlyEvidence(whole, options.evidence) : whole;
  return {
    cases,
    sequences,
    omissions,
    ledger: ledgerOf(context, selected, cases, omissions),
    basics: basicsOf(context),
    estimate: estimateOf(context, cases, sequences),
  };
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

function estimateOf(
  { contract, site }: PlanContext,
  cases: readonly Case[],
  sequences: readonly PlannedSequences[],
): Plan['estimate'] {
  const fresh = cases.filter(({ subject }) => subject?.kind === 'own' && subject.fresh).length;
  const made = cases.filter(({ effect }) => effect === 'create').length;
  // A mock keeps nothing that could be removed.
  const beside = site.mock ? 0 : fresh + (fresh + made) * REQUESTS_PER_OBJECT;
  const drawn = sequences.reduce((sum, { count, length }) => sum + count * length, 0);
  const pages = cases.filter(({ step }) => step?.role === 'list-page').length * PAGES;
  const requests = cases.length + beside + drawn + pages;
  const perMinute = contract.requestsPerMinute ?? USUAL_PER_MINUTE;
  return {
    requests,
    creates: made + fresh + Math.ceil(drawn / REQUESTS_PER_CREATE),
    minutes: Math.ceil(requests / perMinute),
  };
}
