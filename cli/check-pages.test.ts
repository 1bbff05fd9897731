import { describe, expect, it } from 'vitest';
import { ruleSections } from '../reports/html/rule-page.ts';
import { checksWithPages } from './check-pages.ts';

describe('the pages of checks in reports', () => {
  it.each(checksWithPages())(
    'that of $id says what, why and how, and no sign of Markdown is left',
    ({ page }) => {
      const sections = ruleSections(page);

      expect(sections.map(({ title }) => title)).toEqual([
        'What it says',
        'Why it matters',
        'How to fix it',
        'Source',
      ]);
      expect(sections.every(({ blocks }) => blocks.length > 0)).toBe(true);
      const plain = JSON.stringify(sections).replace(/\{"text":"[^"]*","isCode":true[^}]*\}/g, '');
      expect(plain).not.toMatch(/`|\]\(|\*\*/);
    },
  );
});
