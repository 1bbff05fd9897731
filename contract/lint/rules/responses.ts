import type { Response } from '../../../model/contract.ts';
import { child } from '../../../model/pointer.ts';
import { entries, object } from '../../members.ts';
import { error, type Remark } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

const STATUS = /^(?:[1-5][0-9]{2}|[1-5]XX|default)$/;
// No other status is ever taken for a refusal.
const REFUSING = /^(?:4[0-9]{2}|4XX|501|default)$/;

/** Responses stand under a status, refuse only where they can, and do not both have a body and have none. */
export const responses: Rule = {
  id: 'responses',
  *check({ contract, places }) {
    for (const { value, pointer } of places('responses')) {
      for (const [status, , at] of entries(value, pointer)) {
        if (status.startsWith('x-') || STATUS.test(status)) continue;
        yield error(
          'status-key',
          at,
          `${JSON.stringify(status)} is no status.`,
          'Write three digits, a class such as 2XX, or default.',
        );
      }
    }
    for (const { value, pointer } of places('response')) {
      if (value['x-assay-body'] !== 'none' || Object.keys(object(value['content'])).length === 0) continue;
      yield error(
        'body-none-with-content',
        child(pointer, 'x-assay-body'),
        'the response is said to be empty, and to have content.',
        'Remove one of them.',
      );
    }
    const seen = new Set<string>();
    for (const operation of contract.operations) {
      for (const response of operation.responses) yield* refusalRemarks(response, operation.id, seen);
    }
  },
};

function* refusalRemarks(
  { status, refuses, pointer }: Response,
  operation: string,
  seen: Set<string>,
): Iterable<Remark> {
  if (refuses === undefined || REFUSING.test(status) || !STATUS.test(status) || seen.has(pointer)) return;
  seen.add(pointer);
  yield error(
    'refuses-without-error',
    child(pointer, 'x-assay-refuses'),
    `${status} of ${operation} is no status that refuses a request: only 4xx, 501 and default are.`,
    'Remove x-assay-refuses here.',
  );
}
