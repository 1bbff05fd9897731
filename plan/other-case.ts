import { isDescribed, usualContent } from './body-wire.ts';
import type { CaseMaker } from './case-maker.ts';
import type { Omit, PlanContext } from './options.ts';
import { addValid } from './valid-bodies.ts';
import { varied } from './variation.ts';

/**
 * An update of what exists once with another value than the plainest for each member that a read is to show: whatever
 * was there before, one of the two changes it.
 */
export function otherCase(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const { operation, draft } = maker;
  const content = usualContent(operation.body);
  const { body } = draft;
  const echo = operation.restore?.echo ?? [];
  if (echo.length === 0 || !isDescribed(content) || !body || !('value' in body)) return;
  const value = varied(context, content.schema, body.value, body.value, echo);
  if (value === body.value) return;
  addValid(context, maker, content, value, 'coverage', 'with other values', omit, { kind: 'plain' });
}
