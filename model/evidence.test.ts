import { describe, expect, it } from 'vitest';
import { evidenceText, isText } from './evidence.ts';

describe('the evidence of a finding', () => {
  const said = { expected: 'a refusal', received: { status: '200' }, asText: ['expected'] } as const;

  it('is read as it is where it is text', () => {
    expect(evidenceText(said, 'expected')).toBe('a refusal');
    expect(isText(said, 'expected')).toBe(true);
  });

  it('is read as JSON where it is a value', () => {
    expect(evidenceText(said, 'received')).toBe('{"status":"200"}');
    expect(evidenceText(said, 'received', 2)).toBe('{\n  "status": "200"\n}');
    expect(evidenceText({ expected: 'open', received: null }, 'expected')).toBe('"open"');
    expect(isText(said, 'received')).toBe(false);
  });
});
