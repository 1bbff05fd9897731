import { PLAIN, UNUSUAL } from '../strings/alphabet.ts';
import type { Run } from './run.ts';

/** The longest string that is made where a longer one is allowed. */
const CAP = 1024;
/** The longest plain string where no limit is stated. */
const PLAIN_CAP = 255;
/** A longer string repeats its beginning, so that few choices make it and shrinking is quick. */
const SEED = 12;
const WORD = 'sample';
const INNER = [...PLAIN, ' ', ',', '!', '(', ')'];

interface Lengths {
  readonly min: number;
  readonly max: number;
}

/** A readable word of a length. */
export function exampleText({ min, max }: Lengths): string {
  if (max < WORD.length) return WORD.slice(0, max);
  return min <= WORD.length ? WORD : WORD.repeat(Math.ceil(min / WORD.length)).slice(0, min);
}

/** Text of which only the length is limited. */
export function freeText(run: Run, lengths: Lengths): string {
  const { source, plain } = run;
  const length = lengthWithin(run, lengths);
  const isUnusual = !plain && source.draw(2) === 2;
  let text = '';
  for (let at = 0; at < Math.min(length, SEED); at++) {
    text += character(run, isUnusual, at > 0 && at < length - 1);
  }
  return length > SEED ? repeated(text, length) : text;
}

function repeated(seed: string, length: number): string {
  const characters = [...seed];
  const whole = seed.repeat(Math.floor((length - 1) / characters.length));
  return `${whole}${characters.slice(0, (length - 1) % characters.length).join('')}z`;
}

function character({ source }: Run, isUnusual: boolean, isInner: boolean): string {
  if (isUnusual && source.draw(1) === 1) return source.pick(UNUSUAL) ?? 'a';
  return source.pick(isInner ? INNER : PLAIN) ?? 'a';
}

/** A length to aim at: short ones, the limits and their neighbours often. */
export function lengthWithin({ source, plain }: Run, { min, max }: Lengths): number {
  const cap = plain && !Number.isFinite(max) ? PLAIN_CAP : CAP;
  const longest = Math.max(min, Math.min(max, cap));
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
