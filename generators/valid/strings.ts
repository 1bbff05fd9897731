import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import type { StringLanguage } from '../strings/string-language.ts';
import { exampleText, freeText, lengthWithin } from './free-text.ts';
import { isPlain } from './plainness.ts';
import type { Run } from './run.ts';
import { pointerOf, type State } from './state.ts';
import { stringLimits } from './string-limits.ts';

/** Longer strings are not made even where they are asked for. */
const LONGEST = 100_000;
/** Words that are tried for one without blanks at the ends. */
const TRIES = 8;
/** The length of an example, where there are words of it. */
const READABLE = 6;

/** A string that the conjuncts of a state allow. */
export function stringValue(run: Run, state: State): string {
  const { constraints, language } = stringLimits(state);
  const refuse = (reason: string): never => {
    throw new UnsupportedSchemaError(pointerOf(state), reason);
  };
  if (constraints.min > LONGEST) return refuse(`strings of ${constraints.min} characters are not made`);
  if (!language) return run.isSimple ? exampleText(constraints) : freeText(run, constraints);
  if ('refused' in language) return refuse(language.refused);
  let last = '';
  const plain = run.source.retry(TRIES, () => {
    last = word(run, language);
    return !run.plain || isPlain(last) ? last : undefined;
  });
  // A pattern may leave no plain word.
  return plain ?? last;
}

function word(run: Run, language: StringLanguage): string {
  const { source } = run;
  const draw = (bound: number): number => source.draw(bound);
  const { shortest, longest, shown } = language;
  if (run.isSimple) {
    const length = Math.min(Math.max(READABLE, shortest), longest);
    return language.word(draw, shown.length > 0 ? { plain: true } : { plain: true, length });
  }
  const isLong = source.draw(1) === 1;
  const plain = run.plain || source.draw(3) < 3;
  return language.word(
    draw,
    isLong ? { plain, length: lengthWithin(run, { min: shortest, max: longest }) } : { plain },
  );
}
