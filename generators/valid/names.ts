import { languageOf } from '../strings/language-of.ts';
import type { Source } from './source.ts';

/** The longest name that is made of a pattern, where it leaves shorter ones. */
const LENGTH = 12;

/** A name of a member that a pattern matches; undefined where none can be made. */
export function nameOf(
  pattern: string,
  { source, plain }: { source: Source; plain: boolean },
): string | undefined {
  const language = languageOf({
    patterns: [pattern],
    avoid: [],
    formats: [],
    min: 0,
    max: Number.POSITIVE_INFINITY,
  });
  if ('refused' in language) return undefined;
  const length = Math.min(language.longest, language.shortest + source.draw(LENGTH));
  return language.word((bound) => source.draw(bound), { plain: plain || source.draw(3) < 3, length });
}
