import { simpleReadings } from '../contract/simple-style.ts';
import { SchemaError, type Violation, violations } from '../contract/validation.ts';
import { violatedStatement } from '../contract/violation-statement.ts';
import type { Broken, Check } from '../model/check.ts';
import type { Contract, Header } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type HeaderField, headerValues } from '../model/request.ts';
import { boundOf, documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** The headers of a reply are what the schemas of their status say; OpenAPI writes them in its simple style. */
export const responseHeaderSchemaViolation: Check = {
  id: 'response-header-schema-violation',
  title: 'Headers are as their schema says',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: ({ responses }) =>
    responses.some(({ headers }) => headers.some(({ schema }) => schema !== undefined)),
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const response = documentedResponse(exchange);
    if (!reply || !response) return [];
    const come = response.headers.flatMap((header) =>
      valuesOf(header, reply.headers).map((value) => ({ header, value })),
    );
    if (come.length === 0) return [];
    const bound = boundOf(response, reply.status);
    try {
      return brokenOrHolds(
        operation,
        come.flatMap(({ header, value }) =>
          violationsOf(contract, header, value).map(
            (violation): Broken =>
              broken(
                {
                  statement: violatedStatement(contract, violation),
                  instance: null,
                  message: `the header ${header.name} ${violation.message}`,
                  expected: { [violation.keyword]: violation.expected },
                  // Under its name, so that what stands under a secret one is hidden.
                  received: { [header.name]: value },
                  exchange,
                },
                bound,
              ),
          ),
        ),
      );
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      const why = `the schema at ${error.schema} cannot be used: ${error.message}`;
      return [{ operation: operation.id, verdict: 'not-decidable', why }];
    }
  },
};

/** RFC 9110, section 5.3: fields of one name are one list, but for Set-Cookie. */
function valuesOf({ name, schema }: Header, fields: readonly HeaderField[]): string[] {
  const values = headerValues(fields, name);
  if (schema === undefined || values.length === 0) return [];
  return name.toLowerCase() === 'set-cookie' ? values : [values.join(', ')];
}

/** A value is right if any reading of it is; of a wrong one the likeliest reading tells what is wrong. */
function violationsOf(contract: Contract, { schema, pointer }: Header, value: string): Violation[] {
  if (schema === undefined) return [];
  const declared = valueAt(contract.document, pointer);
  const explode = isObject(declared) && declared['explode'] === true;
  const tried = simpleReadings(contract.document, schema, value, explode).map((reading) =>
    violations(contract, schema, 'response', reading),
  );
  return tried.some((found) => found.length === 0) ? [] : (tried[0] ?? []);
}
