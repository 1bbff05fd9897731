import { equalJson, isObject, type Json } from '../../model/json.ts';

/** Longer lists of values to try find no more. */
const MOST_RELATED = 100;

/**
 * Values that may stand in a relation to others, made of them and of what is there: equal, next to, sum, difference, count,
 * the same text with another number or segment in it, nothing.
 */
export function relatedValues(there: Json | undefined, others: readonly Json[]): (Json | undefined)[] {
  const numbers = [...others.filter((one) => typeof one === 'number'), ...others.flatMap(countOf)];
  const found: (Json | undefined)[] = [
    ...(typeof there === 'boolean' ? [!there] : []),
    ...(typeof there === 'string' ? withOtherParts(there, [...others, ...numbers]) : []),
    ...others,
    ...(typeof there === 'number' || there === undefined ? computed(numbers) : []),
    ...(Array.isArray(there) ? [...numbers.map((count) => there.slice(0, Math.max(0, count))), []] : []),
    null,
    undefined,
  ];
  return distinct(found.filter((one) => one === undefined || !equalJson(one, there))).slice(0, MOST_RELATED);
}

function countOf(value: Json): number[] {
  if (Array.isArray(value)) return [value.length];
  return isObject(value) ? [Object.keys(value).length] : [];
}

function computed(numbers: readonly number[]): number[] {
  const pairs = numbers.flatMap((one, at) =>
    numbers.filter((_, other) => other !== at).flatMap((other) => [one - other, one + other]),
  );
  return [...numbers, ...pairs, ...numbers.flatMap((one) => [one + 1, one - 1])].filter(Number.isSafeInteger);
}

function withOtherParts(text: string, others: readonly Json[]): string[] {
  const runs = [...text.matchAll(/(?<=\/)[^/]+/g), ...text.matchAll(/\d+/g)];
  const texts = others.filter((one) => typeof one === 'number' || typeof one === 'string').map(String);
  return [
    ...runs.flatMap(({ 0: run, index }) =>
      texts.map((other) => text.slice(0, index) + other + text.slice(index + run.length)),
    ),
    ...texts.flatMap((other) => [`${text} ${other}`, `${other} ${text}`]),
  ];
}

function distinct(values: readonly (Json | undefined)[]): (Json | undefined)[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
