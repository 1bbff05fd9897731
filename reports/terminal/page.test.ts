import { describe, expect, it } from 'vitest';
import { POISON } from '../sample.test-support.ts';
import { pageText } from './page.ts';
import { painter } from './painter.ts';

const PAGE = `# some-check

A promise is [kept](other.md), as [the RFC](https://rfc.test/9110) says
on two lines.

## When it **does not** decide

- The first: a long item with \`some code\` that goes on and on and on until the line is full,
  and over the end of the source's line.
- The second.

\`\`\`text
MUST some-check  GET /pets/{a-path-that-is-longer-than-eighty-columns}/and/stays/as/it/is

  expected  1
\`\`\`
`;

describe('a page of the documentation', () => {
  it('has headings, paragraphs, lists and code', () => {
    expect(pageText(PAGE, painter(false))).toBe(`some-check

  A promise is kept, as the RFC (https://rfc.test/9110) says on two lines.

When it does not decide

  - The first: a long item with \`some code\` that goes on and on and on until the
    line is full, and over the end of the source's line.
  - The second.

    MUST some-check  GET /pets/{a-path-that-is-longer-than-eighty-columns}/and/stays/as/it/is

      expected  1
`);
  });

  it('shows code by colour where there are colours, over the end of a line too', () => {
    const long = `${'word '.repeat(14)}\`two words\`.`;

    const [cyan, off] = ['\u001b[36m', '\u001b[39m'];
    expect(pageText(long, painter(true))).toContain(`${cyan}two${off}\n  ${cyan}words${off}.\n`);
  });

  it('has no control character of the text', () => {
    expect(pageText(POISON, painter(false))).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
