import type { Case } from '../model/case.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Event } from '../model/event.ts';
import { headerValue } from '../model/request.ts';
import { CONTRACT_ERROR } from '../model/run.ts';
import { type Exchange, succeeded, type Trace } from '../model/trace.ts';
import type { EngineContext } from './context.ts';
import { findingOf } from './findings.ts';
import { ledgerFor } from './ledger.ts';

// A refusal or a silence means something only where the target was seen to work at all.
const PROVED_BY_SUCCESS = new Set([
  'request-valid-refused',
  'response-missing',
  'request-invalid-refusal-status',
  // What stands before the target may have answered.
  'response-allow-missing',
  'response-challenge-missing',
]);

// What the front end of a mock says when the mock behind it failed.
const MOCK_FAULT = 'x-assay-mock-fault';

/** Lets checks judge traces and emits what they say. */
export interface Judge {
  /**
   * `history` is all that was sent before, where it is more than the trace tells. What such a part of a story does not
   * decide is not told: the whole may.
   */
  judge(trace: Trace, history?: readonly Exchange[]): void;
  /** Fingerprints of what a trace shows broken and nobody heard of yet; nothing is told. */
  newsIn(trace: Trace): string[];
  /** Says why a case was not sent. */
  unsent(planned: Case, why: string): void;
  /** Whether any request got its documented success. */
  readonly hasSucceeded: boolean;
  /** Emits what waited for a success; of what got none only the ledger hears, as open. */
  finish(): void;
}

/** A judge with some checks. */
export function judgeWith(context: EngineContext, checks: readonly Check[]): Judge {
  const ledger = ledgerFor(context.contract, context.plan.ledger);
  const waiting: Event[] = [];
  const told = new Set<string>();
  let hasSucceeded = false;
  const say = (check: Check, event: Event) => {
    if (event.type === 'finding') told.add(event.finding.fingerprint);
    if (PROVED_BY_SUCCESS.has(check.id) && !hasSucceeded) waiting.push(event);
    else context.emit(event);
  };
  return {
    get hasSucceeded() {
      return hasSucceeded;
    },
    newsIn(trace) {
      if (mockFault(context, trace) !== undefined) return [];
      return checks
        .filter((check) => check.judges.includes(trace.kind))
        .flatMap((check) => eventsOf(context, check, trace))
        .flatMap((event) => (event.type === 'finding' ? event.finding.fingerprint : []))
        .filter((fingerprint) => !told.has(fingerprint));
    },
    judge(trace, history) {
      const fault = mockFault(context, trace);
      if (fault !== undefined) {
        context.emit({
          type: 'warning',
          warning: { code: 'mock-fault', message: `the mock failed: ${fault}` },
        });
        if (trace.kind === 'exchange' || trace.kind === 'refusal') {
          const { exchange } = trace;
          for (const event of ledger.open(exchange.case, 'the mock failed', exchange)) context.emit(event);
        }
        return;
      }
      if (trace.kind === 'exchange' && isProof(trace)) hasSucceeded = true;
      for (const check of checks) {
        if (!check.judges.includes(trace.kind)) continue;
        const events = eventsOf(context, check, trace, history).filter(
          (event) => !history || event.type !== 'verdict' || event.verdict !== 'not-exercised',
        );
        for (const event of [...events, ...ledger.judged(check.id, trace, events)]) say(check, event);
      }
    },
    unsent(planned, why) {
      for (const event of ledger.open(planned, why)) context.emit(event);
    },
    finish() {
      for (const event of waiting) {
        if (hasSucceeded) context.emit(event);
        else if (event.type === 'constraints')
          context.emit({ ...event, why: event.why ?? 'no valid request got its documented success' });
      }
    },
  };
}

/** Why the mock itself failed: no fault of any target. */
function mockFault({ profile }: EngineContext, trace: Trace): string | undefined {
  if (profile.kind === 'live' || (trace.kind !== 'exchange' && trace.kind !== 'refusal')) return undefined;
  const { reply, operation } = trace.exchange;
  const reason = reply && headerValue(reply.headers, MOCK_FAULT);
  return reason === undefined ? undefined : `${operation.id}: ${reason}`;
}

/** A valid request that was answered as documented, by an operation that does more than let us in. */
function isProof({ exchange }: Extract<Trace, { kind: 'exchange' }>): boolean {
  return (
    exchange.case.expectation.kind === 'success' &&
    exchange.operation.effect !== 'session' &&
    succeeded(exchange)
  );
}

function eventsOf(
  context: EngineContext,
  check: Check,
  trace: Trace,
  history?: readonly Exchange[],
): Event[] {
  const judgements = check.judge(trace, context.contract);
  if (judgements.length === 0) return [];
  const why = context.profile.cannotDecide(check) ?? cannotShow(context, trace);
  return judgements.flatMap((judgement) =>
    why === undefined || judgement.verdict === 'not-applicable'
      ? spoken(context, check, judgement, history)
      : [{ type: 'verdict', operation: judgement.operation, check: check.id, verdict: 'not-decidable', why }],
  );
}

/** On a mock, some refusals cannot be shown, and some replies are the mock's own. */
function cannotShow({ profile }: EngineContext, trace: Trace): string | undefined {
  if (trace.kind !== 'refusal' && trace.kind !== 'exchange') return undefined;
  const { case: planned, operation, reply } = trace.exchange;
  const whyRefusal = trace.kind === 'refusal' ? profile.cannotShow(planned, operation) : undefined;
  return whyRefusal ?? (reply && profile.cannotJudge(planned, operation, reply.status));
}

function spoken(
  context: EngineContext,
  check: Check,
  judgement: Judgement,
  history: readonly Exchange[] | undefined,
): Event[] {
  const { operation, verdict, why, contractErrors = [] } = judgement;
  return [
    ...contractErrors.map((message): Event => {
      return { type: 'warning', warning: { code: CONTRACT_ERROR, message: context.redactor.text(message) } };
    }),
    { type: 'verdict', operation, check: check.id, verdict, why: why ?? null },
    ...(judgement.broken ?? []).map((broken): Event => {
      return {
        type: 'finding',
        finding: findingOf(context.contract, context.redactor, check, operation, {
          ...broken,
          ...(history ? { steps: history } : {}),
        }),
      };
    }),
  ];
}
