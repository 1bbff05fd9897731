/** A part of a page of the documentation: of Markdown what those pages are written in. */
export type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const FENCE = /^```/;
const HEADING = /^(#{1,6}) +(.*)$/;
const ITEM = /^- +(.*)$/;

/** Headings, paragraphs, lists and blocks of code of a page, in their order. The rest of Markdown is text. */
export function pageBlocks(markdown: string): Block[] {
  const lines = markdown.split(/\r?\n/);
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
