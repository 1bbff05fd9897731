import { describe, expect, it } from 'vitest';
import { POISON } from './sample.test-support.ts';
import { cut, terminalText, visible, visibleLine } from './visible-text.ts';

describe('visible text', () => {
  it.each([
    { name: 'an escape', text: '\u001b[31m', is: '‹U+001B›[31m' },
    { name: 'a turned file name', text: 'cod\u202Egnp.exe', is: 'cod‹U+202E›gnp.exe' },
    { name: 'NUL and DEL', text: '\u0000\u007f', is: '‹U+0000›‹U+007F›' },
    { name: 'half a pair', text: 'a\ud800b', is: 'a‹U+D800›b' },
    { name: 'a tag beyond the first plane', text: '\u{E0041}', is: '‹U+E0041›' },
    { name: 'a lone carriage return', text: 'a\rb', is: 'a‹U+000D›b' },
  ])('shows $name', ({ text, is }) => {
    expect(visible(text)).toBe(is);
  });

  it('leaves lines, tabs, letters of every script and whole pairs alone', () => {
    const text = 'a\tb\nשלום العربية ñ 漢字 😀';

    expect(visible(text)).toBe(text);
    expect(visible('a\r\nb')).toBe('a\nb');
  });

  it('on one line shows line feeds and tabs too', () => {
    expect(visibleLine('a\n\tb')).toBe('a⏎⇥b');
  });

  it('for a terminal has no escape sequences and no control characters', () => {
    const text = terminalText(POISON);

    expect(text).toContain('redlink');
    expect(text).not.toMatch(/\p{Cc}/u);
  });

  it('is cut by characters, never through a pair', () => {
    expect(cut('😀😀😀', 2)).toBe('😀…');
    expect(cut('abc', 3)).toBe('abc');
  });
});
