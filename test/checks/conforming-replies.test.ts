import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../checks/registry.ts';
import { compile } from '../../contract/compile.ts';
import { outcomeOf } from '../../contract/invariants.ts';
import { UnsupportedSchemaError, valid } from '../../generators/index.ts';
import type { Contract, Operation, Response } from '../../model/contract.ts';
import type { Json, JsonSchema } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { HeaderField } from '../../model/request.ts';
import { tinyContract } from '../support/compiled-tiny.ts';
import { exchangeOf } from '../support/tiny-exchange.ts';

const SAMPLES = 3;
const RULED_SAMPLES = 50;
const SPECS = 'specs';
// A login's schema need not ask for the token that its scheme speaks of, and knows of no invariant.
const BEYOND_SCHEMAS = ['login-token-missing', 'response-invariant-broken'];
const JUDGES = CHECKS.filter(({ judges, id }) => judges.includes('exchange') && !BEYOND_SCHEMAS.includes(id));

const CONTRACTS: readonly [name: string, contract: () => Contract][] = [
  ['tiny', () => tinyContract()],
  ...readdirSync(SPECS).map((name): [string, () => Contract] => [
    name,
    () => compile({ file: join(SPECS, name, 'openapi.yaml') }),
  ]),
];

function bodiesOf(contract: Contract, schema: string, numRuns = SAMPLES): readonly Json[] {
  const options = { root: contract.document, direction: 'response', optional: 'some' } as const;
  try {
    const arbitrary = valid((valueAt(contract.document, schema) ?? true) as JsonSchema, options);
    return fc.sample(arbitrary, { seed: 1, numRuns });
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return [];
    throw error;
  }
}

/** What RFC 9110 asks of a status, whatever a document says. */
function standardHeaders(
  { operations }: Contract,
  { path, method }: Operation,
  status: number,
): HeaderField[] {
  const methods = operations.flatMap((one) => (one.path === path && one.method !== method ? one.method : []));
  if (status === 401) return [['WWW-Authenticate', 'Basic realm="x"']];
  return status === 405 ? [['Allow', methods.join(', ')]] : [];
}

function brokenBy(contract: Contract, operation: Operation, response: Response): string[] {
  const status = response.status === 'default' ? 422 : Number(response.status.replaceAll('X', '0'));
  const required = response.headers
    .filter((header) => header.required)
    .map(({ name, schema }): HeaderField => {
      const [value = '1'] = schema === undefined ? [] : bodiesOf(contract, schema);
      return [name, String(value)];
    });
  const headers = [...required, ...standardHeaders(contract, operation, status)];
  const content = response.contents.find(
    ({ mediaType, schema }) => /json/.test(mediaType) && schema !== undefined,
  );
  if (!content && response.contents.length > 0) return [];
  const bodies: readonly (Json | undefined)[] = content?.schema
    ? bodiesOf(contract, content.schema)
    : [undefined];
  return bodies.flatMap((json) => {
    const parts = json === undefined ? {} : { json, contentType: content?.mediaType ?? 'application/json' };
    const exchange = exchangeOf(contract, operation.id, { status, headers, ...parts });
    return JUDGES.flatMap((check) => check.judge({ kind: 'exchange', exchange }, contract))
      .flatMap(({ broken = [] }) => broken)
      .map(({ message }) => `${operation.id} ${status}: ${message} in ${JSON.stringify(json)}`);
  });
}

/** Why rules cannot be evaluated on values that their schema allows. */
function unevaluable(contract: Contract): string[] {
  return [...contract.invariants.values()].flat().flatMap((invariant) => {
    const isOfSelf = invariant.reads.every(([variable]) => variable === 'self');
    if (invariant.kind !== 'schema' || !isOfSelf) return [];
    return bodiesOf(contract, invariant.holder, RULED_SAMPLES).flatMap((self) => {
      const outcome = outcomeOf({ invariant, instance: '', self }, {});
      return outcome.verdict === 'unknown'
        ? [`${invariant.id}: ${outcome.why} in ${JSON.stringify(self)}`]
        : [];
    });
  });
}

describe('a rule of a contract', () => {
  it.each(CONTRACTS)('can be evaluated on whatever its schema allows: %s', (_, load) => {
    expect(unevaluable(load())).toEqual([]);
  });
});

describe('a reply made from the document', () => {
  it.each(CONTRACTS)('breaks nothing: %s', (_, load) => {
    const contract = load();

    const broken = contract.operations.flatMap((operation) =>
      operation.responses
        .filter(({ status }) => !status.startsWith('5'))
        .flatMap((response) => brokenBy(contract, operation, response)),
    );

    expect(broken).toEqual([]);
  });
});
