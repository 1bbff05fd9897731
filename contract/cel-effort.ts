import type { ASTNode } from '@marcbachmann/cel-js';
import { nodesIn } from './cel-nodes.ts';

// What each of these does grows no faster than what it is given; macros multiply, and are none of them.
const STEADY: ReadonlySet<string> = new Set([
  ...['has', 'size', 'string', 'int', 'timestamp'],
  ...['startsWith', 'endsWith'],
]);
// A long text that is looked for in another may be begun again and again; what is written out, and a status, is short.
const LOOKING: ReadonlySet<string> = new Set(['contains', 'split']);

// A pattern from the start of a text, with one repetition at most: it may go back in that one alone.
const ONE = String.raw`(?:[^\\^$.|?*+()[\]{}]|\\[dDwWsS]|\\\W|\[[^\\[\]]+\])`;
const REPEATED = String.raw`${ONE}(?:[*+]|\{\d+(?:,\d*)?\})`;
const STEADY_PATTERN = new RegExp(String.raw`^\^(?:${ONE}\??)*(?:${REPEATED}(?:${ONE}\??)*)?\$?$`);

/** Whether the time that a rule takes grows no faster than the values that it reads, whatever they are. */
export function isSteady(node: ASTNode): boolean {
  return isSteadyItself(node) && nodesIn(node.args).every(isSteady);
}

function isSteadyItself({ op, args }: ASTNode): boolean {
  if (op === 'call') return STEADY.has(args[0]);
  if (op !== 'rcall') return true;
  const [name, , [first]] = args;
  if (name === 'matches') return first !== undefined && isSteadyPattern(first);
  return STEADY.has(name) || (LOOKING.has(name) && first !== undefined && isShort(first));
}

function isShort({ op, args }: ASTNode): boolean {
  if (op !== 'call') return op === 'value';
  const [name, [first]] = args;
  return name === 'string' && first?.op === 'id' && first.args === 'status';
}

function isSteadyPattern({ op, args }: ASTNode): boolean {
  return op === 'value' && typeof args === 'string' && STEADY_PATTERN.test(args);
}
