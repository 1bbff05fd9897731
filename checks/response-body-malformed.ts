import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { child } from '../model/pointer.ts';
import { isUtf8Json } from './charset.ts';
import { boundOf, documentedResponse, hasJson, isJson } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** Where JSON is documented or announced, JSON comes. */
export const responseBodyMalformed: Check = {
  id: 'response-body-malformed',
  title: 'A JSON body can be read',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: hasJson,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const response = documentedResponse(exchange);
    if (!reply || !response || operation.method === 'HEAD') return [];
    const json = response.contents.filter(
      ({ mediaType, schema }) => isJson(mediaType) && schema !== undefined,
    );
    const isDue = json.length > 0 && json.length === response.contents.length;
    const isEmpty = reply.body.length === 0;
    if (isEmpty ? !isDue : !isJson(reply.contentType)) return [];
    // In which charset it is, is another check's.
    if (!reply.truncated && !isUtf8Json(reply.body)) return [];
    if (!isEmpty && reply.malformed === undefined) return brokenOrHolds(operation, []);
    const statement = contract.statement(json[0]?.pointer ?? child(response.pointer, 'content'));
    return brokenOrHolds(operation, [
      broken(
        {
          statement: { ...statement, keyword: 'content' },
          instance: null,
          message: isEmpty
            ? `answered ${reply.status} with an empty body where JSON is documented`
            : `the body is no JSON: ${reply.malformed}`,
          expected: inWords('a JSON body'),
          received: isEmpty ? '' : Buffer.from(reply.body).toString('utf8').slice(0, 200),
          exchange,
        },
        boundOf(response, reply.status),
      ),
    ]);
  },
};
