import { refusesState } from '../contract/refusals.ts';
import type { Case } from '../model/case.ts';
import type { OperationId } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import type { EngineContext } from './context.ts';

// After so many that were refused as well, the state of things is to blame.
const MOST_IN_VAIN = 3;

/** Plainest requests that tell whether the state of things or its content is why a request was refused. */
export interface StateRefusals {
  /** The request to send beside a refused one; undefined where none would tell anything. */
  controlFor(exchange: Exchange): Case | undefined;
  /** What came of it. */
  note(control: Exchange): void;
}

/** Nothing was in vain yet. */
export function stateRefusals({ plan, profile }: Pick<EngineContext, 'plan' | 'profile'>): StateRefusals {
  const inVain = new Map<OperationId, number>();
  return {
    controlFor({ case: planned, operation, reply }) {
      const basic = plan.basics[operation.id];
      const isDoubtful =
        profile.isStateful &&
        planned.expectation.kind === 'success' &&
        reply !== undefined &&
        refusesState(operation, reply.status);
      if (!isDoubtful || !basic || (inVain.get(operation.id) ?? 0) >= MOST_IN_VAIN) return undefined;
      if (saysTheSame(planned, basic)) return undefined;
      const { phase, subject, group } = planned;
      return {
        ...basic,
        ...{ phase, group, purpose: 'the plainest request beside one that was refused' },
        ...(subject ? { subject } : {}),
        expectation: { kind: 'documented' },
      };
    },
    note({ operation, reply }) {
      if (isSuccess(reply?.status)) inVain.delete(operation.id);
      else inVain.set(operation.id, (inVain.get(operation.id) ?? 0) + 1);
    },
  };
}

/** Whether two cases send the same, marks aside. */
function saysTheSame(a: Case, b: Case): boolean {
  const said = ({ request: { parameters, body } }: Case) =>
    JSON.parse(JSON.stringify({ parameters, body: body ?? null })) as Json;
  return equalJson(said(a), said(b));
}
