import { CheckedLanguage } from './checked-language.ts';
import { type Grammar, grammarOf } from './format-grammars.ts';
import { regularExpression } from './regular-expression.ts';
import { stringAutomaton } from './string-automaton.ts';
import { describe, type StringConstraints } from './string-constraints.ts';
import type { Refusal, StringLanguage } from './string-language.ts';
import { Unserved } from './unserved.ts';

/** Languages that are kept; the automata of a large document take some megabytes. */
const KEPT = 2000;
const languages = new Map<string, StringLanguage | Refusal>();

/** The language of all strings that satisfy the constraints at the same time, or why there is none. */
export function languageOf(constraints: StringConstraints): StringLanguage | Refusal {
  const key = JSON.stringify({ ...constraints, max: String(constraints.max) });
  const known = languages.get(key);
  if (known) return known;
  if (languages.size >= KEPT) languages.delete(languages.keys().next().value ?? '');
  const made = make(constraints);
  languages.set(key, made);
  return made;
}

function make(constraints: StringConstraints): StringLanguage | Refusal {
  const { patterns, avoid, formats, min, max } = constraints;
  const broken = [...patterns, ...avoid].find((pattern) => regularExpression(pattern) === undefined);
  if (broken !== undefined) return refuse(`pattern ${broken} is no regular expression`);
  if (min > max) return refuse(`no string has at least ${min} and at most ${max} characters`, true);
  const grammars = formats.flatMap((format) => grammarOf(format) ?? []);
  try {
    return withGrammars(constraints, grammars);
  } catch (error) {
    if (error instanceof Unserved) return refuse(error.message);
    throw error;
  }
}

function withGrammars(
  constraints: StringConstraints,
  grammars: readonly Grammar[],
): StringLanguage | Refusal {
  const free = stringAutomaton(constraints, []);
  const sources = grammars.map(({ pattern }) => pattern);
  const language = new CheckedLanguage({
    constraints,
    grammars,
    free,
    spelled: grammars.length > 0 ? stringAutomaton(constraints, sources) : free,
  });
  if (language.isFound) return language;
  if (language.isExact) return refuse(`no string satisfies ${describe(constraints)}`, true);
  // What grammars leave out of a format may still be met by chance.
  const wider = new CheckedLanguage({ constraints, grammars, free, spelled: free });
  return wider.isFound ? wider : refuse(`no string was found for ${describe(constraints)}`);
}

function refuse(refused: string, isEmpty = false): Refusal {
  return { refused, isEmpty };
}
