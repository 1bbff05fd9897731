import { type Block, pageBlocks } from '../page-blocks.ts';
import { terminalText } from '../visible-text.ts';
import { wrap } from './columns.ts';
import type { Painter } from './painter.ts';

const INDENT = 2;

/**
 * A page of the documentation as a terminal shows it, within 80 columns: headings, paragraphs, lists and blocks of code.
 * The rest of Markdown is left as it stands. Lines of code are not broken.
 */
export function pageText(markdown: string, colour: Painter): string {
  return `${pageBlocks(markdown)
    .map((block) => shown(block, colour))
    .join('\n\n')}\n`;
}

function shown(block: Block, colour: Painter): string {
  if (block.kind === 'heading') {
    const text = plainInline(block.text);
    return block.depth === 1 ? colour.strong(text) : colour.good(text);
  }
  if (block.kind === 'code') {
    return block.lines
      .map((line) => `${' '.repeat(INDENT * 2)}${colour.code(terminalText(line))}`.trimEnd())
      .join('\n');
  }
  if (block.kind === 'text') return inline(wrap(plainInline(block.text, true), INDENT).join('\n'), colour);
  const lines = block.items.map((item) => {
    const [first = '', ...others] = wrap(plainInline(item, true), INDENT + 2);
    return [`${' '.repeat(INDENT)}- ${first.trimStart()}`, ...others].join('\n');
  });
  return inline(lines.join('\n'), colour);
}

/** Text without the signs of links and emphasis; those of code stay where they are painted later. */
function plainInline(text: string, keepsCode = false): string {
  const plain = text
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '$1 ($2)')
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1');
  return terminalText(keepsCode ? plain : plain.replaceAll('`', ''));
}

/** Code within text, also where a line ends in it. Without colours its signs stay: they are all that tells it. */
function inline(text: string, colour: Painter): string {
  return text.replace(/`([^`]+)`/g, (whole, code: string) => {
    const painted = code.replace(/[^ \n](?:.*[^ \n])?/g, colour.code);
    return painted === code ? whole : painted;
  });
}
