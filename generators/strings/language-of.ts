import { CheckedLanguage } from './checked-language.ts';
import { grammarOf } from './format-grammars.ts';
import type { Grammar } from './grammar.ts';
import { regularExpression } from './regular-expression.ts';
import { Spelling } from './spelling.ts';
import { type StringAutomaton, stringAutomaton } from './string-automaton.ts';
import { describe, type StringConstraints } from './string-constraints.ts';
import type { Refusal, StringLanguage } from './string-language.ts';
import { Unserved } from './unserved.ts';
import { WordLengths } from './word-lengths.ts';

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
  // Formats without a grammar ask nothing of strings.
  const asking = { ...constraints, formats: formats.filter(grammarOf) };
  try {
    return withGrammars(asking);
  } catch (error) {
    if (error instanceof Unserved) return refuse(error.message);
    throw error;
  }
}

function withGrammars(constraints: StringConstraints): StringLanguage | Refusal {
  const grammars = constraints.formats.flatMap((format) => grammarOf(format) ?? []);
  const free = stringAutomaton(constraints, []);
  const parts = { constraints, grammars, free };
  if (isEmpty(free, constraints)) return refuse(`no string satisfies ${describe(constraints)}`, true);
  const ways = grammars.length > 0 ? [grammars.map(usual), grammars.map(legal)] : [];
  for (const patterns of ways) {
    const language = new CheckedLanguage({ ...parts, spelled: stringAutomaton(constraints, patterns) });
    if (language.isFound) return language;
  }
  // What grammars leave out of a format may still be met by chance.
  const language = new CheckedLanguage({ ...parts, spelled: free });
  return language.isFound ? language : refuse(`no string was found for ${describe(constraints)}`);
}

/** Whether it is proved that no string satisfies the patterns at a length that is allowed. */
function isEmpty(
  { automaton, characters, loose, isBasic }: StringAutomaton,
  { min, max }: StringConstraints,
): boolean {
  if (loose.length > 0 || isBasic) return false;
  return new WordLengths(new Spelling(automaton, characters, false), min, max).shortest === undefined;
}

function usual({ pattern }: Grammar): string {
  return pattern;
}

function legal({ pattern, wider = pattern }: Grammar): string {
  return wider;
}

function refuse(refused: string, isEmpty = false): Refusal {
  return { refused, isEmpty };
}
