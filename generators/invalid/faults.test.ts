import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalJson, type Json, type JsonSchema } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import { schemaTable } from '../testing/schema-table.ts';
import { secondOpinion } from '../testing/second-opinion.ts';
import type { Fault } from './fault.ts';
import { breakOne, faults, unbreakable } from './faults.ts';
import { invalid } from './invalid.ts';

/** ajv-formats takes every whole number for an int64, and ajv never looks at a member called __proto__. */
const isUnseen = ({ keyword, what, instance }: Fault): boolean =>
  (keyword === 'format' && what.includes('int64')) ||
  (keyword !== 'required' && instance.includes('__proto__'));

describe.each(schemaTable)('faults of $name', ({ schema, breaks }) => {
  const errors = secondOpinion(schema);
  const all = faults(schema);
  const seen = all.filter((fault) => !isUnseen(fault));

  it('name every keyword that can be broken, each once', () => {
    expect([...new Set(all.map(({ keyword }) => keyword))]).toEqual(expect.arrayContaining([...breaks]));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('stand where they say: in a valid value that differs nowhere else', () => {
    for (const fault of all) {
      const broken = breakOne(schema, fault);
      expect(broken, fault.id).toBeDefined();
      if (!broken) continue;
      expect(errors(broken.base), fault.id).toEqual([]);
      const restored = withValueAt(broken.value, fault.instance, valueAt(broken.base, fault.instance));
      expect(equalJson(restored, broken.base), fault.id).toBe(true);
    }
  });

  it('are seen by another validator, at their place', () => {
    for (const fault of seen) expectFault(errors, fault, breakOne(schema, fault)?.value ?? null);
  });

  it('can be drawn at random, and shrinking keeps them', () => {
    for (const fault of seen.slice(0, 8)) {
      const arbitrary = invalid(schema, fault);
      for (const value of fc.sample(arbitrary, { numRuns: 3, seed: 11 })) expectFault(errors, fault, value);
      const { counterexample } = fc.check(
        fc.property(arbitrary, () => false),
        { seed: 12, numRuns: 1 },
      );
      expectFault(errors, fault, (counterexample?.[0] ?? null) as Json);
    }
  });

  it('are the same for the same seed', () => {
    const [fault] = seen;
    if (!fault) return;
    const draw = (): Json[] => fc.sample(invalid(schema, fault), { numRuns: 5, seed: 1 });

    expect(draw()).toEqual(draw());
  });
});

function expectFault(errors: ReturnType<typeof secondOpinion>, fault: Fault, value: Json): void {
  const found = errors(value).map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
  expect(found, `${fault.id}: ${JSON.stringify(value)}`).toContain(`${fault.keyword} ${fault.instance}`);
}

describe('a fault', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 3, maxLength: 8, pattern: '^[a-z]+$' },
      level: { type: 'integer', minimum: 1, maximum: 5 },
    },
    required: ['name'],
    additionalProperties: false,
  };
  const breaking = (id: string): Json | undefined => {
    const fault = faults(schema).find((one) => one.id === id);
    return fault && breakOne(schema, fault)?.value;
  };

  it('keeps every other constraint of its place', () => {
    const value = breaking('/name maxLength one character too long');

    expect(valueAt(value, '/name')).toMatch(/^[a-z]{9}$/);
  });

  it.each([
    [' required name missing', {}],
    ['/name type null instead of string', { name: null }],
    ['/level minimum just below the minimum', { name: 'sample', level: 0 }],
    ['/level maximum just above the maximum', { name: 'sample', level: 6 }],
    ['/level type fraction instead of integer', { name: 'sample', level: 1.5 }],
    [' additionalProperties unknownMember an unknown member', { name: 'sample', unknownMember: 'sample' }],
  ])('%s is made as it is said', (id, expected) => {
    const value = breaking(id);

    if (id.startsWith('/name') || id.startsWith(' '))
      expect(Object.keys(value ?? {})).toEqual(Object.keys(expected));
    else expect(valueAt(value, '/level')).toBe(expected['level' as keyof typeof expected]);
  });

  it('knows the schema that holds its keyword, behind references', () => {
    const document = {
      defs: { Name: { type: 'string', minLength: 2 } },
      body: { properties: { n: { $ref: '#/defs/Name' } } },
    };
    const body: JsonSchema = document.body;

    const found = faults(body, { root: document }).find(({ keyword }) => keyword === 'minLength');

    expect(found).toMatchObject({ instance: '/n', schema: '/defs/Name' });
  });
});

describe('a scalar limit that no value breaks alone', () => {
  const PROTOCOLS: JsonSchema = {
    type: 'string',
    minLength: 1,
    maxLength: 60,
    pattern: '^(?:(?:SSH|RDP):[1-9][0-9]{0,3})?$',
  };
  const INT32: JsonSchema = { type: 'integer', format: 'int32', minimum: 0, maximum: 65535 };
  const [long, far] = ['maxLength one character too long', 'maxLength far too long'];

  it.each<[string, JsonSchema, string, string[]]>([
    ['a length beyond all that matches', PROTOCOLS, ` ${long}`, ['pattern ']],
    ['the same from further away', PROTOCOLS, ` ${far}`, ['pattern ']],
    [
      'nothing, where something is to match',
      { type: 'string', minLength: 1, pattern: '[^ ]' },
      ' minLength one character too short',
      ['pattern '],
    ],
    [
      'a format above a maximum',
      INT32,
      ' format almost of format int32: just above the greatest',
      ['maximum '],
    ],
    ['a format below a minimum', INT32, ' format almost of format int32: just below the least', ['minimum ']],
    [
      'a length that is limited twice',
      { type: 'string', maxLength: 5, allOf: [{ maxLength: 3 }] },
      ` ${long}`,
      ['maxLength /allOf/0'],
    ],
    [
      'a limit beside a reference',
      { $ref: '#/$defs/even', multipleOf: 1, $defs: { even: { type: 'number', multipleOf: 0.5 } } },
      ' multipleOf no multiple of 0.5',
      ['multipleOf '],
    ],
    [
      'two others, where one does not suffice',
      { type: 'integer', maximum: 10, allOf: [{ maximum: 10 }, { exclusiveMaximum: 11 }] },
      ' maximum just above the maximum',
      ['maximum /allOf/0', 'exclusiveMaximum /allOf/1'],
    ],
    [
      'one of two others that may stay',
      { type: 'string', maxLength: 4, format: 'hostname', pattern: '^[a-z]{0,4}$' },
      ` ${long}`,
      ['pattern '],
    ],
  ])('breaks with what stands beside it: %s', (_, schema, id, others) => {
    const errors = secondOpinion(schema);

    const fault = faults(schema).find((one) => one.id === id);

    expect(fault?.companions.map(({ keyword, schema: at }) => `${keyword} ${at}`)).toEqual(others);
    if (!fault) return;
    const named = new Set([fault, ...fault.companions].map(({ keyword }) => keyword));
    const random = fc.sample(invalid(schema, fault), { numRuns: 20, seed: 3 });
    for (const value of [breakOne(schema, fault)?.value ?? null, ...random]) {
      const found = errors(value).map(({ keyword }) => keyword);
      expect(found).toContain(fault.keyword);
      expect(found.filter((keyword) => !named.has(keyword) && keyword !== '$ref')).toEqual([]);
    }
  });

  it('is told as what cannot be broken no more', () => {
    expect(unbreakable(PROTOCOLS)).toEqual([]);
  });

  it('breaks with others only where each way to break it does', () => {
    const schema: JsonSchema = { type: 'string', minLength: 12, pattern: '^[a-z]+$' };
    const short = faults(schema).filter(({ keyword }) => keyword === 'minLength');

    expect(short).toMatchObject([{ id: ' minLength one character too short', companions: [] }]);
    expect(breakOne(schema, short[0] as Fault)?.value).toMatch(/^[a-z]{11}$/);
    expect(unbreakable(schema).map(({ id }) => id)).toEqual([' minLength empty']);
  });

  it.each<[string, JsonSchema, string]>([
    ['a list of values', { enum: ['ab', 'cd'], minLength: 2, pattern: '^[a-d]{2}$' }, 'minLength'],
    ['a type', { type: 'integer', multipleOf: 1, minimum: 0 }, 'multipleOf'],
    ['a negation', { type: 'integer', minimum: 5, maximum: 9, not: { maximum: 4 } }, 'minimum'],
  ])('stays so where %s is in the way', (_, schema, keyword) => {
    expect(faults(schema).map((fault) => fault.keyword)).not.toContain(keyword);
    expect(unbreakable(schema).map((fault) => fault.keyword)).toContain(keyword);
  });
});

describe('what cannot be broken alone', () => {
  it('is listed with the reason', () => {
    const found = unbreakable({ const: 'idle', minLength: 1 });

    expect(found.map(({ keyword }) => keyword)).toContain('minLength');
    expect(found.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  it('is a limit beyond what is worth making', () => {
    expect(unbreakable({ type: 'string', maxLength: 10_000_000 }).map(({ keyword }) => keyword)).toEqual([
      'maxLength',
    ]);
  });
});
