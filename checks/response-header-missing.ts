import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { headerValue } from '../model/request.ts';
import { boundOf, documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** The headers that are documented as required for a status come with it. */
export const responseHeaderMissing: Check = {
  id: 'response-header-missing',
  title: 'Required headers come',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: ({ responses }) => responses.some(({ headers }) => headers.some(({ required }) => required)),
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const response = documentedResponse(exchange);
    const required = response?.headers.filter((header) => header.required) ?? [];
    if (!reply || !response || required.length === 0) return [];
    const missing = required.filter(({ name }) => headerValue(reply.headers, name) === undefined);
    return brokenOrHolds(
      operation,
      missing.map(({ name, pointer }) =>
        broken(
          {
            statement: contract.statement(pointer, 'required'),
            instance: null,
            message: `answered ${reply.status} without the header ${name}`,
            expected: inWords(`the header ${name}`),
            received: reply.headers.map(([present]) => present),
            exchange,
          },
          boundOf(response, reply.status),
        ),
      ),
    );
  },
};
