import { evaluate } from '../../contract/expressions.ts';
import type { Json } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';

/** Where in a body a runtime expression finds its value, and how it cuts it out of a longer text. */
export interface Spot {
  readonly pointer: Pointer;
  readonly pattern: string | undefined;
}

/** The place that an expression on a body or an item speaks of; undefined for what is elsewhere. */
export function spotOf(expression: string): Spot | undefined {
  const found = /^\{?\$(?:response\.body|item)(?:#(?!regex:)(.*?))?(?:#regex:(.*?))?\}?$/.exec(expression);
  return found ? { pointer: found[1] ?? '', pattern: found[2] } : undefined;
}

/** A body with a value at a spot: as it is, as text, or within the text that is there. */
export function placed(
  body: Json,
  spot: Spot,
  value: string,
  isRight: (body: Json) => boolean,
): Json | undefined {
  const there = valueAt(body, spot.pointer);
  const candidates =
    spot.pattern === undefined
      ? spellings(value, there)
      : [written(String(there ?? ''), spot.pattern, value)].filter((text) => text !== undefined);
  for (const candidate of candidates) {
    const made = withValueAt(body, spot.pointer, candidate);
    if (isRight(made)) return made;
  }
  return undefined;
}

function spellings(value: string, there: Json | undefined): Json[] {
  const number = Number(value);
  const isNumeric = value !== '' && Number.isSafeInteger(number);
  if (typeof there === 'number') return isNumeric ? [number] : [];
  return isNumeric && typeof there !== 'string' ? [number, value] : [value];
}

/** A text in which the pattern's group finds a value, made of one in which it finds another. */
export function written(text: string, pattern: string, value: string): string | undefined {
  const found = new RegExp(pattern, 'du').exec(text);
  const [from, to] = found?.indices?.[1] ?? [];
  if (from === undefined || to === undefined) return undefined;
  const made = text.slice(0, from) + value + text.slice(to);
  const [read] = evaluate(`$item#regex:${pattern}`, { item: made });
  return read === value ? made : undefined;
}
