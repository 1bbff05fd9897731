import { describe, expect, it } from 'vitest';
import { frequentAnswer } from './frequent-answer.ts';
import { listed, sampleRun } from './sample.test-support.ts';

function answered(...statuses: readonly (number | null)[]) {
  return frequentAnswer({ exchanges: statuses.map((status, at) => listed(at + 1, { status })) });
}

function times(count: number, status: number | null): (number | null)[] {
  return Array.from({ length: count }, () => status);
}

describe('an answer that comes too often', () => {
  it.each([401, 403, 404, 429, 500, 503, null])('is %s from half of all on', (status) => {
    expect(answered(...times(5, 200), ...times(5, status))).toMatchObject({ status, percent: 50 });
    expect(answered(...times(6, 200), ...times(5, status))).toBeNull();
  });

  it.each([200, 204, 400, 409, 422])('is not %i, which a sound target gives often', (status) => {
    expect(answered(...times(20, status))).toBeNull();
  });

  it('is not told of a few requests', () => {
    expect(answered(...times(9, 401))).toBeNull();
    expect(frequentAnswer(sampleRun(0))).toBeNull();
  });
});
