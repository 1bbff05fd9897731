import { describe, expect, it } from 'vitest';
import { hintFor, nearestName } from './nearest-name.ts';

describe('nearestName', () => {
  it.each([
    { wrong: 'x-assay-sorce', near: 'x-assay-source' },
    { wrong: 'X-Assay-Value', near: 'x-assay-value' },
    { wrong: 'x-assay-invariants', near: undefined },
    { wrong: '', near: undefined },
  ])('gives $near for $wrong', ({ wrong, near }) => {
    expect(nearestName(wrong, ['x-assay-source', 'x-assay-value'])).toBe(near);
  });

  it('ends a sentence', () => {
    expect(`no ${hintFor('nam', ['name'])}`).toBe('no ; did you mean name?');
    expect(hintFor('other', ['name'])).toBe('.');
  });
});
