import { SchemaError, type Violation, violations } from '../contract/validation.ts';
import { violatedStatement } from '../contract/violation-statement.ts';
import type { Broken, Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Level } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { boundOf, contentFor, documentedResponse, hasJson } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** A JSON body is what the schema of its status says; writeOnly members are not asked for. */
export const responseBodySchemaViolation: Check = {
  id: 'response-body-schema-violation',
  title: 'Bodies are as their schema says',
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
    if (!reply || !response || reply.json === undefined || reply.contentType === undefined) return [];
    const schema = contentFor(response, reply.contentType)?.schema;
    if (schema === undefined) return [];
    const { json } = reply;
    try {
      const found = violations(contract, schema, 'response', json);
      const bound = boundOf(response, reply.status);
      return brokenOrHolds(
        operation,
        found.map((violation) => brokenBy(contract, exchange, violation, json, bound)),
      );
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      const why = `the schema at ${error.schema} cannot be used: ${error.message}`;
      return [{ operation: operation.id, verdict: 'not-decidable', why }];
    }
  },
};

function brokenBy(
  contract: Contract,
  exchange: Exchange,
  violation: Violation,
  body: Json,
  bound: Level,
): Broken {
  const { instance, keyword, member, expected, message } = violation;
  const isMissing = keyword === 'required' || keyword === 'dependentRequired';
  const where = instance === '' ? 'the body' : instance;
  return broken(
    {
      statement: violatedStatement(contract, violation),
      instance,
      message: `${where} ${message}`,
      expected:
        isMissing && member !== undefined
          ? inWords(`the member ${JSON.stringify(member)}`)
          : { [keyword]: expected },
      received: isMissing
        ? Object.keys((valueAt(body, instance) ?? {}) as object)
        : (valueAt(body, instance) ?? null),
      exchange,
    },
    bound,
  );
}
