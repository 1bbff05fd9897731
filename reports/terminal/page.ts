import { terminalText } from '../visible-text.ts';
import { wrap } from './columns.ts';
import type { Painter } from './painter.ts';

const INDENT = 2;

/**
 * A page of the documentation as a terminal shows it, within 80 columns: headings, paragraphs, lists and blocks of code.
 * The rest of Markdown is left as it stands. Lines of code are not broken.
 */
export function pageText(markdown: string, colour: Painter): string {
  const blocks = blocksOf(markdown.split(/\r?\n/));
  return `${blocks.map((block) => shown(block, colour)).join('\n\n')}\n`;
}

type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const FENCE = /^```/;
const HEADING = /^(#{1,6}) +(.*)$/;
const ITEM = /^- +(.*)$/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const end = endOf(lines, at);
    blocks.push(blockOf(lines.slice(at, end)));
    at = end;
  }
  return blocks;
}

/** Where the block ends that begins at a line: a fence at its fence, a heading at once, all else at a line that is none of it. */
function endOf(lines: readonly string[], start: number): number {
  const first = lines[start] ?? '';
  const isEnd = FENCE.test(first)
    ? (line: string) => FENCE.test(line)
    : (line: string) => line.trim() === '' || FENCE.test(line) || HEADING.test(line);
  if (HEADING.test(first)) return start + 1;
  const found = lines.findIndex((line, at) => at > start && isEnd(line));
  if (found < 0) return lines.length;
  return FENCE.test(first) ? found + 1 : found;
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines;
  if (FENCE.test(first)) return { kind: 'code', lines: lines.slice(1).filter((line) => !FENCE.test(line)) };
  const [, signs = '', heading = ''] = HEADING.exec(first) ?? [];
  if (signs !== '') return { kind: 'heading', depth: signs.length, text: heading };
  if (!ITEM.test(first)) return { kind: 'text', text: lines.map((line) => line.trim()).join(' ') };
  const items: string[] = [];
  for (const line of lines) {
    const begun = ITEM.exec(line)?.[1];
    if (begun !== undefined) items.push(begun);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', items };
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
