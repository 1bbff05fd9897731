import type { Json } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';
import { concrete, type Described, lackOfBytes, unwritable, violationsOnWire } from './body-wire.ts';
import type { CaseMaker, CaseParts } from './case-maker.ts';
import { attempt } from './generation.ts';
import { accepted, bodyLevel } from './levels.ts';
import { marked, ofLength } from './marks.ts';
import type { Omit, PlanContext } from './options.ts';

/** Adds a case with a valid body, unless it is not valid on the wire, which is told to `omit`. */
export function addValid(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  value: Json,
  phase: CaseParts['phase'],
  purpose: string,
  omit: Omit,
  more: Pick<CaseParts, 'kind' | 'about'> = {},
): void {
  const tell = (why: string) => omit(purpose, why);
  const parts = attempt(
    () => validCase(context, maker, content, value, phase, purpose, tell, more.about),
    tell,
  );
  if (parts) maker.group([{ ...parts, ...more }]);
}

/** A case with a valid body, `about` one place of it; undefined where its bytes would not be valid. */
export function validCase(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  value: Json,
  phase: CaseParts['phase'],
  purpose: string,
  tell: (why: string) => void = () => undefined,
  about?: Pointer,
): CaseParts | undefined {
  const { contract } = context;
  const usual = marked(contract, maker.operation, content.schema, value);
  const text = about === undefined ? undefined : valueAt(value, about);
  const long = typeof text === 'string' ? ofLength(usual, about ?? '', [...text].length) : usual;
  const planned = broken(context, content, long) === undefined ? long : usual;
  const why =
    lackOfBytes(maker.operation, content, planned) ??
    unwritable(content, planned) ??
    broken(context, content, planned);
  if (why !== undefined) {
    tell(why);
    return undefined;
  }
  return {
    phase,
    purpose,
    expectation: accepted(maker.operation, bodyLevel(contract, maker.operation, content.schema, value)),
    body: { mediaType: concrete(content.mediaType), value: planned },
  };
}

function broken(context: PlanContext, content: Described, planned: Json): string | undefined {
  const [violation] = violationsOnWire(context, content, planned);
  return violation && `what is sent would break ${violation.keyword} at ${violation.schema}`;
}
