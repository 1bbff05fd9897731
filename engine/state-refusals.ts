import { refusesState } from '../contract/refusals.ts';
import type { Case } from '../model/case.ts';
import type { OperationId } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import type { EngineContext } from './context.ts';

// After so many that were refused as well, the state of things is to blame.
const MOST_IN_VAIN = 3;

/** Requests that tell whether the state of things or its content is why a valid request was refused. */
export interface StateRefusals {
  /** The request to send beside one that was refused so; undefined where none would tell anything yet. */
  controlFor(refused: Exchange): Case | undefined;
  /** What came of it. */
  note(control: Exchange): void;
  /** The request to send again beside one that was accepted: another that was refused before, when nothing else was known. */
  doubtedBy(accepted: Exchange): Case | undefined;
  /** Whether a valid request was refused by a status that may speak of the state of things. */
  isDoubtful(exchange: Exchange): boolean;
}

/** Nothing was refused yet. */
export function stateRefusals({ plan, profile }: Pick<EngineContext, 'plan' | 'profile'>): StateRefusals {
  const inVain = new Map<OperationId, number>();
  const accepted = new Map<OperationId, Case>();
  const waiting = new Map<OperationId, Case>();
  const isDoubtful = ({ case: planned, operation, reply }: Exchange) =>
    profile.isStateful &&
    planned.expectation.kind === 'success' &&
    reply !== undefined &&
    refusesState(operation, reply.status);
  return {
    isDoubtful,
    controlFor(refused) {
      const { case: planned, operation } = refused;
      if (!isDoubtful(refused)) return undefined;
      const control = accepted.get(operation.id) ?? plan.basics[operation.id];
      const isIdle = !control || (inVain.get(operation.id) ?? 0) >= MOST_IN_VAIN;
      if (isIdle || saysTheSame(planned, control)) {
        if (!waiting.has(operation.id)) waiting.set(operation.id, planned);
        return undefined;
      }
      const { phase, subject, group } = planned;
      return {
        ...control,
        ...{ phase, group, purpose: 'another request beside one that was refused' },
        ...(subject ? { subject } : {}),
        expectation: { kind: 'documented' },
      };
    },
    note({ operation, reply }) {
      if (isSuccess(reply?.status)) inVain.delete(operation.id);
      else inVain.set(operation.id, (inVain.get(operation.id) ?? 0) + 1);
    },
    doubtedBy({ case: planned, operation, reply }) {
      if (planned.expectation.kind !== 'success' || !isSuccess(reply?.status)) return undefined;
      accepted.set(operation.id, planned);
      const doubted = waiting.get(operation.id);
      if (!doubted || saysTheSame(doubted, planned)) return undefined;
      waiting.delete(operation.id);
      return doubted;
    },
  };
}

/** Whether two cases send the same, marks aside. */
function saysTheSame(a: Case, b: Case): boolean {
  const said = ({ request: { parameters, body } }: Case) =>
    JSON.parse(JSON.stringify({ parameters, body: body ?? null })) as Json;
  return equalJson(said(a), said(b));
}
