import { keptBy, keyOf, type Sent } from '../contract/constraints.ts';
import { whereOf } from '../contract/where-of.ts';
import type { Case, PlannedLedger } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Side } from '../model/coverage.ts';
import type { Event } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import { contentOf } from '../plan/body-wire.ts';
import { plannedValues } from '../plan/ledger.ts';

type ConstraintsEvent = Extract<Event, { type: 'constraints' }>;

/** The checks that judge whether the two sides of a constraint are kept by the target. */
const JUDGES: Readonly<Record<string, Side>> = {
  'request-valid-refused': 'valid',
  'request-invalid-accepted': 'fault',
};

/** Tells of which constraints an answer was judged; what was told already is not told again. */
export interface Ledger {
  /** What the verdicts of a check on a trace say of the constraints that its request kept or broke. */
  judged(check: string, trace: Trace, verdicts: readonly Event[]): ConstraintsEvent[];
  /** Why the constraints of a case stay open. */
  open(planned: Case, why: string, exchange?: Exchange): ConstraintsEvent[];
}

/** A ledger of what a plan lists. */
export function ledgerFor(contract: Contract, { constraints: listed, faults }: PlannedLedger): Ledger {
  const places = new Map(listed.map((constraint, at) => [keyOf(constraint), at]));
  const told = new Set<string>();
  const tell = (side: Side, constraints: readonly number[], why: string | null): ConstraintsEvent[] => {
    const news = constraints.filter((at) => !told.has(`${side} ${at}`) && !told.has(`${side} ${at} ${why}`));
    for (const at of news) told.add(why === null ? `${side} ${at}` : `${side} ${at} ${why}`);
    return news.length === 0 ? [] : [{ type: 'constraints', side, constraints: news, why }];
  };
  const kept = (unsent: Case, exchange: Exchange | undefined): number[] => {
    const operation = contract.operations.find(({ id }) => id === unsent.operation);
    if (!operation) return [];
    const sent = exchange ? sentIn(exchange) : plannedValues(operation, unsent);
    return keptBy(contract, operation, sent).flatMap((constraint) => places.get(keyOf(constraint)) ?? []);
  };
  const concerned = (side: Side, planned: Case, exchange: Exchange | undefined): number[] => {
    if (side === 'valid') return planned.expectation.kind === 'success' ? kept(planned, exchange) : [];
    const at = faults[planned.id];
    return at === undefined ? [] : [at];
  };
  return {
    judged(check, trace, verdicts) {
      const side = JUDGES[check];
      if (side === undefined || !('exchange' in trace)) return [];
      return verdicts.flatMap((event) => {
        if (event.type !== 'verdict' || event.verdict === 'not-applicable') return [];
        const isJudged = event.verdict === 'holds' || event.verdict === 'broken';
        const why = isJudged ? null : (event.why ?? 'the answer does not decide it');
        return tell(side, concerned(side, trace.exchange.case, trace.exchange), why);
      });
    },
    open(unsent, why, exchange) {
      return (['valid', 'fault'] as const).flatMap((side) =>
        tell(side, concerned(side, unsent, exchange), why),
      );
    },
  };
}

/** What a request held. */
function sentIn({ case: { request }, operation, path, body }: Exchange): Sent {
  const values = new Map<string, Json>();
  for (const parameter of request.parameters) values.set(whereOf(parameter), parameter.value);
  for (const parameter of operation.parameters) {
    const value = parameter.in === 'path' ? path.get(parameter.name) : undefined;
    if (value !== undefined) values.set(whereOf(parameter), value);
  }
  if (body !== undefined) values.set('body', body);
  return { values, content: request.body && contentOf(operation, request.body)?.pointer };
}
