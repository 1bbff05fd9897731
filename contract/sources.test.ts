import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { hasSource, statementsOf } from './sources.ts';

const DOCUMENT: JsonObject = {
  paths: {
    'x-assay-source': { document: 'guide', at: 'p. 1', basis: 'documented' },
    get: { parameters: [{ schema: { type: 'string' } }] },
  },
  schema: {
    'x-assay-source': {
      document: 'guide',
      at: 'p. 2',
      basis: 'documented',
      keywords: {
        maxLength: { basis: 'corroborated', at: 'client' },
        required: { basis: 'inferred' },
        'required/port': { level: 'should', reading: 'A default is given.' },
      },
    },
    required: ['host', 'port'],
    properties: {
      name: { maxLength: 5 },
      lowered: { 'x-assay-source': { basis: 'documented', level: 'may', reading: 'So.' } },
    },
  },
  raised: { 'x-assay-source': { basis: 'inferred', level: 'must' } },
  free: { $ref: '#/schema' },
};

const statement = statementsOf(DOCUMENT, new Map([['guide', 'The Guide']]), (pointer) => ({
  file: 'a.yaml',
  line: pointer.length + 1,
  column: 1,
}));

describe('statementsOf', () => {
  it('inherits from the nearest ancestor', () => {
    expect(statement('/paths/get/parameters/0/schema', 'type')).toMatchObject({
      level: 'must',
      keyword: 'type',
      source: { document: 'The Guide', at: 'p. 1', basis: 'documented' },
    });
  });

  it('refines single keywords, which inherit what they leave out', () => {
    expect(statement('/schema', 'maxLength')).toMatchObject({
      level: 'should',
      source: { document: 'The Guide', at: 'client', basis: 'corroborated' },
    });
  });

  it('prefers the entry for a member to the one for the keyword', () => {
    expect(statement('/schema', 'required/port')).toMatchObject({
      level: 'should',
      source: { reading: 'A default is given.' },
    });
    expect(statement('/schema', 'required/host').level).toBe('may');
  });

  it('points at the entry of a list that requires a member', () => {
    expect(statement('/schema', 'required/port').source.line).toBe('/schema/required/1'.length + 1);
    expect(statement('/schema', 'required/zone').source.line).toBe('/schema/required'.length + 1);
  });

  it('does not hand a keyword entry down', () => {
    expect(statement('/schema/properties/name', 'maxLength')).toMatchObject({
      level: 'must',
      source: { at: 'p. 2' },
    });
  });

  it('lets a level lower and never raise', () => {
    expect(statement('/schema/properties/lowered').level).toBe('may');
    expect(statement('/raised').level).toBe('may');
  });

  it('carries nothing through a reference; without a source the file is the source', () => {
    expect(statement('/free', 'type')).toMatchObject({
      level: 'must',
      source: { document: 'a.yaml', basis: 'documented', file: 'a.yaml', line: '/free/type'.length + 1 },
    });
  });
});

describe('hasSource', () => {
  it.each([
    { pointer: '/paths/get', has: true },
    { pointer: '/free', has: false },
    { pointer: '', has: false },
  ])('is $has for $pointer', ({ pointer, has }) => {
    expect(hasSource(DOCUMENT, pointer)).toBe(has);
  });
});
