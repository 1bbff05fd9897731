import type { Check } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { headerValues } from '../model/request.ts';
import type { Level } from '../model/statement.ts';
import { type Exchange, responseFor } from '../model/trace.ts';
import { documentedHeader } from './documented-header.ts';
import { documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

const METHOD = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/** A 405 says which methods there are: RFC 9110, section 15.5.6. */
export const responseAllowMissing: Check = {
  id: 'response-allow-missing',
  title: 'A 405 says which methods are allowed',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (reply?.status !== 405) return [];
    const values = headerValues(reply.headers, 'allow');
    if (values.length === 0 && documentedHeader(documentedResponse(exchange), 'allow')?.required === true)
      return [];
    const wrong = values.length === 0 ? missing(contract, exchange) : wrongIn(values, contract, exchange);
    if (!wrong) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'Allow', wrong.level),
        instance: null,
        message: wrong.message,
        expected: documentedMethods(contract, operation).filter((name) => name !== exchange.request.method),
        received: values.join(', ') || null,
        exchange,
      }),
    ]);
  },
};

interface Wrong {
  readonly level: Level;
  readonly message: string;
}

/** The standard binds every server; a document that never speaks of the header leaves it to the front end. */
function missing(contract: Contract, { operation }: Exchange): Wrong {
  const isDocumented = onPath(contract, operation).some(
    (other) => documentedHeader(responseFor(other, 405), 'allow') !== undefined,
  );
  return { level: isDocumented ? 'must' : 'should', message: 'answered 405 without the header Allow' };
}

/** More methods than the document has are the server's own affair; an empty list says that there are none. */
function wrongIn(values: readonly string[], contract: Contract, exchange: Exchange): Wrong | undefined {
  const allowed = values
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (allowed.length === 0) return undefined;
  const stranger = allowed.find((name) => !METHOD.test(name));
  if (stranger !== undefined)
    return {
      level: 'should',
      message: `the header Allow names ${JSON.stringify(stranger)}, which is no method`,
    };
  const { method } = exchange.request;
  if (allowed.includes(method))
    return { level: 'should', message: `refused ${method} with 405 and names it in the header Allow` };
  const lacking = documentedMethods(contract, exchange.operation).filter(
    (name) => name !== method && !allowed.includes(name),
  );
  if (lacking.length === 0) return undefined;
  return { level: levelOfLack(exchange), message: `the header Allow lacks ${lacking.join(', ')}` };
}

/** The methods may differ from object to object and from account to account (section 10.2.1), but not where there is one. */
function levelOfLack({ case: planned, operation }: Exchange): Level {
  const isOne = !operation.path.includes('{');
  return isOne && planned.request.credentials === 'valid' ? 'should' : 'may';
}

function documentedMethods(contract: Contract, operation: Operation): string[] {
  return onPath(contract, operation).map(({ method }) => method);
}

function onPath({ operations }: Contract, { path }: Operation): Operation[] {
  return operations.filter((operation) => operation.path === path);
}
