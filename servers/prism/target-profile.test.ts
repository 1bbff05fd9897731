import { describe, expect, it } from 'vitest';
import type { Case, Expectation } from '../../model/case.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { prismProfile } from './target-profile.ts';
import { contractOf, INTEGER, query, send, withMock } from './test-support.ts';

const REFUSAL: Expectation = {
  kind: 'refusal',
  fault: {
    kind: 'query',
    what: 'no integer',
    instance: 'n',
    statement: '/paths/~1t/get/parameters/0/schema',
    keyword: 'type',
    level: 'must',
  },
};

function trial(statuses: readonly string[]): { contract: Contract; operation: Operation } {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: 'Said.' }]));
  const contract = contractOf({ '/t': { get: { ...query('n', { schema: INTEGER }), responses } } });
  const [operation] = contract.operations;
  if (!operation) throw new Error('The contract has no operation.');
  return { contract, operation };
}

function planned(expectation: Expectation): Case {
  return {
    id: 'c',
    operation: 'GET /t',
    phase: 'coverage',
    kind: 'plain',
    purpose: 'try',
    effect: 'read',
    request: { method: 'GET', parameters: [], credentials: 'valid' },
    expectation,
    group: 'g',
  };
}

describe('a reply of the mock', () => {
  it.each([
    [['200'], 422],
    [['200', '404'], 422],
    [['200', '401', '5XX'], 422],
  ])('to a fault that only %j are documented for is its own', async (statuses, status) => {
    const { contract, operation } = trial(statuses);

    const seen = await withMock(contract, ({ origin }) => send(origin, '/t?n=x'));

    expect(seen.status).toBe(status);
    expect(prismProfile(contract).cannotJudge(planned(REFUSAL), operation, seen.status)).toContain(
      'own-refusals',
    );
  });

  it('to a spoilt body that may be taken is its own where no refusal is documented', () => {
    const { contract, operation } = trial(['200']);
    const sound = { mediaType: 'application/json', value: {} };
    const spoilt = planned({ kind: 'documented' });
    const body = {
      mediaType: 'application/json',
      sound,
      spoiling: { what: 'the body begins with a byte order mark' },
    };

    const why = prismProfile(contract).cannotJudge(
      { ...spoilt, request: { ...spoilt.request, body } },
      operation,
      422,
    );

    expect(why).toContain('own-refusals');
  });

  it.each<[string, string[], number, Expectation]>([
    ['a documented refusal', ['200', '422'], 422, REFUSAL],
    ['a refusal of a documented class', ['200', '4XX'], 400, REFUSAL],
    ['the default', ['200', 'default'], 400, REFUSAL],
    ['a success', ['201'], 200, REFUSAL],
    ['a failure of the server', ['200'], 500, REFUSAL],
    ['a refusal of a valid request', ['200'], 422, { kind: 'success', level: 'must' }],
    ['a refusal of what may be anything documented', ['200'], 422, { kind: 'documented' }],
  ])('is judged where it is %s', (_, statuses, status, expectation) => {
    const { contract, operation } = trial(statuses);

    expect(prismProfile(contract).cannotJudge(planned(expectation), operation, status)).toBeUndefined();
  });
});
