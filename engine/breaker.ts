import type { Case } from '../model/case.ts';
import { NotTestable } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import { headerValue } from '../model/request.ts';
import type { Outcome } from '../targets/transport.ts';

/** So many silences in a row mean that the target is gone, not that it dislikes a request. */
const MAX_SILENCES = 10;
/** Each was waited for as long as it asked for, three times over. */
const MAX_LIMITS = 3;
/** Valid requests alone: many servers fail at faulty ones and are well. */
const MAX_FAILURES = 10;
/** With so many cleanups in a row that get nothing but silence or a refusal to listen, the others would get no more. */
const MAX_VAIN_CLEANUPS = 3;
/** One broken operation is a finding, not the end of the target. */
const LEAST_OPERATIONS = 3;

/** Stops a run against a target that is gone or falling over. */
export interface Breaker {
  /**
   * Notes how a target took a request.
   * @throws NotTestable where it is better left alone.
   */
  note(planned: Case, outcome: Outcome, isCleanup: boolean): void;
  /** Whether there is no use in cleaning up any more now: what is left is named instead. */
  readonly isVain: boolean;
}

/** A breaker; the reason why it stops a run is emitted as a warning, too. */
export function breakerOf(emit: (event: Event) => void): Breaker {
  let silences = 0;
  let limits = 0;
  let vain = 0;
  let failures: string[] = [];
  const stop = (why: string): never => {
    emit({ type: 'warning', warning: { code: 'target-failing', message: `The run was stopped: ${why}.` } });
    throw new NotTestable(`${why}.`, 'See what was sent last in the report.');
  };
  return {
    get isVain() {
      return vain >= MAX_VAIN_CLEANUPS;
    },
    note(planned, outcome, isCleanup) {
      if (isCleanup) {
        // What is left is removed as far as that can be done.
        vain = 'failure' in outcome || isLimit(outcome) ? vain + 1 : 0;
        return;
      }
      silences = 'failure' in outcome && outcome.failure.code !== 'aborted' ? silences + 1 : 0;
      if ('failure' in outcome && silences >= MAX_SILENCES)
        stop(`the target stopped answering: ${outcome.failure.message}`);
      if (!('reply' in outcome)) return;
      const { status } = outcome.reply;
      limits = isLimit(outcome) ? limits + 1 : 0;
      if (limits >= MAX_LIMITS) stop(`the target answers ${status} however long it is waited for`);
      if (planned.expectation.kind !== 'success' || isLimit(outcome)) return;
      failures = status >= 500 ? [...failures, planned.operation] : [];
      const operations = new Set(failures).size;
      if (failures.length >= MAX_FAILURES && operations >= LEAST_OPERATIONS)
        stop(
          `the target is falling over: it answered ${failures.length} valid requests in a row, to ${operations} operations, with ${status} or the like`,
        );
    },
  };
}

function isLimit(outcome: Outcome): boolean {
  if (!('reply' in outcome)) return false;
  const { status, headers } = outcome.reply;
  return status === 429 || (status === 503 && headerValue(headers, 'retry-after') !== undefined);
}
