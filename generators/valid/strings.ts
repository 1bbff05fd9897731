import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { isPlain, PLAIN, UNUSUAL } from './alphabet.ts';
import { formatExample, formatWord, isWordFormat } from './format-words.ts';
import { isSpellable, patternWord } from './pattern-words.ts';
import type { Run, Spot } from './run.ts';
import { pointerOf, type State } from './state.ts';
import { isWithin, type StringLimits, stringLimits } from './string-limits.ts';

const TRIES = 120;
/** The longest string that is made where a longer one is allowed. */
const CAP = 1024;
/** The longest plain string where no limit is stated. */
const PLAIN_CAP = 255;
/** Longer strings are not made even where they are asked for. */
const LONGEST = 100_000;
const WORD = 'sample';

/** A string that the conjuncts of a state allow. */
export function stringValue(run: Run, state: State, { shown }: Spot): string {
  const limits = stringLimits(state);
  const refuse = (reason: string): never => {
    throw new UnsupportedSchemaError(pointerOf(state), reason);
  };
  if (limits.min > LONGEST) return refuse(`strings of ${limits.min} characters are not made`);
  if (limits.min > limits.max) return refuse('minLength is greater than maxLength');
  const made = run.source.retry(TRIES, (attempt) => {
    const text = draft(run, limits, attempt);
    const usable = text !== undefined && isWithin(limits, text);
    // Late attempts give up on plainness, which a pattern may forbid.
    return usable && (!run.plain || attempt > TRIES / 2 || isPlain(text)) ? text : undefined;
  });
  if (made !== undefined) return made;
  const fallback = shown.find((value) => typeof value === 'string' && isWithin(limits, value));
  return typeof fallback === 'string' ? fallback : refuse(`no string was found for ${describe(limits)}`);
}

function describe({ min, max, patterns, formats }: StringLimits): string {
  const parts = [
    ...patterns.map((pattern) => `pattern ${pattern}`),
    ...formats.map((format) => `format ${format}`),
    ...(min > 0 ? [`minLength ${min}`] : []),
    ...(Number.isFinite(max) ? [`maxLength ${max}`] : []),
  ];
  return parts.join(', ');
}

function draft(run: Run, limits: StringLimits, attempt: number): string | undefined {
  const { source } = run;
  const example = run.isSimple;
  const format = limits.formats.find(isWordFormat);
  const patterns = limits.patterns.filter(isSpellable);
  if (limits.patterns.length > 0 && !(format && attempt % 3 === 2)) {
    if (patterns.length === 0) return undefined;
    const pattern = patterns[attempt % patterns.length] ?? '';
    const longest = Math.min(limits.max, Math.max(limits.min, CAP));
    const length = example
      ? Math.max(limits.min, Math.min(WORD.length, limits.max))
      : lengthOf(run, limits, longest);
    const wish = { plain: run.plain || source.draw(3) < 3, length };
    // Patterns that speak of the two ends of a string are met by words one after the other.
    if (patterns.length > 1 && attempt % 4 === 3) {
      return patterns.map((one) => patternWord(one, source, { ...wish, length: 3 })).join('');
    }
    return patternWord(pattern, source, wish);
  }
  if (format)
    return stretched(example ? formatExample(format, source) : formatWord(format, source), format, limits);
  return example ? exampleWord(limits) : freeText(run, limits);
}

/** Makes a word of a format longer where that keeps the format. */
function stretched(word: string, format: string, { min, max }: StringLimits): string {
  const missing = min - word.length;
  if (missing > 0) {
    if (format === 'byte') return 'YWFh'.repeat(Math.ceil(min / 4)).slice(0, Math.ceil(min / 4) * 4);
    if (/email/.test(format)) return 'a'.repeat(missing) + word;
    if (/^(uri|iri|url)/.test(format) && !word.includes('#')) return word + 'a'.repeat(missing);
    if (/hostname/.test(format)) return `${'a.'.repeat(Math.ceil(missing / 2)).slice(missing % 2)}${word}`;
    if (format === 'json-pointer') return word + 'a'.repeat(missing);
  }
  if (word.length > max)
    return ({ byte: '', email: 'a@b.co', hostname: 'a', uri: 'a:b' } as const)[format] ?? word;
  return word;
}

function exampleWord({ min, max }: StringLimits): string {
  if (max < WORD.length) return WORD.slice(0, max);
  return min <= WORD.length ? WORD : WORD.repeat(Math.ceil(min / WORD.length)).slice(0, min);
}

function lengthOf(run: Run, { min, max }: StringLimits, longest: number): number {
  const { source } = run;
  const room = longest - min;
  switch (source.draw(11)) {
    case 7:
      return min;
    case 8:
      return Number.isFinite(max) || source.draw(7) === 7 ? longest : min + Math.min(room, 1);
    case 9:
      return min + source.draw(Math.min(room, 100));
    case 10:
      return Number.isFinite(max) ? longest - Math.min(room, 1) : min + Math.min(room, 1);
    case 11:
      return min + source.draw(source.draw(3) === 3 ? room : Math.min(room, 30));
    default:
      return min + source.draw(Math.min(room, 11));
  }
}

function freeText(run: Run, limits: StringLimits): string {
  const { source, plain } = run;
  const cap = plain && !Number.isFinite(limits.max) ? PLAIN_CAP : CAP;
  const length = lengthOf(run, limits, Math.max(limits.min, Math.min(limits.max, cap)));
  const unusual = !plain && source.draw(2) === 2;
  const seed: string[] = [];
  // A long string repeats a short one, so that few choices make it and shrinking is quick.
  for (let at = 0; at < Math.min(length, 12); at++)
    seed.push(character(run, unusual, at > 0 && at < length - 1));
  const text = Array.from({ length }, (_, at) => seed[at % seed.length] ?? '');
  if (length > seed.length) text[length - 1] = 'z';
  return text.join('');
}

const INNER = [...PLAIN, ' ', ',', '!', '(', ')'];

function character({ source }: Run, unusual: boolean, inner: boolean): string {
  if (unusual && source.draw(1) === 1) return source.pick(UNUSUAL) ?? 'a';
  return source.pick(inner ? INNER : PLAIN) ?? 'a';
}
