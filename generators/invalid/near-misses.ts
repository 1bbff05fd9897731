import { regularExpression } from '../valid/regular-expression.ts';

/** Strings close to one that a pattern matches which it does not match. */
export function nearMisses(text: string, pattern: string): string[] {
  const expression = regularExpression(pattern);
  const half = text.slice(0, Math.ceil(text.length / 2));
  const around = [
    `${text}!`,
    `!${text}`,
    `${text}-`,
    `${text.slice(0, -1)}!`,
    `!${text.slice(1)}`,
    text.toUpperCase(),
    text.toLowerCase(),
    text.slice(0, -1),
    text.slice(1),
    text + text,
    `${half} ${text.slice(half.length)}`,
    `${text}0`,
    `${text}a`,
    'sample',
    '0',
    '!',
    '',
    `${text}\u00e9`,
    `${text}\n`,
    '\n',
  ];
  return [...new Set(around)].filter((one) => !expression?.test(one));
}
