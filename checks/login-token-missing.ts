import { evaluate } from '../contract/expressions.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { isSuccess } from '../model/trace.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** A login that succeeds gives the token that it is for. */
export const loginTokenMissing: Check = {
  id: 'login-token-missing',
  title: 'A login gives a token',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: ({ id, path }, contract) => tokenExpression(contract, id, path) !== undefined,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const expression = tokenExpression(contract, operation.id, operation.path);
    if (expression === undefined || !reply || !isSuccess(reply.status)) return [];
    const [token] = evaluate(expression, {
      status: reply.status,
      response: { headers: reply.headers, body: reply.json },
    });
    if (typeof token === 'string' && token !== '') return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: { ...contract.statement(operation.pointer), keyword: 'token' },
        instance: /^\$response\.body#(\/[^#]*)/.exec(expression)?.[1] ?? null,
        message: `the login answered ${reply.status} without a token at ${expression}`,
        expected: inWords('a token'),
        received: token ?? null,
        exchange,
      }),
    ]);
  },
};

function tokenExpression(
  contract: Parameters<Check['judge']>[1],
  operation: string,
  path: string,
): string | undefined {
  const scheme = contract.schemes.find(
    ({ session, tokenUrl }) =>
      session?.login === operation || (tokenUrl?.endsWith(path) === true && operation.startsWith('POST ')),
  );
  return scheme && (scheme.session?.token ?? '$response.body#/access_token');
}
