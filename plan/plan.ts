import type { Case, Omission, Plan } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { openParameters } from './access.ts';
import { caseMaker } from './case-maker.ts';
import { draftOf } from './drafts.ts';
import { ledgerOf } from './ledger.ts';
import { lifeCases, sessionCases } from './lives.ts';
import { controlOf, operationCases } from './operation-cases.ts';
import type { PlanContext, PlanOptions } from './options.ts';
import { switchCases } from './switch-cases.ts';

// An object is removed, and seen to be gone.
const REQUESTS_PER_OBJECT = 2;

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
  const lives = contract.resources.flatMap((resource) => lifeCases(context, resource));
  const sessions = contract.schemes.flatMap((scheme) => sessionCases(context, scheme));
  const switches = contract.operations.flatMap((operation) => switchCases(context, operation));
  const cases = [...single, ...sessions, ...lives, ...switches];
  return {
    cases,
    omissions,
    ledger: ledgerOf(context, selected, cases, omissions),
    basics: basicsOf(context),
    estimate: estimateOf(context, cases),
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

function estimateOf({ contract, site }: PlanContext, cases: readonly Case[]): Plan['estimate'] {
  const fresh = cases.filter(({ subject }) => subject?.kind === 'own' && subject.fresh).length;
  const made = cases.filter(({ effect }) => effect === 'create').length;
  // A mock keeps nothing that could be removed.
  const beside = site.mock ? 0 : fresh + (fresh + made) * REQUESTS_PER_OBJECT;
  const requests = cases.length + beside;
  const perMinute = contract.requestsPerMinute ?? USUAL_PER_MINUTE;
  return { requests, creates: made + fresh, minutes: Math.ceil(requests / perMinute) };
}
