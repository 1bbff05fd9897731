import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { compile } from '../../contract/compile.ts';
import { violations } from '../../contract/validation.ts';
import { valid } from '../../generators/index.ts';
import type { Contract } from '../../model/contract.ts';
import type { JsonSchema } from '../../model/json.ts';
import { type Pointer, valueAt } from '../../model/pointer.ts';
import { paces } from './pace.ts';

/** How fast the request bodies of one operation are made. */
export interface BodyPace {
  readonly contract: string;
  readonly operation: string;
  /** Values in a second as they are made. */
  readonly made: number;
  /** Values in a second, each validated by the contract, too. */
  readonly validated: number;
  readonly length: number;
}

/** Times all JSON request bodies of the shipped contracts. */
export function contractBodyPaces(specs: string): BodyPace[] {
  return readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const contract = compile({ file: join(specs, name, 'openapi.yaml') });
      return bodiesOf(contract).map(({ operation, schema }) => paceOf(contract, operation, schema));
    });
}

function bodiesOf(contract: Contract): { operation: string; schema: Pointer }[] {
  return contract.operations.flatMap(({ id, body }) =>
    (body?.contents ?? []).flatMap(({ mediaType, schema }) =>
      schema !== undefined && /json/i.test(mediaType) ? [{ operation: id, schema }] : [],
    ),
  );
}

function paceOf(contract: Contract, operation: string, schema: Pointer): BodyPace {
  const declared = valueAt(contract.document, schema) as JsonSchema;
  const arbitrary = valid(declared, { root: contract.document, direction: 'request' });
  const make = (numRuns: number, seed: number) => fc.sample(arbitrary, { numRuns, seed });
  const check = (numRuns: number, seed: number) => {
    const values = make(numRuns, seed);
    const wrong = values.find((value) => violations(contract, schema, 'request', value).length > 0);
    if (wrong !== undefined) throw new Error(`${operation}: ${JSON.stringify(wrong)} is not valid`);
    return values;
  };
  const [made, validated] = paces([make, check]);
  return {
    contract: contract.name,
    operation,
    made: made?.rate ?? 0,
    validated: validated?.rate ?? 0,
    length: made?.length ?? 0,
  };
}
