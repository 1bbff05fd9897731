import { describe, expect, it } from 'vitest';
import { bearsMark, MARK, ofLength, withMark } from './marks.ts';

describe('a mark of some length', () => {
  const long = ofLength({ name: MARK, size: 1 }, '/name', 40) as { name: string };

  it('is filled up to it when it is sent', () => {
    const sent = withMark(long.name, 'assay-0123abcd-7');

    expect(sent).toHaveLength(40);
    expect(sent).toMatch(/^assay-0123abcd-7x+$/);
  });

  it('is still a mark', () => {
    expect(bearsMark(long)).toBe(true);
    expect(bearsMark({ name: 'assay' })).toBe(false);
  });

  it('is none where no mark is that short, or where none stands', () => {
    expect(ofLength({ name: MARK }, '/name', 20)).toEqual({ name: MARK });
    expect(ofLength({ name: 'x' }, '/name', 40)).toEqual({ name: 'x' });
  });
});
