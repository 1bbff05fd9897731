import { describe, expect, it } from 'vitest';
import type { Echo } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { isRefusedForGood, madeMembers } from './made-members.ts';

const A: Echo = { member: 'a', as: 'exact' };
const B: Echo = { member: 'b', as: 'value' };

describe('what a refused update asked for', () => {
  it.each<[string, Json, Json, Json, readonly Echo[], readonly Echo[]]>([
    ['is made where it shows since', { a: 1, b: 2 }, { a: 0, b: 0 }, { a: 1, b: '2' }, [A, B], [A, B]],
    ['is not made where all is as before', { a: 1 }, { a: 0 }, { a: 0 }, [A], []],
    ['is not made where others changed it', { a: 1 }, { a: 0 }, { a: 2 }, [A], []],
    ['is not made where it is not shown any more', { a: 1 }, { a: 0 }, {}, [A], []],
    ['is not made where it is a word for that', { b: 'undefined' }, { b: 'x' }, {}, [B], []],
    ['is not what was there already', { a: 1, b: 2 }, { a: 1, b: 2 }, { a: 1, b: 2 }, [], []],
    ['is not what was not shown before', { a: 1 }, {}, { a: 1 }, [], []],
    ['is nothing where it has no members', 'x', { a: 0 }, { a: 1 }, [], []],
    ['is nothing where no members were shown before', { a: 1 }, [0], { a: 1 }, [], []],
    ['is unknown where no members are shown since', { a: 1 }, { a: 0 }, 'x', [], []],
  ])('%s', (_, body, was, now, asked, made) => {
    expect(madeMembers([A, B], body, was, now)).toEqual({ asked, made });
  });

  it('is nothing where it sent nothing', () => {
    expect(madeMembers([A], undefined, { a: 0 }, { a: 1 })).toEqual({ asked: [], made: [] });
  });
});

describe('a request', () => {
  it.each([400, 401, 403, 404, 409, 422, 499])('is refused for good by %i', (status) => {
    expect(isRefusedForGood(status)).toBe(true);
  });

  it.each([undefined, 200, 302, 399, 408, 425, 429, 500, 503])('is not refused for good by %s', (status) => {
    expect(isRefusedForGood(status)).toBe(false);
  });
});
