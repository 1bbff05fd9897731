import { describe, expect, it } from 'vitest';
import { constraintsOf, keyOf } from '../contract/constraints.ts';
import type { PlannedConstraint, PlannedSide } from '../model/coverage.ts';
import { jsonBody, planned, plannedShipped, SHIPPED, shipped, single, type Wish } from './test-support.ts';

type Operation = Readonly<Record<string, unknown>>;

function ledger(method: string, operation: Operation, wish: Wish = {}): readonly PlannedConstraint[] {
  return planned(single(method, '/things', operation), wish).ledger.constraints;
}

function find(constraints: readonly PlannedConstraint[], place: string, keyword: string): PlannedConstraint {
  const found = constraints.find(
    ({ where, instance, keyword: name, member }) =>
      `${where}${instance === '' ? '' : ` ${instance}`}` === place &&
      (member === undefined ? name : `${name}/${member}`) === keyword,
  );
  if (!found) throw new Error(`${place} has no ${keyword}`);
  return found;
}

function whyOf(side: PlannedSide): string {
  return 'why' in side
    ? `${side.never ? 'never' : 'missed'}: ${side.why}`
    : `${side.cases > 0 ? 'planned' : ''}`;
}

const NAME = { type: 'string', minLength: 2, maxLength: 8 };

describe('the ledger of a plan', () => {
  it.each(SHIPPED)('of %s lists what the document says, and nothing but that', (name) => {
    const contract = shipped(name);
    const { constraints } = plannedShipped(name).ledger;

    const listed = contract.operations.flatMap((operation) => constraintsOf(contract, operation)).map(keyOf);
    expect(constraints.map(keyOf)).toEqual(listed);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThan(50);
  });

  it.each(SHIPPED)('of %s knows the constraint of every fault in a value', (name) => {
    const { cases, ledger } = plannedShipped(name);

    for (const { id, kind } of cases) if (kind === 'fault') expect(ledger.faults[id], id).toBeDefined();
  });

  it('has a case for both sides of what can be tried', () => {
    const constraints = ledger('post', {
      parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 9 } }],
      ...jsonBody({ type: 'object', required: ['name'], properties: { name: NAME } }),
    });

    expect(constraints.map(({ where, keyword }) => `${where} ${keyword}`)).toEqual([
      'query limit required',
      'query limit type',
      'query limit maximum',
      'body required',
      'body type',
      'body required',
      'body type',
      'body maxLength',
      'body minLength',
    ]);
    for (const { valid, fault } of constraints) {
      expect([whyOf(valid), whyOf(fault)]).toEqual(['planned', 'planned']);
    }
  });

  it('says of each side without a case why, and whether any run could have one', () => {
    const constraints = ledger('post', {
      parameters: [
        { name: 'old', in: 'query', deprecated: true, schema: { type: 'integer' } },
        { name: 'any', in: 'query', schema: { type: 'string' } },
      ],
      ...jsonBody({
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { const: 'a', minLength: 1 },
          id: { type: 'string', readOnly: true },
          was: { type: 'string', deprecated: true },
          secret: { type: 'string', format: 'password' },
        },
      }),
    });

    const said = (place: string, keyword: string) => {
      const { valid, fault } = find(constraints, place, keyword);
      return [whyOf(valid), whyOf(fault)];
    };
    const deprecated = 'never: it is deprecated, so it is not sent';
    const readOnly = 'never: it is readOnly, so no request has it';
    expect(said('query old', 'type')).toEqual([deprecated, deprecated]);
    expect(said('query any', 'type')).toEqual(['planned', expect.stringMatching(/^never: /)]);
    expect(said('body /kind', 'minLength')).toEqual(['planned', expect.stringMatching(/^never: /)]);
    expect(said('body /id', 'type')).toEqual([readOnly, readOnly]);
    expect(said('body /was', 'type')).toEqual([deprecated, deprecated]);
    expect(said('body /secret', 'format')).toEqual([
      'planned',
      'never: the format says nothing that a value could break',
    ]);
  });

  it('has what the plan tries in one media type alone as missed in the others', () => {
    const schema = (name: string) => ({ type: 'object', required: [name], properties: { [name]: NAME } });
    const constraints = ledger('post', {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schema('name') },
          'application/x-www-form-urlencoded': { schema: schema('other') },
        },
      },
    });

    expect(whyOf(find(constraints, 'body /other', 'maxLength').fault)).toMatch(/^missed: only the usual/);
    expect(whyOf(find(constraints, 'body', 'required/other').fault)).toBe('planned');
    expect(whyOf(find(constraints, 'body /name', 'maxLength').fault)).toBe('planned');
  });

  it('takes nothing that one media type carries for what another asks', () => {
    const schema = (more: object) => ({
      type: 'object',
      required: ['name'],
      properties: { name: NAME, ...more },
    });
    const constraints = ledger('post', {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schema({}) },
          'application/x-www-form-urlencoded': { schema: schema({ note: { type: 'string' } }) },
        },
      },
    });

    const [ofJson, ofForm] = constraints.filter(
      ({ instance, keyword }) => instance === '/name' && keyword === 'maxLength',
    );
    expect(whyOf(ofJson?.valid ?? { cases: 0 })).toBe('planned');
    expect(whyOf(ofForm?.valid ?? { cases: 0 })).toMatch(/^missed: only the usual/);
  });

  it('has a schema that both media types share once', () => {
    const schema = { $ref: '#/components/schemas/Thing' };
    const contract = single(
      'post',
      '/things',
      { requestBody: { content: { 'application/json': { schema }, 'application/merge+json': { schema } } } },
      { components: { schemas: { Thing: { type: 'object', properties: { name: NAME } } } } },
    );

    expect(planned(contract).ledger.constraints).toHaveLength(4);
  });

  it('lists what it does not follow, as missed', () => {
    const constraints = ledger(
      'post',
      jsonBody({ type: 'object', properties: { a: { $ref: '#named' } }, $defs: { n: { $anchor: 'named' } } }),
    );

    expect(whyOf(find(constraints, 'body /a', '$ref').fault)).toMatch(/^missed: /);
  });

  it('says of an operation that the mode forbids that all of it is missed', () => {
    const body = jsonBody({ type: 'object', required: ['name'], properties: { name: NAME } });
    const constraints = ledger('post', body, { mode: 'read-only', mock: false });

    expect(constraints).toHaveLength(6);
    for (const { valid, fault } of constraints) {
      const why = 'missed: it writes, and the mode is read-only';
      expect([whyOf(valid), whyOf(fault)]).toEqual([why, why]);
    }
  });

  it('names the variable that is not set', () => {
    const site = { type: 'string', maxLength: 5, 'x-assay-value': { env: 'SITE_NAME' } };
    const body = jsonBody({ type: 'object', properties: { name: NAME, site } });
    const constraints = ledger('post', { ...body, 'x-assay-effect': 'read' }, { mock: false });

    expect(whyOf(find(constraints, 'body /site', 'maxLength').valid)).toBe('missed: SITE_NAME is not set');
    expect(whyOf(find(constraints, 'body /name', 'maxLength').valid)).toBe('planned');
  });

  it('says of what the site gives that its values are those', () => {
    const site = { type: 'string', maxLength: 5, 'x-assay-value': { env: 'SITE_NAME' } };
    const body = jsonBody({
      type: 'object',
      properties: { list: { type: 'array', minItems: 1, items: site } },
    });
    const operation = { ...body, 'x-assay-effect': 'read' };

    const given = ledger('post', operation, { mock: false, env: { SITE_NAME: 'abc' } });
    const missing = ledger('post', operation, { mock: false });

    expect(whyOf(find(given, 'body /list/*', 'maxLength').valid)).toBe(
      'missed: its values are those of SITE_NAME',
    );
    expect(whyOf(find(missing, 'body /list', 'minItems').valid)).toBe('missed: SITE_NAME is not set');
  });

  it('lists the chosen operations alone, and counts their cases by kind', () => {
    const contract = shipped('nsx-sensor');
    const [chosen] = contract.operations;

    const { ledger, cases } = planned(contract, { selects: ({ id }) => id === chosen?.id });

    expect(new Set(ledger.constraints.map(({ operation }) => operation))).toEqual(new Set([chosen?.id]));
    const counts = Object.values(ledger.cases).flatMap((kinds) => Object.values(kinds));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cases.length);
  });
});
