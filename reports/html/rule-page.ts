import { pageBlocks } from '../page-blocks.ts';
import { linkedText } from './page-text.ts';

/** A run of text: code, a link, or neither. */
export interface Inline {
  readonly text: string;
  readonly isCode: boolean;
  readonly href: string | null;
}

/** A paragraph, or a list. */
export type RuleBlock =
  | { readonly kind: 'text'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

/** A section of the page of a check. */
export interface RuleSection {
  readonly title: string;
  readonly blocks: readonly RuleBlock[];
}

/** What helps whoever has a finding before them; the rest is for those who look a check up. */
const SHOWN = ['What it says', 'Why it matters', 'How to fix it', 'Source'];

/** The sections of a check's page that a report shows. */
export function ruleSections(markdown: string): RuleSection[] {
  const sections: { title: string; blocks: RuleBlock[] }[] = [];
  for (const block of pageBlocks(markdown)) {
    if (block.kind === 'heading') sections.push({ title: block.text, blocks: [] });
    else if (block.kind === 'text') sections.at(-1)?.blocks.push({ kind: 'text', text: inlines(block.text) });
    else if (block.kind === 'list')
      sections.at(-1)?.blocks.push({ kind: 'list', items: block.items.map(inlines) });
  }
  return sections.filter(({ title }) => SHOWN.includes(title));
}

const PART =
  /`(?<code>[^`]+)`|\[(?<words>[^\]]+)\]\((?<target>[^)\s]+)\)|\*\*(?<strong>[^*]+)\*\*|[^`[*]+|./gs;

function inlines(text: string): Inline[] {
  const joined: Inline[] = [];
  for (const { 0: plain, groups = {} } of text.matchAll(PART)) {
    const part = inlineOf(plain, groups);
    const last = joined.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(part))
      joined.splice(-1, 1, { ...last, text: last.text + part.text });
    else joined.push(part);
  }
  return joined;
}

function inlineOf(
  plain: string,
  { code, words, target, strong }: Record<string, string | undefined>,
): Inline {
  if (code !== undefined) return { text: code, isCode: true, href: null };
  // A file beside the page is not beside the report.
  if (words !== undefined)
    return { text: words.replaceAll('`', ''), isCode: false, href: linkedText(target ?? '').href };
  return { text: strong ?? plain, isCode: false, href: null };
}

function isPlain({ isCode, href }: Inline): boolean {
  return !isCode && href === null;
}
