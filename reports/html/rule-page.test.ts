import { describe, expect, it } from 'vitest';
import { ruleSections } from './rule-page.ts';

const PAGE = `# a-check

In short.

## What it says

One \`$ref\` of **two**, see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), [waivers](../waivers.md)
and a [ bracket.

## When it does not decide

- Never.

## How to fix it

- First
  goes on
- \`second\`
`;

describe('the page of a check in a report', () => {
  it('has the sections that help with a finding', () => {
    const [says, fix, ...more] = ruleSections(PAGE);

    expect(more).toEqual([]);
    expect(says).toEqual({
      title: 'What it says',
      blocks: [
        {
          kind: 'text',
          text: [
            { text: 'One ', isCode: false, href: null },
            { text: '$ref', isCode: true, href: null },
            { text: ' of two, see ', isCode: false, href: null },
            { text: 'RFC 9110', isCode: false, href: 'https://www.rfc-editor.org/rfc/rfc9110' },
            { text: ', waivers and a [ bracket.', isCode: false, href: null },
          ],
        },
      ],
    });
    expect(fix?.blocks).toEqual([
      {
        kind: 'list',
        items: [
          [{ text: 'First goes on', isCode: false, href: null }],
          [{ text: 'second', isCode: true, href: null }],
        ],
      },
    ]);
  });
});
