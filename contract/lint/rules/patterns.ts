import { child, type Pointer } from '../../../model/pointer.ts';
import { entries } from '../../members.ts';
import { error, type Remark, warning } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

/** Patterns are regular expressions of ECMAScript, with the u flag. */
export const patterns: Rule = {
  id: 'patterns',
  *check({ places }) {
    for (const { value, pointer } of places('schema')) {
      const { pattern } = value;
      if (typeof pattern === 'string') yield* patternRemarks(pattern, child(pointer, 'pattern'));
      for (const [name, , at] of entries(value['patternProperties'], child(pointer, 'patternProperties'))) {
        yield* patternRemarks(name, at);
      }
    }
  },
};

function* patternRemarks(pattern: string, pointer: Pointer): Iterable<Remark> {
  const problem = compileProblem(pattern, 'u');
  if (problem === undefined) return;
  if (compileProblem(pattern, '') === undefined) {
    yield warning(
      'pattern-unicode',
      pointer,
      `only without the u flag: ${problem}.`,
      'Write it so that it compiles with the u flag, as JSON Schema asks.',
    );
  } else {
    yield error(
      'pattern',
      pointer,
      `no regular expression of ECMAScript: ${problem}.`,
      'Correct the pattern, or remove it.',
    );
  }
}

function compileProblem(pattern: string, flags: string): string | undefined {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (problem) {
    return (problem as Error).message;
  }
}
