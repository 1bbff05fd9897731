import type { Exchange, Trace } from '../../model/trace.ts';

/** What came back where nothing did. */
export const NO_REPLY = { failure: { code: 'reset', message: 'other side closed' } } as const;

/** The exchanges of a life in their order. */
export function exchangesIn(trace: Trace): Exchange[] {
  return trace.kind === 'life' ? trace.steps.map(({ exchange }) => exchange) : [];
}
