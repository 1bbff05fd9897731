import type { Finding } from '../../model/run.ts';

/** The lines of the contract around a statement, as the page shows them. */
export interface FrameView {
  readonly lines: readonly { readonly number: number; readonly text: string; readonly isMarked: boolean }[];
  /** A line that points at the column of the marked one. */
  readonly caret: string;
}

// Where a line is as long as this, nobody looks for a sign below it.
const MAX_COLUMN = 200;

/** The frame of a finding for the page; null where its lines are not known. */
export function frameView({ frame, source }: Pick<Finding, 'frame' | 'source'>): FrameView | null {
  if (frame.lines.length === 0) return null;
  const lines = frame.lines.map((text, at) => {
    const number = frame.firstLine + at;
    return { number, text, isMarked: number === source.line };
  });
  const marked = lines.find(({ isMarked }) => isMarked);
  if (marked === undefined || source.column > MAX_COLUMN) return { lines, caret: '' };
  // A tab stays one, so that the sign stands below its character.
  const before = marked.text.slice(0, source.column - 1).replace(/[^\t]/g, ' ');
  return { lines, caret: `${before}^` };
}
