import { describe, expect, it } from 'vitest';
import type { Judge, Violation } from '../judges/judge.ts';
import type { SubjectFault } from '../subjects/subject.ts';
import { disproof } from './proof.ts';

const SHORT: SubjectFault = {
  id: 'short',
  instance: '/items/0',
  schema: '/items',
  keyword: 'minLength',
  what: 'too short',
};

const FAILS: Violation = { keyword: 'minLength', instance: '/items/0', location: '#/items/minLength' };

describe('the proof of a fault', () => {
  it('holds where the keyword fails at its place and nothing else does', () => {
    expect(why([FAILS], [])).toBeUndefined();
  });

  it('fails where the keyword fails elsewhere', () => {
    expect(why([{ ...FAILS, instance: '/items/1' }], [])).toContain('does not fail at /items/0');
  });

  it('fails where anything fails that was not named beforehand', () => {
    const pattern = { ...FAILS, keyword: 'pattern' };
    const anyOf = { ...FAILS, keyword: 'anyOf', instance: '/items' };

    expect(why([FAILS, pattern], [])).toBe('pattern at /items/0 fails, too');
    expect(why([FAILS, anyOf], [])).toBe('anyOf at /items fails, too');
    expect(why([FAILS, pattern], [{ keyword: 'pattern', instance: '/items/0' }])).toBeUndefined();
    expect(why([FAILS, anyOf], [{ keyword: 'pattern', instance: '/items/0' }])).toContain('anyOf');
  });

  it('takes a named place without a keyword for all that is in it', () => {
    const type = { ...FAILS, keyword: 'type', instance: '/items/7' };

    expect(why([FAILS, type], [{ instance: '/items' }])).toBeUndefined();
    expect(why([FAILS, type], [{ instance: '/other' }])).toBeDefined();
  });

  it('lets pass what only carries the fault', () => {
    const carriers = ['$ref', 'if', 'allOf'].map((keyword) => ({ ...FAILS, keyword, instance: '/items' }));

    expect(why([FAILS, ...carriers], [])).toBeUndefined();
  });

  it('takes an excluded member for one fault, however a validator tells it', () => {
    const unknown = { ...SHORT, instance: '', keyword: 'additionalProperties', member: 'x', companions: [] };
    const byAjv = {
      keyword: 'additionalProperties',
      instance: '',
      location: '#/additionalProperties',
      member: 'x',
    };
    const byHyperjump = { keyword: 'false schema', instance: '/x', location: 'u#/additionalProperties' };

    expect(disproof(judgeSaying([byAjv]), unknown, {})).toBeUndefined();
    expect(disproof(judgeSaying([byHyperjump]), unknown, {})).toBeUndefined();
    expect(disproof(judgeSaying([{ ...byHyperjump, instance: '/y' }]), unknown, {})).toBeDefined();
  });
});

function judgeSaying(violations: Violation[]): Judge {
  return { isValid: () => violations.length === 0, violations: () => violations };
}

function why(violations: Violation[], companions: SubjectFault['companions']): string | undefined {
  return disproof(judgeSaying(violations), { ...SHORT, ...(companions ? { companions } : {}) }, null);
}
