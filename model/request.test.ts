import { describe, expect, it } from 'vitest';
import { type HeaderField, headerValue, headerValues } from './request.ts';

const HEADERS: readonly HeaderField[] = [
  ['Link', 'a'],
  ['X-Total', '7'],
  ['link', 'b'],
];

describe('headers', () => {
  it('are found by any case of their names, the first one or all', () => {
    expect(headerValue(HEADERS, 'LINK')).toBe('a');
    expect(headerValue(HEADERS, 'x-total')).toBe('7');
    expect(headerValues(HEADERS, 'Link')).toEqual(['a', 'b']);
  });

  it('that did not come are none', () => {
    expect(headerValue(HEADERS, 'ETag')).toBeUndefined();
    expect(headerValues(HEADERS, 'ETag')).toEqual([]);
  });
});
