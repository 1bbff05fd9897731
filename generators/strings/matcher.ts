import { languageOf } from './language-of.ts';
import { regularExpression } from './regular-expression.ts';

const matchers = new Map<string, (text: string) => boolean>();
/** A repeated group: an engine that goes back may take time without end even for a short text. */
const MAY_EXPLODE = /\)(?:[*+]|\{\d+,)/;
/** UTF-16 units from which on no expression is trusted to end soon. */
const LONG = 64;

/** Whether a text matches a pattern, in a time that the text's length bounds where that can be had. */
export function matcherOf(pattern: string): (text: string) => boolean {
  const known = matchers.get(pattern);
  if (known) return known;
  const made = make(pattern);
  matchers.set(pattern, made);
  return made;
}

function make(pattern: string): (text: string) => boolean {
  const expression = regularExpression(pattern);
  if (!expression) return () => false;
  const explodes = MAY_EXPLODE.test(pattern);
  let automaton: ((text: string) => boolean) | undefined;
  return (text) => {
    if (!explodes && text.length < LONG) return expression.test(text);
    automaton ??= automatonOf(pattern) ?? ((one) => expression.test(one));
    return automaton(text);
  };
}

/** An automaton reads each character once; undefined where there is no exact one. */
function automatonOf(pattern: string): ((text: string) => boolean) | undefined {
  const any = { avoid: [], formats: [], min: 0, max: Number.POSITIVE_INFINITY };
  const language = languageOf({ patterns: [pattern], ...any });
  return 'refused' in language || !language.isExact ? undefined : (text) => language.has(text);
}
