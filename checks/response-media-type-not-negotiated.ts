import type { Check } from '../model/check.ts';
import { isSuccess } from '../model/trace.ts';
import { contentOfType } from './documented-response.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

/** Who asks for one of several documented media types by `Accept` gets it: RFC 9110, section 12.5.1. */
export const responseMediaTypeNotNegotiated: Check = {
  id: 'response-media-type-not-negotiated',
  title: 'A documented media type that is asked for comes',
  level: 'should',
  judges: ['exchange'],
  needs: [],
  applies: ({ effect }) => effect === 'read',
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, case: planned } = exchange;
    const { accept } = planned.request;
    if (accept === undefined || !reply) return [];
    const contents = operation.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap((response) => response.contents);
    const isDocumented = contentOfType(contents, accept) !== undefined;
    const isRight = isSuccess(reply.status)
      ? !isDocumented || reply.body.length === 0 || isOf(reply.contentType, accept)
      : !isDocumented && reply.status === 406;
    if (isRight) return brokenOrHolds(operation, []);
    if (!isSuccess(reply.status) && reply.status !== 406)
      return notExercised(operation, `the request for ${accept} was answered ${reply.status}`);
    const came = isSuccess(reply.status) ? (reply.contentType ?? 'no named type') : String(reply.status);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'Accept', 'should'),
        instance: null,
        message: `asked for ${accept}, which is documented, and was answered ${came}`,
        expected: accept,
        received: came,
        exchange,
      }),
    ]);
  },
};

function isOf(contentType: string | undefined, wanted: string): boolean {
  const bare = (text: string) => text.split(';', 1)[0]?.trim().toLowerCase();
  return contentType !== undefined && bare(contentType) === bare(wanted);
}
