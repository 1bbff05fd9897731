import type { Case, Plan } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField, WireReply, WireRequest } from '../model/request.ts';
import type { LoginSender } from '../targets/access.ts';
import type { Recorder } from '../targets/recorder.ts';
import type { Redactor } from '../targets/redaction.ts';
import type { Transport } from '../targets/transport.ts';
import type { Judge } from './judge.ts';
import type { Logbook } from './logbook.ts';
import { readReply } from './read-reply.ts';

interface LoginContext {
  readonly contract: Contract;
  readonly plan: Plan;
  readonly transport: Transport;
  readonly redactor: Redactor;
  readonly recorder: Recorder;
  readonly logbook: Logbook;
  readonly emit: (event: Event) => void;
  readonly signal: AbortSignal;
  readonly headers: readonly HeaderField[];
  readonly maxResponseMs: number | undefined;
}

/** Sends logins for the access, and has them judged as exchanges of their operation. */
export function loginSender(context: LoginContext, judge: () => Judge | undefined): LoginSender {
  return async (operation, request, purpose): Promise<WireReply> => {
    const wire: WireRequest = { ...request, headers: [...request.headers, ...context.headers] };
    const place = context.logbook.next();
    const startedAt = performance.now();
    const outcome = await context.transport.send(wire, context.signal);
    const durationMs = Math.round(performance.now() - startedAt);
    const said = { ...place, operation: operation?.id ?? `${wire.method} ${wire.path}`, purpose, durationMs };
    const record = context.recorder(context.redactor, context.transport.url, said, wire, outcome);
    context.emit({ type: 'exchange', phase: 'examples', exchange: record });
    if ('failure' in outcome) {
      throw new NotTestable(
        `the login got no reply: ${outcome.failure.message}.`,
        'See that the target can be reached.',
      );
    }
    if (operation) {
      judge()?.judge({
        kind: 'exchange',
        exchange: {
          case: loginCase(context.plan, operation, purpose),
          operation,
          request: wire,
          path: new Map(),
          query: new Map(),
          reply: readReply(outcome.reply),
          recorded: record,
          ...(context.maxResponseMs === undefined ? {} : { maxResponseMs: context.maxResponseMs }),
        },
      });
    }
    return outcome.reply;
  };
}

function loginCase(plan: Plan, operation: Operation, purpose: string): Case {
  const basic = plan.basics[operation.id];
  if (!basic) throw new Error(`no plain request for ${operation.id}`);
  // Whether it is let in is no fault of the target: the credentials may be wrong.
  return { ...basic, purpose, expectation: { kind: 'documented' } };
}
