import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import type { Automaton } from './automaton.ts';
import { Characters } from './characters.ts';
import { type PatternGraph, patternGraph, setsOf } from './pattern-graph.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { regularExpression } from './regular-expression.ts';
import { searchAutomaton } from './search.ts';
import { Spelling } from './spelling.ts';
import { Budget, Unserved } from './unserved.ts';

/** Words that stand for what a group captures. */
const WORDS = 8;
const LENGTHS = 12;

/**
 * A pattern whose back-references are replaced by words: each group by a few of its own words, each reference by the
 * same. No automaton can say more. Whether a word matches is still to be checked, since a group need not take part.
 */
export function withoutBackReferences(pattern: string): string {
  const flags = regularExpression(pattern)?.flags ?? 'u';
  const tree = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: flags === 'u' });
  const references: AST.Backreference[] = [];
  visitRegExpAST(tree, { onBackreferenceEnter: (reference) => references.push(reference) });
  const groups = [...new Set(references.flatMap(({ resolved }) => resolved))];
  if (groups.some((group) => groups.some((other) => other !== group && isWithin(group, other))))
    throw new Unserved('its back-references are nested');
  const words = groups.map((group) => wordsOf(group));
  return Array.from({ length: WORDS }, (_, at) => {
    const wordOf = (group: AST.CapturingGroup): string => {
      const own = words[groups.indexOf(group)] ?? [];
      return own[at % own.length] ?? '';
    };
    const outer = references.filter((reference) => !groups.some((group) => isWithin(reference, group)));
    const places = [
      ...groups.map((group) => ({ of: group as AST.Node, word: wordOf(group) })),
      ...outer.map((reference) => ({
        of: reference as AST.Node,
        word: wordOf([reference.resolved].flat()[0] as AST.CapturingGroup),
      })),
    ];
    return `(?:${replaced(pattern, places)})`;
  }).join('|');
}

function isWithin(inner: AST.Node, outer: AST.Node): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function replaced(
  pattern: string,
  places: readonly { readonly of: AST.Node; readonly word: string }[],
): string {
  return [...places]
    .sort((a, b) => b.of.start - a.of.start)
    .reduce(
      (text, { of, word }) => `${text.slice(0, of.start)}(?:${literal(word)})${text.slice(of.end)}`,
      pattern,
    );
}

/** A pattern that finds exactly this text. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function wordsOf(group: AST.CapturingGroup): string[] {
  const body = group.alternatives.map(({ raw }) => raw).join('|');
  const graph: PatternGraph = patternGraph(`^(?:${body})$`);
  const characters = new Characters(setsOf(graph), !graph.isUnicode);
  const automaton: Automaton = searchAutomaton(graph, characters, new Budget());
  const spelling = new Spelling(automaton, characters, true);
  const lengths = [...take(spelling.lengths.between(0, Number.POSITIVE_INFINITY), LENGTHS)];
  if (lengths.length === 0) throw new Unserved('a group matches nothing plain');
  const random = pseudoRandom(1);
  return Array.from({ length: WORDS }, (_, at) =>
    at === 0
      ? spelling.word(() => 0, lengths[0] ?? 0)
      : spelling.word(random, lengths[at % lengths.length] ?? 0),
  );
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  if (count <= 0) return;
  let left = count;
  for (const item of items) {
    yield item;
    if (--left <= 0) return;
  }
}
