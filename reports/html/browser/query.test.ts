import { describe, expect, it } from 'vitest';

// The script is the browser's; nothing but its name is known to this project.
const { fits, parseQuery } = (await import(new URL('./query.js', import.meta.url).href)) as {
  parseQuery(text: string): unknown;
  fits(query: unknown, entry: unknown): boolean;
};

const ENTRY = {
  text: '12 post /orgs/1/pairing_profiles org_id is faulty: fraction http://x',
  keys: {
    method: ['post'],
    status: ['404'],
    phase: ['coverage'],
    op: ['post /orgs/{org_id}/pairing_profiles'],
    check: ['request-invalid-accepted', 'response-status-undocumented'],
    level: ['must', 'may'],
  },
};

describe('the filter', () => {
  it.each([
    '',
    'pairing faulty',
    '"is faulty"',
    's:404',
    'status:4xx',
    'm:POST',
    'method:post',
    'phase:coverage',
    'p:coverage',
    'op:"post /orgs"',
    'op:pairing',
    'check:status-undocumented',
    'c:invalid',
    'level:may',
    's:500 s:404',
    's:404 s:500 m:post',
    '!s:2xx',
    '-s:2xx',
    '!"no such words"',
    'http://x',
    '"unfinished phrase',
    '"is faulty',
  ])('%j', (query) => {
    expect(fits(parseQuery(query), ENTRY)).toBe(!query.startsWith('"unfinished'));
  });

  it.each([
    'pairing absent',
    '"faulty is"',
    's:40',
    's:500',
    's:none',
    'm:pos',
    'phase:random',
    'level:should',
    '!m:post',
    '-"is faulty"',
    '!s:4xx',
    's:500 s:400',
    's:404 m:get',
    's:404 !level:must',
    'is:waived',
  ])('not %j', (query) => {
    expect(fits(parseQuery(query), ENTRY)).toBe(false);
  });

  it('knows where no reply came', () => {
    expect(fits(parseQuery('s:none'), { text: '', keys: { status: ['none'] } })).toBe(true);
  });
});
