import type { Check } from '../model/check.ts';
import { child } from '../model/pointer.ts';
import { boundOf, contentFor, documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** A body comes in a media type that is documented for its status. */
export const responseMediaTypeUndocumented: Check = {
  id: 'response-media-type-undocumented',
  title: 'Bodies come in a documented media type',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: ({ responses }) => responses.some(({ contents }) => contents.length > 0),
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const response = documentedResponse(exchange);
    if (!reply || !response || response.contents.length === 0 || reply.body.length === 0) return [];
    if (reply.contentType !== undefined && contentFor(response, reply.contentType))
      return brokenOrHolds(operation, []);
    const expected = response.contents.map(({ mediaType }) => mediaType);
    const statement = contract.statement(child(response.pointer, 'content'));
    // RFC 9110, section 8.3: a sender SHOULD say the type of what it sends.
    const bound = reply.contentType === undefined ? 'should' : boundOf(response, reply.status);
    return brokenOrHolds(operation, [
      broken(
        {
          statement: { ...statement, keyword: 'content' },
          instance: null,
          message: `answered ${reply.status} with ${reply.contentType ?? 'a body of no named type'}`,
          expected,
          received: reply.contentType ?? null,
          exchange,
        },
        bound,
      ),
    ]);
  },
};
