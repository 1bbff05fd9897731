import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { boundOf, documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** A reply that is documented to be empty is empty. */
export const responseBodyNotEmpty: Check = {
  id: 'response-body-not-empty',
  title: 'What is documented to be empty is empty',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: ({ responses }) => responses.some(({ empty }) => empty),
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const response = documentedResponse(exchange);
    if (!reply || !response?.empty) return [];
    if (reply.body.length === 0) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken(
        {
          statement: contract.statement(response.pointer, 'x-assay-body'),
          instance: '',
          message: `answered ${reply.status} with a body of ${reply.body.length} bytes where none is documented`,
          expected: inWords('an empty body'),
          received: Buffer.from(reply.body).toString('utf8').slice(0, 200),
          exchange,
        },
        boundOf(response, reply.status),
      ),
    ]);
  },
};
