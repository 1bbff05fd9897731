import { type Exchange, isSuccess, type Step, type Trace } from '../../model/trace.ts';
import type { Attempt } from './attempt.ts';

/** A trace, and what led to it. */
export interface ToldTrace {
  readonly trace: Trace;
  readonly history: readonly Exchange[];
}

/** All that checks can judge of a sequence: each exchange, and what happened to each object between two looks at it. */
export function tracesOf(attempt: Attempt): ToldTrace[] {
  const { lives, sent } = attempt;
  const exchanges = sent.map(({ exchange }): Trace => ({ kind: 'exchange', exchange }));
  const chapters = lives.flatMap((life) => life.told(life.steps));
  return [...exchanges, ...chapters, ...createsAfterDeletes(attempt), ...actsOf(attempt)].map((trace) => ({
    trace,
    history: historyOf(attempt, trace),
  }));
}

/** A create that comes after the delete of another object names a new one. */
function createsAfterDeletes({ lives, sent, stage: { resource } }: Attempt): Trace[] {
  const placeOf = (step: Step | undefined) => sent.findIndex(({ exchange }) => exchange === step?.exchange);
  return lives.flatMap(({ object, steps }) => {
    const [create] = steps;
    const removal = steps.find(
      ({ role, exchange }) => role === 'delete' && isSuccess(exchange.reply?.status),
    );
    if (!object || !create || !removal) return [];
    return lives
      .flatMap(({ steps: [other] }) => (other && placeOf(other) > placeOf(removal) ? [other] : []))
      .map(({ exchange }): Trace => {
        const again = { role: 'create-again', exchange } as const;
        return { kind: 'life', resource, identity: object.identity, steps: [create, removal, again] };
      });
  });
}

/** What an act makes is another whatever object it is made of; one trace for each two acts tells which are alike. */
function actsOf({ sent, stage: { resource } }: Attempt): Trace[] {
  const acts = sent.filter(
    ({ planned, exchange }) => planned.step?.role === 'act' && resource.distinct.has(exchange.operation.id),
  );
  return acts.flatMap(({ life, exchange }, at) => {
    const [create] = life.steps;
    if (!create) return [];
    return acts.slice(0, at).flatMap((earlier): Trace[] => {
      if (earlier.exchange.operation !== exchange.operation) return [];
      const steps = [
        create,
        { role: 'act', exchange: earlier.exchange } as const,
        { role: 'act-again', exchange } as const,
      ];
      return [{ kind: 'life', resource, identity: life.object?.identity, steps }];
    });
  });
}

/** What was sent up to a trace, without the looks that have nothing to do with it. */
function historyOf({ sent }: Attempt, trace: Trace): Exchange[] {
  const own = new Set(exchangesOf(trace));
  const last = sent.findLastIndex(({ exchange }) => own.has(exchange));
  return sent
    .slice(0, last + 1)
    .filter(({ exchange, isLook }) => !isLook || own.has(exchange))
    .map(({ exchange }) => exchange);
}

function exchangesOf(trace: Trace): Exchange[] {
  if (trace.kind === 'exchange') return [trace.exchange];
  return trace.kind === 'life' ? trace.steps.map(({ exchange }) => exchange) : [];
}
