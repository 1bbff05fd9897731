import { type Automaton, complement, everything, intersection } from './automaton.ts';
import { literal, withoutBackReferences } from './back-references.ts';
import { Characters } from './characters.ts';
import { type Bend, type PatternGraph, patternGraph, setsOf } from './pattern-graph.ts';
import { searchAutomaton } from './search.ts';
import type { StringConstraints } from './string-constraints.ts';
import { Budget, Unserved } from './unserved.ts';

/** An automaton of constraints, and what it does not say. */
export interface StringAutomaton {
  readonly automaton: Automaton;
  readonly characters: Characters;
  /** Patterns that the automaton follows only in part: words are to be checked against them. */
  readonly loose: readonly string[];
  /** Words beyond the basic plane are left out, since a pattern has no `u` flag. */
  readonly isBasic: boolean;
}

interface Piece {
  readonly pattern: string;
  readonly isAvoided: boolean;
  readonly graph: PatternGraph;
  readonly isLoose: boolean;
  /** Its graph matches some words more and some less, so that what it does not match says nothing. */
  readonly isGuess: boolean;
}

/** How much a pattern is bent, the more the larger it is. */
const BENDS: readonly (readonly [wanted: Bend, avoided: Bend])[] = [
  ['none', 'none'],
  ['less', 'more'],
  ['least', 'more'],
];

/**
 * The automaton of all strings that satisfy patterns; `grammars` are patterns too, in the place of formats. Patterns
 * that are too large are bent, step by step.
 */
export function stringAutomaton(
  constraints: StringConstraints,
  grammars: readonly string[],
): StringAutomaton {
  const bent = new Map<string, number>();
  for (;;) {
    try {
      return build(constraints, grammars, bent);
    } catch (error) {
      if (!(error instanceof Unserved) || !error.isSize) throw error;
      const { patterns, avoid } = constraints;
      const large = error.pattern === undefined ? [...patterns, ...avoid] : [error.pattern];
      const usable = large.filter((pattern) => (bent.get(pattern) ?? 0) < BENDS.length - 1);
      if (usable.length === 0) throw error;
      for (const pattern of usable) bent.set(pattern, (bent.get(pattern) ?? 0) + 1);
    }
  }
}

function build(
  constraints: StringConstraints,
  grammars: readonly string[],
  bent: ReadonlyMap<string, number>,
): StringAutomaton {
  const { patterns, avoid, avoidWords = [] } = constraints;
  const words = avoidWords.length > 0 ? [`^(?:${avoidWords.map(literal).join('|')})$`] : [];
  const pieces = [
    ...[...patterns, ...grammars].map((pattern) => piece(pattern, false, bent.get(pattern) ?? 0)),
    ...[...avoid, ...words].map((pattern) => piece(pattern, true, bent.get(pattern) ?? 0)),
  ];
  const graphs = pieces.map(({ graph }) => graph);
  const isBasic = graphs.some(({ isUnicode }) => !isUnicode);
  const characters = new Characters(graphs.flatMap(setsOf), isBasic);
  const automata = pieces
    .filter(({ isAvoided, isGuess }) => !(isAvoided && isGuess))
    .map((one) => automatonOf(one, characters))
    .sort((a, b) => a.states - b.states);
  const [first = everything(characters.count), ...others] = automata;
  const budget = new Budget();
  return {
    automaton: others.reduce((all, one) => intersection(all, one, budget), first),
    characters,
    loose: pieces.filter(({ isLoose }) => isLoose).map(({ pattern }) => pattern),
    isBasic,
  };
}

function automatonOf({ pattern, graph, isAvoided }: Piece, characters: Characters): Automaton {
  try {
    const automaton = searchAutomaton(graph, characters, new Budget());
    return isAvoided ? complement(automaton) : automaton;
  } catch (error) {
    throw named(error, pattern);
  }
}

function piece(pattern: string, isAvoided: boolean, level: number): Piece {
  const bend = BENDS[level]?.[isAvoided ? 1 : 0] ?? 'none';
  try {
    const graph = patternGraph(pattern, bend);
    return { pattern, isAvoided, graph, isLoose: level > 0, isGuess: false };
  } catch (error) {
    if (!(error instanceof Unserved) || !/back-?reference/i.test(error.message)) throw named(error, pattern);
  }
  try {
    const graph = patternGraph(withoutBackReferences(pattern), bend);
    return { pattern, isAvoided, graph, isLoose: true, isGuess: true };
  } catch (error) {
    throw named(error, pattern);
  }
}

function named(error: unknown, pattern: string): unknown {
  return error instanceof Unserved && error.pattern === undefined
    ? new Unserved(error.message, error.isSize, pattern)
    : error;
}
