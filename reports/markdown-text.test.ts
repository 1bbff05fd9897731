import { describe, expect, it } from 'vitest';
import { markdownCode, markdownText } from './markdown-text.ts';
import { POISON } from './sample.test-support.ts';

/** What a reader sees of it: entities read once, as browsers do. */
function seen(markdown: string): string {
  return markdown
    .replaceAll('&#8203;', '')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

describe('text of unknown origin in Markdown', () => {
  it.each([
    'a | b \\| c',
    '`code` ``more``',
    '<img src=x onerror=alert(1)> &amp; <!-- -->',
    '[link](http://evil.test) ![image](http://evil.test) [x]: http://evil.test',
    'http://evil.test www.evil.test ftp://evil.test me@evil.test',
    '*a* _b_ ~~c~~ $x$ :smile: #12 GH-12',
    '- a list',
    '1. a list',
    '===',
    '    four blanks',
  ])('%s is read as it stands, and nothing in it is left to be read otherwise', (text) => {
    const written = markdownText(text);

    expect(seen(written)).toBe(text);
    expect(written.replaceAll(/&#\d+;/g, 'X')).not.toMatch(
      /[&<>`*_[\]\\|~!#@$]|:\S|www\.|^(?:[-+= ]|\d+[.)])/,
    );
    expect(seen(markdownCode(text))).toBe(`<code>${text}</code>`);
  });

  it('calls nobody by name', () => {
    expect(markdownText('ask @octocat')).toBe('ask &#64;&#8203;octocat');
  });

  it('stays on one line and shows what hides', () => {
    expect(markdownText('a\nb\r\nc\td\u202e\u0000')).toBe('a⏎b⏎c⇥d‹U+202E›‹U+0000›');
    expect(markdownText(POISON)).not.toMatch(/[\p{Cc}\u202e\u2066\u2028]/u);
  });
});
