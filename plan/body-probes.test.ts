import { describe, expect, it } from 'vitest';
import { encodeBody, rawFaults, spoilt } from '../generators/wire/index.ts';
import type { Case, Plan } from '../model/case.ts';
import { valueAt } from '../model/pointer.ts';
import { MARK, sampled } from './marks.ts';
import { controlOf, faultsOf, jsonBody, planned, plannedShipped, SHIPPED, single } from './test-support.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';
const THING = {
  type: 'object',
  required: ['name', 'secret', 'kind'],
  properties: {
    secret: { type: 'string', format: 'password' },
    name: { type: 'string' },
    kind: { enum: ['a', 'b'] },
    size: { type: 'integer', maximum: 9 },
    wide: { type: 'integer', format: 'int64' },
  },
};

const withBody = (mediaType: string, schema: unknown, required = true) =>
  single('post', '/a', { requestBody: { required, content: { [mediaType]: { schema } } } });

function spoiltCases({ cases }: Pick<Plan, 'cases'>): { planned: Case; what: string }[] {
  return cases.flatMap((one) =>
    one.request.body && 'spoiling' in one.request.body
      ? [{ planned: one, what: one.request.body.spoiling.what }]
      : [],
  );
}

describe('raw faults of a body', () => {
  it.each(['application/json', 'application/hal+json', FORM, PARTS])(
    'of %s are each tried once or omitted by name',
    (mediaType) => {
      const plan = planned(withBody(mediaType, THING));
      const tried = spoiltCases(plan).map(({ what }) => what);
      const omitted = plan.omissions.map(({ what }) => what);

      expect(new Set(tried).size).toBe(tried.length);
      for (const { what } of rawFaults(mediaType)) {
        expect(
          [...tried, ...omitted].filter((one) => one === what),
          what,
        ).toHaveLength(1);
      }
    },
  );

  it.each(SHIPPED)('of %s spoil what their control sends', (name) => {
    const plan = plannedShipped(name);

    for (const { planned: one } of spoiltCases(plan)) {
      const { body } = one.request;
      expect(body && 'sound' in body && body.sound, one.purpose).toEqual(controlOf(plan, one)?.request.body);
    }
  });

  it.each([...SHIPPED])('of %s can be sent', (name) => {
    for (const { planned: one } of spoiltCases(plannedShipped(name))) {
      const { body } = one.request;
      if (!body || !('spoiling' in body) || !('value' in body.sound)) continue;
      const { mediaType } = body;
      const value = sampled(body.sound.value);
      const raw = spoilt({ mediaType, bytes: encodeBody(mediaType, value), value }, body.spoiling);
      expect(raw, one.purpose).toBeDefined();
    }
  });

  it('never touch a secret', () => {
    for (const { planned: one } of spoiltCases(planned(withBody('application/json', THING)))) {
      const { body } = one.request;
      if (body && 'spoiling' in body) expect(body.spoiling.at ?? '', one.purpose).not.toContain('secret');
    }
  });

  it('add a member where only secrets are', () => {
    const schema = {
      type: 'object',
      required: ['p'],
      properties: { p: { type: 'string', writeOnly: true } },
    };

    const places = spoiltCases(planned(withBody('application/json', schema))).flatMap(({ planned: one }) => {
      const { body } = one.request;
      return body && 'spoiling' in body ? (body.spoiling.at ?? []) : [];
    });

    expect(new Set(places)).toEqual(new Set(['/assay']));
  });

  it.each(SHIPPED)('of %s leave the mark alone', (name) => {
    for (const { planned: one } of spoiltCases(plannedShipped(name, { mock: false }))) {
      const { body } = one.request;
      if (!body || !('spoiling' in body) || !('value' in body.sound)) continue;
      const { at } = body.spoiling;
      if (at === undefined) continue;
      expect(JSON.stringify(valueAt(body.sound.value, at) ?? null), one.purpose).not.toContain(MARK);
    }
  });

  it('bind as hard as their standard and the contract say', () => {
    const plan = planned(withBody('application/json', THING));
    const level = (what: string) => faultsOf(plan).find(({ fault }) => fault.what === what)?.fault.level;

    expect(level('the body is no JSON: cut off')).toBe('must');
    expect(level('the body is no JSON: NaN')).toBe('should');
    expect(level('the body is empty, with a media type')).toBe('must');
    expect(level('the body is JSON in UTF-16 without saying so')).toBe('should');
    expect(level('the body has an unknown media type')).toBe('should');
    expect(level('the body has no media type')).toBe('may');
    expect(level('the body has a member twice, with two values')).toBe('may');
    expect(level('the body is nested 1000 levels deep')).toBe('may');
  });

  it('may be taken where what a reader finds is valid, or nothing need be there', () => {
    const open = (schema: unknown, mediaType = 'application/json', required = true) =>
      planned(withBody(mediaType, schema, required))
        .cases.filter(({ expectation }) => expectation.kind === 'documented')
        .map(({ purpose }) => purpose);

    expect(open(THING)).toEqual(['the body begins with a byte order mark']);
    expect(open({ type: 'object', properties: { n: { type: 'number' } } })).toEqual([
      'the body begins with a byte order mark',
      'the body has a number beyond double',
    ]);
    expect(open({})).toContain('the body is nested 1000 levels deep');
    expect(open(THING, 'application/json', false)).toContain('the body is empty, with a media type');
    expect(open({ type: 'object' }, FORM)).toContain('the body is empty, with a media type');
    expect(open(THING, FORM)).not.toContain('the body is empty, with a media type');
    const boundary = 'the body has another boundary than its media type names';
    const head = 'the head of the last part is cut off';
    const text = { type: 'string' };
    const parts = open({ type: 'object', properties: { a: text, b: text } }, PARTS);
    expect(parts).toContain(boundary);
    expect(parts).toContain(head);
    expect(open(THING, PARTS)).not.toContain(boundary);
    expect(open(THING, PARTS)).not.toContain(head);
  });

  it('have two valid values for a member that stands twice', () => {
    const plan = planned(withBody('application/json', THING));
    const twice = spoiltCases(plan).find(({ what }) => what.includes('twice'))?.planned.request.body;
    if (!twice || !('spoiling' in twice)) throw new Error('There is no such case.');
    const { at = '', other } = twice.spoiling;

    expect(other).toBeDefined();
    expect('value' in twice.sound && valueAt(twice.sound.value, at)).not.toEqual(other);
  });

  it('are tried on text that nothing is said of', () => {
    const contract = single('post', '/a', { requestBody: { required: true, content: { 'text/plain': {} } } });

    expect(spoiltCases(planned(contract)).map(({ what }) => what)).toContain('the body has no media type');
  });

  it('of the media type need a body that has bytes', () => {
    const form = planned(withBody(FORM, { type: 'object', properties: { n: { type: 'integer' } } }, false));

    const labelled = spoiltCases(form).filter(({ what }) => what.includes('media type'));
    const sound = labelled.flatMap(({ planned: { request } }) =>
      request.body && 'spoiling' in request.body && !request.body.spoiling.what.includes('is empty')
        ? [request.body.sound]
        : [],
    );
    expect(sound).toHaveLength(4);
    for (const body of sound) expect('value' in body && Object.keys(body.value ?? {})).toEqual(['n']);
  });

  it('leave media types alone that are taken', () => {
    const everything = planned(withBody('*/*', THING));

    const refused = faultsOf(everything).map(({ fault }) => fault.what);
    expect(refused).not.toContain('the body has an unknown media type');
    expect(refused).not.toContain('the body has no media type');
  });

  it('of a list spoil an item that is added', () => {
    const plan = planned(single('post', '/a', jsonBody({ type: 'array', items: { enum: ['a'] } })));

    expect(spoiltCases(plan).length).toBeGreaterThan(20);
  });
});
