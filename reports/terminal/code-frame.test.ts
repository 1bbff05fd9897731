import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { finding, POISON, poisonedRun } from '../sample.test-support.ts';
import { codeFrame } from './code-frame.ts';
import { painter } from './painter.ts';
import { textWidth } from './text-width.ts';

const plain = painter(false);

function frameOf(lines: readonly string[], column: number, parts: { received?: Json; expected?: Json } = {}) {
  const { source } = finding(0);
  return codeFrame(
    {
      source: { ...source, file: 'api.yaml', line: 9 + lines.length, column },
      frame: { firstLine: 10, lines },
      expected: 'an integer',
      received: 'none',
      asText: ['expected'],
      ...parts,
    },
    plain,
  );
}

describe('a code frame', () => {
  it('shows the place, two lines before it, and a caret below the key', () => {
    expect(frameOf(['paths:', '      total:', '', '        type: integer'], 9)).toEqual([
      '    api.yaml:13:9',
      '    11 │ total:',
      '    12 │',
      '    13 │   type: integer',
      '       │   ^^^^ expected an integer, "none" came',
    ]);
  });

  it('says less in words where values are long', () => {
    const long = 'x'.repeat(60);

    expect(frameOf(['type: integer'], 1, { received: long }).at(-1)).toMatch(/\^ expected an integer$/);
    expect(frameOf(['type: integer'], 1, { expected: long, received: long }).at(-1)).toMatch(
      /\^ broken here$/,
    );
  });

  it('shows of a long line what stands around the caret', () => {
    const row = `{"${'a'.repeat(90)}": {"type": "integer", "${'b'.repeat(90)}": 1}}`;
    const lines = frameOf([row], row.indexOf('"type"') + 1);

    expect(lines[1]).toContain('"type": "integer", "bb');
    expect(lines[1]).toMatch(/│ …a+": \{"type".*…$/);
    expect(lines[2]?.indexOf('^')).toBe(lines[1]?.indexOf('"type"'));
    expect(lines.every((line) => textWidth(line) <= 80)).toBe(true);
  });

  it('puts the caret below the key where wide characters stand before it', () => {
    const lines = frameOf(['{"价格": 1, "type": "integer"}'], '{"价格": 1, '.length + 1);
    const [row = '', signs = ''] = lines.slice(1);

    expect(textWidth(row.slice(0, row.indexOf('"type"')))).toBe(
      textWidth(signs.slice(0, signs.indexOf('^'))),
    );
  });

  it('is empty where the lines are not known', () => {
    expect(frameOf([], 1)).toEqual([]);
  });

  it('has no control character and at most 80 columns, whatever the contract holds', () => {
    const framed = [
      ...poisonedRun().findings.flatMap((each) => codeFrame(each, plain)),
      ...frameOf([POISON, POISON + POISON], POISON.length),
      ...frameOf(['short'], 900),
    ];

    expect(framed.join('')).not.toMatch(/\p{Cc}/u);
    expect(Math.max(...framed.map(textWidth))).toBeLessThanOrEqual(80);
  });
});
