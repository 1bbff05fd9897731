import type { Exchange, Trace } from '../../model/trace.ts';

/** The exchanges of a life in their order. */
export function exchangesIn(trace: Trace): Exchange[] {
  return trace.kind === 'life' ? trace.steps.map(({ exchange }) => exchange) : [];
}
